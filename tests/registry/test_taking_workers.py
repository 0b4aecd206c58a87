"""Who is one executor, one worker; whose firm speaks for whom; and what is kept of a NIK?"""

from pathlib import Path

import polars as pl
import pytest
from django.conf import settings
from tests.cast import Cast
from tests.house.runs import Written

from payung.audit.models import Entry
from payung.compliance.actions import load_run
from payung.projects import queries as projects
from payung.reconcile.run import Run
from payung.registry.actions import NIK, entrust, take_executors, take_workers
from payung.registry.models import Executor, Worker
from payung.sealing import read_ring

pytestmark = pytest.mark.django_db
WHOLE, MASKED = "3671010101900001", "367101********01"

COLUMNS = ("package_id", "executor_kind", "executor_name", "executor_npwp")


def named(*executors: tuple[str | None, str | None]) -> pl.DataFrame:
    """Packages p0, p1, … of these executors: name and NPWP."""
    return pl.DataFrame(
        [(f"p{number}", "company", name, npwp) for number, (name, npwp) in enumerate(executors)],
        schema=dict.fromkeys(COLUMNS, pl.String), orient="row",
    )  # fmt: skip


def rows(*workers: tuple[str | None, str | None]) -> pl.DataFrame:
    """Lines of a roster: digest and NIK."""
    return pl.DataFrame(
        [("daftar.csv", line, digest, "Nama", number) for line, (digest, number) in enumerate(workers)],
        schema={"roster_file": pl.String, "roster_line": pl.Int64, "worker_hash": pl.String, "name": pl.String,
                "nik": pl.String}, orient="row",
    )  # fmt: skip


def test_an_executor_is_one_by_its_npwp_however_it_is_spelt() -> None:
    ids = take_executors(named(("CV Contoh Satu", "0900000159999000"), ("CONTOH SATU, CV", "0900000159999000")))
    assert ids["executor_id"].n_unique() == 1
    assert Executor.objects.get().key == "0900000159999000"


def test_an_executor_without_a_whole_npwp_is_one_by_its_folded_name() -> None:
    told = named(("CV. Contoh  Satu", None), ("CV CONTOH SATU", "3671**********12"), ("CV Lain", None), (None, None))
    ids = take_executors(told)
    assert dict(ids.sort("package_id").iter_rows()).keys() == {"p0", "p1", "p2"}
    assert set(Executor.objects.values_list("key", flat=True)) == {"CV CONTOH SATU", "CV LAIN"}


def test_executors_are_made_once() -> None:
    told = named(("CV Contoh Satu", None))
    assert take_executors(told).equals(take_executors(told))
    assert Executor.objects.count() == 1


def test_a_whole_nik_is_sealed_and_a_masked_one_kept_as_it_stands() -> None:
    ring = read_ring(settings.FIELD_KEYS)
    told = rows(("a", WHOLE), ("b", MASKED), ("c", None), (None, None), ("a", WHOLE))
    ids = take_workers(told, seal=lambda number: ring.seal(number, kind=NIK))
    assert sorted(ids["worker_hash"].to_list()) == ["a", "b", "c"]
    whole, masked, none = Worker.objects.order_by("hash")
    assert (whole.nik_masked, masked.nik_masked, none.nik_masked) == ("367101********01", MASKED, None)
    assert ring.unseal(bytes(whole.nik_sealed or b""), kind=NIK) == WHOLE
    assert (masked.nik_sealed, none.nik_sealed) == (None, None)


def test_the_same_nik_is_found_by_its_seal() -> None:
    ring = read_ring(settings.FIELD_KEYS)
    take_workers(rows(("a", WHOLE)), seal=lambda number: ring.seal(number, kind=NIK))
    assert Worker.objects.get(nik_sealed=ring.seal(WHOLE, kind=NIK)).hash == "a"


def test_a_worker_is_one_from_run_to_run(run_folder: Path, other_run: Written, cast: Cast) -> None:
    load_run(run_folder, by=cast.coordinator)
    before = Worker.objects.count()
    load_run(other_run(worker_links=lambda told: told.head(100)), by=cast.coordinator)
    assert Worker.objects.count() == before > 100


def test_a_firm_sees_the_packages_of_the_executor_entrusted_to_it(checked: Run, run_folder: Path, cast: Cast) -> None:
    load_run(run_folder, by=cast.coordinator)
    key = checked.tables["packages"]["executor_npwp"].drop_nulls().value_counts(sort=True).filter(
        ~pl.col("executor_npwp").str.contains(r"\*")
    )["executor_npwp"][0]  # fmt: skip
    assert not projects.known(by=cast.firm).exists()
    entrust(key, office=cast.firm.office, by=cast.coordinator)
    entrust(key, office=cast.firm.office, by=cast.coordinator)
    seen = {facts.executor_npwp for facts in projects.known(by=cast.firm)}
    assert seen == {key}
    assert not projects.known(by=cast.rival_firm).exists()
    assert Entry.objects.filter(action="executor.entrusted").count() == 1
