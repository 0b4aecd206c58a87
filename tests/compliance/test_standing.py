"""Does a package whose end is unknown stand as begun, and only work that lies ahead as not started?"""

import datetime as dt

import polars as pl
import pytest

from payung.compliance.facts import with_standing
from payung.reconcile.report.dossier import chip

AS_OF = dt.date(2026, 11, 23)
BEGUN, AHEAD = dt.date(2026, 7, 1), dt.date(2026, 12, 1)
END = dt.date(2026, 12, 31)


def standing_of(starts_on: dt.date | None, ends_on: dt.date | None, *, worked: int | None, kinds: list[str]) -> str:
    packages = pl.DataFrame(
        [["p", starts_on, ends_on, worked, worked]],
        schema={
            "package_id": pl.String, "starts_on": pl.Date, "ends_on": pl.Date, "worked_days": pl.Int64,
            "uncovered_days": pl.Int64,
        },
        orient="row",
    )  # fmt: skip
    found = pl.DataFrame({"package_id": ["p"] * len(kinds), "kind": kinds}, schema_overrides={"package_id": pl.String})
    spans = pl.DataFrame(schema={"package_id": pl.String, "state": pl.String, "from_on": pl.Date, "to_on": pl.Date})
    tables = {"packages": packages, "findings": found.cast({"kind": pl.String}), "coverage": spans}
    return str(with_standing(tables, as_of=AS_OF)["standing"][0])


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "worked", "kinds", "standing"),
    [
        (None, None, None, ["unregistered"], "no_start"), (AHEAD, END, None, [], "not_started"),
        (AHEAD, None, None, ["unregistered"], "not_started"), (BEGUN, None, None, ["unregistered"], "not_found"),
        (BEGUN, None, None, ["pending_unpaid"], "pending"), (BEGUN, None, None, [], "no_end"),
        (BEGUN, END, 146, ["unregistered"], "not_found"),
    ],
)  # fmt: skip
def test_an_unknown_end_does_not_make_work_that_has_begun_lie_ahead(
    starts_on: dt.date | None, ends_on: dt.date | None, worked: int | None, kinds: list[str], standing: str
) -> None:
    assert standing_of(starts_on, ends_on, worked=worked, kinds=kinds) == standing


@pytest.mark.parametrize(
    ("ends_on", "kinds", "words", "tone"),
    [
        (None, {"unregistered"}, "belum ditemukan, akhir kerja belum diketahui", "red"),
        (None, {"pending_unpaid"}, "mendaftar, belum bayar", "amber"),
        (None, set(), "akhir kerja belum diketahui", "grey"), (END, {"unregistered"}, "belum mulai kerja", "grey"),
    ],
)  # fmt: skip
def test_the_chip_says_so_and_no_number_of_days(
    ends_on: dt.date | None, kinds: set[str], words: str, tone: str
) -> None:
    row = {"uncovered_days": None, "worked_days": None, "starts_on": BEGUN, "ends_on": ends_on}
    told = chip(row, kinds)
    assert (told.text, told.tone) == (words, tone)
