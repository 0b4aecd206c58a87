"""Does a run enter the house once, whole, and without touching what people said?"""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from django.db import connection, models
from tests.cast import Cast
from tests.house.runs import Written, at_work, with_value, without

from payung.audit import queries as audit
from payung.audit.models import Entry
from payung.compliance.actions import judge_finding, load_run, undo_run
from payung.compliance.models import Finding, FindingJudgement, ScopeFigure
from payung.compliance.queries import findings
from payung.compliance.terms import FindingVerdict
from payung.identifiers import nik
from payung.intake import queries as intake
from payung.intake.models import Batch
from payung.intake.models import Run as Loaded
from payung.projects import queries as projects
from payung.projects.models import Package, PackageFacts
from payung.reconcile.run import Run
from payung.refusal import Refusal
from payung.registry.models import Executor, Worker

SIXTEEN_DIGITS = re.compile(rb"(?<![\w.])\d{16}(?!\w)")  # no part of a digest or of a fraction


def counts() -> dict[str, int]:
    """How many rows every table of the house holds."""
    tables: list[type[models.Model]] = [*intake.tables(), Package, Executor, Worker, ScopeFigure, Loaded, Batch, Entry]
    return {table._meta.label: table._default_manager.count() for table in tables}


def cells() -> Iterator[tuple[str, bytes]]:
    """Every cell of every table of the database, as the database holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for cell in row:
                    yield table, bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()


def test_a_run_is_loaded_whole(checked: Run, run_folder: Path, cast: Cast) -> None:
    run = load_run(run_folder, by=cast.coordinator)
    held = {table._meta.label: table._default_manager.filter(known_until=None).count() for table in intake.tables()}
    names = {
        "projects.PackageFacts": "packages", "coverage.Registration": "registrations", "coverage.Payment": "payments",
        "coverage.Span": "coverage", "matching.PairLink": "registration_links", "coverage.RosterRow": "worker_links",
        "coverage.WorkerSpan": "worker_coverage", "coverage.Heads": "heads", "compliance.Finding": "findings",
        "coverage.ExpectedHeads": "expected_heads", "matching.WorkerPair": "link_review",
    }  # fmt: skip
    assert held == {label: checked.tables[name].height for label, name in names.items()}
    assert (intake.latest_run(), run.as_of) == (run, checked.as_of)


def test_the_figures_of_a_run_are_those_of_its_tables(checked: Run, run_folder: Path, cast: Cast) -> None:
    run = load_run(run_folder, by=cast.coordinator)
    city, packages = ScopeFigure.objects.get(run=run, scope="city"), checked.tables["packages"]
    told = (packages.height, packages["worked_days"].sum(), packages["uncovered_days"].sum())
    assert (city.packages, city.worked_days, city.uncovered_days) == told
    unregistered = checked.tables["findings"].filter(pl.col("kind") == "unregistered")
    assert 0 < city.not_found <= unregistered.height


def test_the_same_content_is_loaded_once(run_folder: Path, other_run: Written, cast: Cast) -> None:
    run, before = load_run(run_folder, by=cast.coordinator), counts()
    assert load_run(other_run(), by=cast.second_coordinator) == run
    assert counts() == before


def test_content_that_another_run_replaced_is_loaded_anew(run_folder: Path, other_run: Written, cast: Cast) -> None:
    first = load_run(run_folder, by=cast.coordinator)
    gone = Package.objects.order_by("pk").first()
    assert gone is not None
    load_run(other_run(packages=without(gone.package_id)), by=cast.coordinator)
    again = load_run(run_folder, by=cast.coordinator)
    assert again != first
    assert projects.facts_of(gone.package_id, by=cast.coordinator) is not None


def test_what_a_run_does_not_say_anew_is_not_written_anew(run_folder: Path, other_run: Written, cast: Cast) -> None:
    first = load_run(run_folder, by=cast.coordinator)
    package = Package.objects.order_by("pk").first()
    assert package is not None
    second = load_run(other_run(packages=with_value(package.package_id, name="Nama baru")), by=cast.coordinator)
    told = PackageFacts.objects.filter(known_from=second)
    assert [(facts.package_id, facts.name) for facts in told] == [(package.pk, "Nama baru")]
    assert PackageFacts.objects.get(known_until=second).known_from == first
    assert not Finding.objects.filter(known_from=second).exists()


def test_a_run_says_what_is_new_protected_and_lapsed(
    checked: Run, run_folder: Path, other_run: Written, cast: Cast
) -> None:
    (fresh, lost, *_), (found, *_) = at_work(checked, "unprotected"), at_work(checked, "protected")
    earlier = other_run(
        packages=without(fresh), coverage=lambda rows: swapped(without(fresh)(rows), found, lost),
        findings=without(fresh), registration_links=without(fresh), expected_heads=without(fresh),
    )  # fmt: skip
    first = load_run(earlier, by=cast.coordinator)
    assert projects.changes(first) == projects.Changes(checked.tables["packages"].height - 1, 0, 0)
    second = load_run(run_folder, by=cast.coordinator)
    assert projects.changes(second) == projects.Changes(fresh=1, protected=1, lapsed=1)


def swapped(rows: pl.DataFrame, found: str, lost: str) -> pl.DataFrame:
    """The days of two packages as they were before: one not yet protected, one still."""
    return with_value(lost, state="protected")(with_value(found, state="unprotected")(rows))


def test_a_run_that_breaks_off_leaves_nothing(run_folder: Path, cast: Cast) -> None:
    before = counts()

    def stop_at_the_findings(step: str) -> None:
        if step == "Memuat temuan":
            raise InterruptedError

    with pytest.raises(InterruptedError):
        load_run(run_folder, by=cast.coordinator, told=stop_at_the_findings)
    assert counts() == before


def test_a_second_run_that_breaks_off_leaves_the_first(run_folder: Path, other_run: Written, cast: Cast) -> None:
    load_run(run_folder, by=cast.coordinator)
    before = state()
    twice = other_run(packages=lambda rows: rows.head(3), findings=lambda rows: pl.concat([rows, told_otherwise(rows)]))
    with pytest.raises(Exception, match=r"(?i)unique"):
        load_run(twice, by=cast.coordinator)
    assert state() == before


def told_otherwise(rows: pl.DataFrame) -> pl.DataFrame:
    """The first row, telling something else under the same key."""
    return rows.head(1).with_columns(sentence=pl.lit("Kalimat lain."))


def test_a_folder_without_a_table_is_refused(other_run: Written, cast: Cast) -> None:
    folder, before = other_run(), counts()
    (folder / "findings.parquet").unlink()
    with pytest.raises(Refusal, match=r"findings\.parquet tidak ada; tidak ada yang dimuat"):
        load_run(folder, by=cast.coordinator)
    (folder / "manifest.json").unlink()
    with pytest.raises(Refusal, match=r"bukan folder hasil pemeriksaan"):
        load_run(folder, by=cast.coordinator)
    assert counts() == before


def test_loading_is_one_line_of_the_trail(run_folder: Path, cast: Cast) -> None:
    run = load_run(run_folder, by=cast.coordinator)
    (line,) = Entry.objects.filter(action="run.loaded")
    assert (line.actor, line.on) == (f"user:{cast.coordinator.pk}", f"intake.run:{run.pk}")
    assert audit.verify() is None


def test_no_whole_nik_is_anywhere_in_the_database(checked: Run, run_folder: Path, cast: Cast) -> None:
    shown = checked.tables["worker_links"]["nik"].drop_nulls().unique().to_list()
    assert sum(map(nik.is_valid, shown)) > 100
    load_run(run_folder, by=cast.coordinator)
    of_the_rosters = re.compile("|".join(shown).encode())
    clear = [
        (table, cell)
        for table, cell in cells()
        if of_the_rosters.search(cell) or any(nik.is_valid(text.decode()) for text in SIXTEEN_DIGITS.findall(cell))
    ]
    assert clear == []
    assert Worker.objects.exclude(nik_sealed=None).count() > 100


def state() -> dict[str, object]:
    """Everything that holds now, by table; and for whom and by whom each package is."""
    held: dict[str, object] = {
        table._meta.label: sorted(table._default_manager.filter(known_until=None).values_list("pk", "digest"))
        for table in intake.tables()
    }
    placed = Package.objects.filter(facts__known_until=None).order_by("pk")
    return held | {"placed": list(placed.values_list("pk", "agency", "executor"))}


def test_a_judgement_outlives_the_next_run_and_its_undoing(run_folder: Path, other_run: Written, cast: Cast) -> None:
    load_run(run_folder, by=cast.coordinator)
    finding = Finding.objects.filter(kind="unregistered").order_by("pk").first()
    assert finding is not None
    judge_finding(finding, verdict=FindingVerdict.MISTAKEN, reason="Sudah ada buktinya.", by=cast.coordinator)

    def said() -> str:
        return str(findings(by=cast.coordinator).get(finding_id=finding.finding_id).said)

    again = other_run(
        findings=lambda rows: rows.with_columns(
            days=pl.when(pl.col("kind") == "unregistered").then(1).otherwise("days")
        )
    )
    second = load_run(again, by=cast.coordinator)
    assert Finding.objects.get(finding_id=finding.finding_id, known_until=None).known_from == second
    assert said() == FindingVerdict.MISTAKEN

    undo_run(second, by=cast.coordinator)
    assert said() == FindingVerdict.MISTAKEN
    assert FindingJudgement.objects.count() == 1
