"""Is the sample that people judge random, repeatable and free of NIKs, and is what they judged read back?"""

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from invented_people import AS_OF, OTHER_NIK, Row, participant, put, worker

from payung.reconcile.people.hashing import Disclosure
from payung.reconcile.people.review import (
    LEAST,
    MOST,
    REVIEW_FILE,
    drawn,
    latest,
    read_judgements,
    reviewed,
    seed_of,
    write_review,
)
from payung.reconcile.run import Run, check, write_tables
from payung.reconcile.sources.intake import take_in

DISCLOSURE = Disclosure(key=b"k" * 32)


def lines(**sizes: int) -> pl.DataFrame:
    """Links of a stratum named decision__level__percent, so many lines each."""
    parts = []
    for name, size in sizes.items():
        decision, level, percent = name.split("__")
        one = {"decision": decision, "level": level, "probability": int(percent) / 100}
        parts.append(pl.DataFrame([one] * size))
    return pl.concat(parts).with_row_index("row").with_columns(person=pl.format("nik {}", "row"))


def test_the_same_files_offer_the_same_pairs_and_other_files_others() -> None:
    links = lines(link__nik__99=2000)
    first, again, other = (drawn(links, seed=seed)["row"].to_list() for seed in (1, 1, 2))
    assert first == again != other


def test_the_seed_is_that_of_the_files_whatever_their_order() -> None:
    files = [{"sha256": "a"}, {"sha256": "b"}]
    assert seed_of(files) == seed_of(files[::-1]) != seed_of(files[:1])


def test_doubtful_strata_are_asked_more_and_none_is_left_out() -> None:
    sizes = drawn(lines(link__nik__99=5000, link__name_birth__90=5000, candidate__score__50=30), seed=1)["stratum"]
    counts = dict(sizes.value_counts().iter_rows())
    assert counts["link:name_birth"] > counts["link:nik"] > counts["candidate:score"] >= LEAST
    assert MOST - 3 <= sum(counts.values()) <= MOST + 3 * LEAST


def test_a_stratum_smaller_than_its_share_is_asked_whole() -> None:
    assert drawn(lines(link__nik__50=3), seed=1).height == 3


def test_what_is_settled_and_what_found_nobody_is_not_asked() -> None:
    links = lines(link__judged__100=5, none__none__0=5)
    nobody = pl.when(pl.col("decision") != "none").then("person")
    assert drawn(links.with_columns(person=nobody), seed=1).is_empty()


@pytest.fixture
def reviewed_run(tmp_path: Path) -> Callable[..., tuple[Run, Path]]:
    """A check of a small roster, and its folder."""

    def run(*tables: list[Row]) -> tuple[Run, Path]:
        source = put(tmp_path, *tables)
        return check(source, as_of=AS_OF, disclosure=DISCLOSURE), source

    return run


def filled(run: Run, folder: Path, keputusan: str, **cells: str) -> Path:
    """The review file of a run with the same decision on every line."""
    write_review(run.tables["link_review"], folder)
    path = folder / REVIEW_FILE
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    done = [row | {"keputusan": keputusan, "oleh": "petugas", "tgl_putusan": "2026-11-20"} | cells for row in rows]
    pl.DataFrame(done).write_csv(path)
    return path


