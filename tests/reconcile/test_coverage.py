"""Are the days of protection counted as one would count them on a calendar?"""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from payung.reconcile.coverage import cover, totals, with_protection, with_reasons, with_registered_dates
from payung.reconcile.engines import Engine

START = date(2026, 3, 1)
LINKED = {
    "package_id": pl.String, "nomor_kepesertaan": pl.String, "covers_from": pl.Date, "covers_to": pl.Date,
    "waits_from": pl.Date, "waits_to": pl.Date, "payment_seen": pl.Boolean,
}  # fmt: skip
REGISTRATION = {
    "nomor_kepesertaan": pl.String, "status": pl.String, "tgl_daftar": pl.Date, "tgl_selesai": pl.Date,
    "first_paid_on": pl.Date, "contribution_due": pl.Int64, "contribution_paid": pl.Int64,
}  # fmt: skip


def day(offset: int | None) -> date | None:
    return None if offset is None else START + timedelta(days=offset)


def package(*, starts: int = 0, ends: int | None = 44) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "package_id": ["p"], "starts_on": [day(starts)], "ends_on": [day(ends)], "starts_on_source": ["spmk"],
            "ends_on_source": ["spmk"], "starts_on_confidence": ["high"], "ends_on_confidence": ["high"],
        },
        schema_overrides={"ends_on": pl.Date},
    )  # fmt: skip


def registered(**cells: object) -> pl.DataFrame:
    """One registration of package p: on day 5, paid in full on day 10, to day 44, unless told otherwise."""
    row = {
        "nomor_kepesertaan": "r", "status": "peserta", "tgl_daftar": day(5), "tgl_selesai": day(44),
        "first_paid_on": day(10), "contribution_due": 100_000, "contribution_paid": 100_000,
    } | cells  # fmt: skip
    return with_protection(pl.DataFrame([row], schema=REGISTRATION)).with_columns(package_id=pl.lit("p"))


def states(spans: pl.DataFrame) -> list[tuple[str, int]]:
    return list(spans.select("state", "days").rows())


def spans_of(
    linked: pl.DataFrame, *, as_of: int = 100, engine: Engine = Engine.POLARS, **work: int | None
) -> pl.DataFrame:
    return cover(package(**work), linked, as_of=day(as_of), engine=engine)  # type: ignore[arg-type]


def test_days_before_the_first_payment_are_not_protected_and_the_day_of_payment_is() -> None:
    assert states(spans_of(registered())) == [("unprotected", 5), ("pending", 5), ("protected", 35)]


def test_registered_but_unpaid_is_pending_to_the_end_of_the_work() -> None:
    unpaid = registered(status="mendaftar", first_paid_on=None, contribution_paid=0)
    assert states(spans_of(unpaid)) == [("unprotected", 5), ("pending", 40)]


def test_work_after_the_registered_end_is_unprotected_not_pending() -> None:
    short = registered(tgl_selesai=day(29))
    assert states(spans_of(short)) == [("unprotected", 5), ("pending", 5), ("protected", 20), ("unprotected", 15)]


def test_an_applicant_who_paid_the_first_instalment_is_protected() -> None:
    paid = registered(status="mendaftar", contribution_paid=50_000)
    assert ("protected", 35) in states(spans_of(paid))


def test_an_applicant_who_paid_less_than_the_first_instalment_is_not_protected() -> None:
    little = registered(status="mendaftar", contribution_paid=10_000)
    assert states(spans_of(little)) == [("unprotected", 5), ("pending", 40)]


def test_a_participant_whose_payment_was_not_found_counts_from_registering_and_says_so() -> None:
    unseen = registered(first_paid_on=None, contribution_paid=0)
    spans = with_reasons(spans_of(unseen), package(), unseen)
    assert states(spans) == [("unprotected", 5), ("protected", 40)]
    assert "tanggal bayarnya belum ditemukan" in spans["reason"][1]


