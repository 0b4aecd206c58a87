"""How does a check asked for in the browser run in the worker, step by step, and end in the house?"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
from django.conf import settings
from django_tasks import task

from payung.compliance.actions import load_run
from payung.intake import actions as intake
from payung.intake import queries
from payung.intake.actions.checks import INPUTS, RESULT
from payung.intake.terms import CheckState
from payung.matching import facts as matching
from payung.reconcile.engines import Engine, Machine
from payung.reconcile.normalise.taxpayers import masked
from payung.reconcile.people.hashing import Disclosure, read_key
from payung.reconcile.report.folder import write_run
from payung.reconcile.run import Run, check, write_tables
from payung.refusal import Refusal

SHARES = {
    "Membaca": 5, "Menyusun paket": 25, "Mencocokkan pembayaran": 30, "Mencocokkan paket dan pendaftaran": 35,
    "Menghitung hari": 50, "Mencocokkan pekerja": 55, "Menyusun temuan": 75, "Memuat paket": 80,
    "Memuat pendaftaran": 84, "Memuat pekerja": 88, "Memuat temuan": 92, "Menulis laporan": 95,
}  # fmt: skip
UNCHANGED = "Isinya sama dengan hasil yang sedang berlaku; tidak ada yang berubah."
Told = Callable[[str], None]


class Stopped(Exception):
    """Somebody asked this check to stop."""


@task()
def run_check(pk: int) -> None:
    """Check the files of a check that waits, and load what was found; it ends loaded, failed or cancelled."""
    if not intake.move_check(pk, to=CheckState.RUNNING):
        return
    try:
        _check_and_load(pk)
    except Stopped:
        intake.move_check(pk, to=CheckState.CANCELLED)
    except Refusal as refusal:
        intake.move_check(pk, to=CheckState.FAILED, sentence=str(refusal))
    except Exception:
        intake.move_check(pk, to=CheckState.FAILED, sentence="Terjadi galat yang tidak terduga; tidak ada yang dimuat.")
        raise


def _check_and_load(pk: int) -> None:
    asked = queries.check(pk)
    folder = intake.place_of(asked)

    def told(step: str) -> None:
        share = max((share for name, share in SHARES.items() if step.startswith(name)), default=0)
        if not intake.tell_progress(pk, step=step, share=share):
            raise Stopped

    matching.write_judgements(folder / INPUTS)
    disclosure = Disclosure(read_key(Path(settings.DATA) / "kunci-orang"), datetime.now(UTC))
    machine = Machine(Engine(settings.CHECK_ENGINE), settings.CHECK_MEMORY, scratch=folder)
    checked = check(
        folder / INPUTS, as_of=asked.as_of, area=asked.area or None, machine=machine, disclosure=disclosure, told=told
    )
    is_new = _load(checked, folder, asked_pk=pk, told=told)
    told("Menulis laporan")
    write_run(without_whole_niks(checked), folder / RESULT)
    intake.move_check(pk, to=CheckState.LOADED, sentence="" if is_new else UNCHANGED)


def _load(checked: Run, folder: Path, *, asked_pk: int, told: Told) -> bool:
    """Load from a folder that is gone when loading ends: its rosters show whole NIKs. Whether anything was new."""
    asked = queries.check(asked_pk)
    passing = Path(tempfile.mkdtemp(prefix=".memuat-", dir=folder))
    try:
        write_tables(checked, passing)
        return load_run(passing, by=asked.asked_by, asked=asked, told=told).asked_id == asked_pk
    finally:
        shutil.rmtree(passing)


def without_whole_niks(checked: Run) -> Run:
    """The run as it may lie on the disk: every NIK masked."""
    links = checked.tables["worker_links"]
    return replace(checked, tables=checked.tables | {"worker_links": links.with_columns(nik=masked(pl.col("nik")))})