def test_a_pair_is_offered_with_both_names_and_without_any_nik(reviewed_run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run, _ = reviewed_run([worker()], [participant()])
    (row,) = run.tables["link_review"].to_dicts()
    assert (row["worker_name"], row["person_name"]) == ("Misalwati Andaikan", "MISALWATI ANDAIKAN")
    assert row["worker_hash"]
    assert row["person_hash"]
    (tmp_path / "run").mkdir()
    write_tables(run, tmp_path / "run")
    text = (tmp_path / "run" / REVIEW_FILE).read_text("utf-8-sig")
    assert not re.search(r"3671\d{12}", text)
    assert next(csv.reader([text.splitlines()[0]]))[-6:-3] == ["keputusan", "oleh", "tgl_putusan"]


def test_without_a_key_nothing_is_offered(people_run: Callable[..., Run], tmp_path: Path) -> None:
    run = people_run([worker()], [participant()])
    assert run.tables["link_review"].is_empty()
    write_review(run.tables["link_review"], tmp_path)
    assert not (tmp_path / REVIEW_FILE).exists()


def test_no_cell_is_a_formula_to_a_spreadsheet(reviewed_run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run, _ = reviewed_run([worker(nama="=HYPERLINK(1)")], [participant()])
    write_review(run.tables["link_review"], tmp_path)
    cells = [cell for row in csv.reader((tmp_path / REVIEW_FILE).read_text("utf-8-sig").splitlines()) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell[:1] in "=+-@" and cell]


def test_a_filled_file_among_the_next_runs_files_is_read_back(reviewed_run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run, source = reviewed_run([worker()], [participant()])
    offered = run.tables["link_review"]
    filled(run, source, " Beda ")
    rows, refused = read_judgements(take_in(source))
    (row,) = latest(rows).to_dicts()
    assert refused.is_empty()
    assert row == {
        "worker_hash": offered["worker_hash"].item(), "person_hash": offered["person_hash"].item(), "keputusan": "beda",
        "oleh": "petugas", "tanggal": date(2026, 11, 20), "stratum": offered["stratum"].item(),
    }  # fmt: skip


def test_the_next_run_counts_the_judgements_and_bases_its_estimate_on_them(reviewed_run) -> None:  # type: ignore[no-untyped-def]
    run, source = reviewed_run([worker(), worker(nik=OTHER_NIK, nama="Upamawan Seandainya", tgl_lahir="05-03-1985")],
                               [participant()])  # fmt: skip
    assert run.summary["errors"]["false_links"]["basis"] == "probabilities"
    filled(run, source, "sama")
    again = check(source, as_of=AS_OF, disclosure=DISCLOSURE)
    read = next(step for step in again.manifest["steps"] if step["name"] == "read")
    assert read["detail"]["judgements"] == 1
    assert again.tables["worker_links"].filter(pl.col("decision") == "link")["level"].to_list() == ["judged"]
    assert set(again.summary["errors"]) == {"false_links", "missed_links"}


def test_a_pair_judged_different_is_not_linked_again(reviewed_run) -> None:  # type: ignore[no-untyped-def]
    run, source = reviewed_run([worker()], [participant()])
    assert run.tables["worker_links"]["decision"].to_list() == ["link"]
    filled(run, source, "beda")
    again = check(source, as_of=AS_OF, disclosure=DISCLOSURE)
    assert again.tables["worker_links"]["decision"].to_list() == ["none"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"keputusan": ""}, "belum diputuskan"),
        ({"keputusan": "mungkin"}, "keputusan bukan sama atau beda"),
        ({"worker_hash": ""}, "tanpa worker_hash atau person_hash"),
    ],
)
def test_a_line_that_decides_nothing_is_refused_with_its_reason(
    reviewed_run,
    cells: dict[str, str],
    reason: str,  # type: ignore[no-untyped-def]
) -> None:
    run, source = reviewed_run([worker()], [participant()])
    filled(run, source, **({"keputusan": "sama"} | cells))
    rows, refused = read_judgements(take_in(source))
    assert rows.is_empty()
    assert refused["reason"].to_list() == [reason]


def judgements(*rows: tuple[str, str, str, date | None, str | None]) -> pl.DataFrame:
    names = ["worker_hash", "person_hash", "keputusan", "tgl_putusan", "golongan"]
    schema = {name: pl.Date if name == "tgl_putusan" else pl.String for name in names}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(oleh=pl.lit("petugas"))


def test_the_latest_judgement_of_a_pair_stands() -> None:
    old, new = date(2026, 1, 5), date(2026, 2, 5)
    found = latest(
        judgements(("w", "p", "beda", new, None), ("w", "p", "sama", old, None), ("w", "q", "sama", None, None))
    )
    assert dict(found.select("person_hash", "keputusan").rows()) == {"p": "beda", "q": "sama"}


def test_a_link_judged_different_is_wrong_and_a_candidate_judged_the_same_is() -> None:
    found = reviewed(
        latest(
            judgements(
                ("a", "p", "beda", None, "link:nik"), ("b", "p", "sama", None, "link:nik"),
                ("c", "p", "sama", None, "candidate:score"), ("d", "p", "beda", None, None),
            )
        )
    )  # fmt: skip
    assert sorted(found.rows()) == [("candidate:score", 1, 1), ("link:nik", 2, 1)]


def test_the_estimate_is_repeated_with_its_sentence(people_run: Callable[..., Run]) -> None:
    found = people_run([worker()], [participant()]).summary["errors"]
    assert found["false_links"]["of"] == 1
    assert found["false_links"]["sentence"].startswith("Dari 1 pekerja yang terhubung")