def test_days_after_the_check_are_not_counted() -> None:
    assert totals(spans_of(registered(), as_of=19)).row(0, named=True) == {
        "package_id": "p", "worked_days": 20, "uncovered_days": 10,
    }  # fmt: skip


def test_an_unknown_end_gives_no_days_rather_than_invented_ones() -> None:
    assert spans_of(registered(), ends=None).is_empty()


def test_work_that_begins_after_the_check_has_no_days() -> None:
    assert spans_of(registered(), as_of=-1).is_empty()


def test_protection_paid_before_the_work_covers_its_first_day() -> None:
    assert states(spans_of(registered(tgl_daftar=day(-9), first_paid_on=day(-8)))) == [("protected", 45)]


def test_each_span_says_why() -> None:
    linked = registered(tgl_selesai=day(29))
    reasons = with_reasons(spans_of(linked), package(), linked)["reason"].to_list()
    assert reasons == [
        "Iuran pertama baru dibayar 11 Maret 2026.",
        "Mendaftar 6 Maret 2026, iuran pertama belum dibayar.",
        "Iuran pertama dibayar 11 Maret 2026.",
        "Perlindungan berakhir 30 Maret 2026, pekerjaan masih berjalan.",
    ]


def test_without_a_registration_the_wording_stays_neutral() -> None:
    nothing = pl.DataFrame(schema=LINKED)
    spans = with_reasons(spans_of(nothing), package(), nothing)
    assert spans["reason"].to_list() == ["Pendaftarannya belum ditemukan."]


def test_a_registration_may_set_soft_dates_but_never_those_of_an_spmk() -> None:
    soft = package().with_columns(starts_on_source=pl.lit("penetapan"), ends_on_source=pl.lit("rup"))
    linked = pl.DataFrame({"package_id": ["p"], "tgl_mulai": [day(3)], "tgl_selesai": [day(20)]})
    assert with_registered_dates(soft, linked).row(0, named=True)["starts_on"] == day(3)
    assert with_registered_dates(package(), linked).row(0, named=True)["ends_on"] == day(44)


NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # a DuckDB plan an example is too slow to shrink with
OFFSET = st.integers(-5, 25)
INTERVALS = st.lists(st.tuples(OFFSET, OFFSET, OFFSET), max_size=4)


def counted_by_hand(work: tuple[int, int], intervals: list[tuple[int, int, int]], as_of: int) -> list[str]:
    """The state of every day of the work, one day at a time."""
    days = range(work[0], min(work[1], as_of) + 1)

    def state(today: int) -> str:
        if any(paid <= today <= end for _, paid, end in intervals):
            return "protected"
        return "pending" if any(applied <= today < paid for applied, paid, _ in intervals) else "unprotected"

    return [state(today) for today in days]


@pytest.mark.parametrize("engine", list(Engine))
@settings(max_examples=20, deadline=None, phases=NO_SHRINKING)
@given(start=OFFSET, length=st.integers(0, 20), intervals=INTERVALS, as_of=st.integers(-5, 40))
def test_spans_equal_a_count_day_by_day(
    engine: Engine, start: int, length: int, intervals: list[tuple[int, int, int]], as_of: int
) -> None:
    names = ("package_id", "covers_from", "covers_to", "waits_from", "waits_to")
    rows = [("p", day(paid), day(end), day(applied), day(paid - 1)) for applied, paid, end in intervals]
    linked = pl.DataFrame(rows, schema={name: LINKED[name] for name in names}, orient="row")
    spans = spans_of(linked, starts=start, ends=start + length, as_of=as_of, engine=engine)
    told = [span["state"] for span in spans.to_dicts() for _ in range(span["days"])]
    assert told == counted_by_hand((start, start + length), intervals, as_of)
    ends = spans["to_on"].to_list()[:-1]
    assert [end + timedelta(days=1) for end in ends] == spans["from_on"].to_list()[1:]
