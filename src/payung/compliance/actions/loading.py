"""How does a run folder enter the house: in one transaction, once, without touching what people judged?"""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
from django.conf import settings
from django.db import transaction

from payung.accounts.models import User
from payung.compliance import facts
from payung.compliance.models import DayFigure, Finding, KindFigure, ScopeFigure
from payung.coverage import actions as coverage
from payung.intake import actions as intake
from payung.intake.actions import add_rows, begin_run, count_anew, take
from payung.intake.models import Check, Run
from payung.intake.queries import latest_run
from payung.matching import actions as matching
from payung.projects import actions as projects
from payung.reconcile.tables import TABLES
from payung.refusal import Refusal
from payung.registry import actions as registry
from payung.sealing import read_ring

MANIFEST = "manifest.json"
Told = Callable[[str], None]


def load_run(folder: Path, *, by: User | None, asked: Check | None = None, told: Told = lambda _: None) -> Run:
    """Load the run in ``folder``; the run that holds now, where its content is the same.

    Whole or not at all. A Refusal for a folder that holds no whole run.
    """
    manifest, content = _read_manifest(folder), content_of(folder)
    with transaction.atomic():
        held = latest_run()
        if held is not None and held.content == content:
            return held
        tables = {table.name: pl.read_parquet(folder / f"{table.name}.parquet") for table in TABLES}
        run = begin_run(content, manifest, by=by, asked=asked)
        _take_all(tables, run=run, told=told)
    return run


@transaction.atomic
def undo_run(run: Run, *, by: User) -> None:
    """Take back the latest run: everything holds again as before it, also for whom and by whom a package is."""
    intake.undo_run(run, by=by)
    projects.place_as_known()


def content_of(folder: Path) -> str:
    """SHA-256 over the tables of a run: the same inputs give the same bytes, and so the same content."""
    digest = hashlib.sha256()
    for table in TABLES:
        path = folder / f"{table.name}.parquet"
        if not path.is_file():
            raise Refusal("Folder hasil tidak utuh: {name} tidak ada; tidak ada yang dimuat.", name=path.name)
        with path.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def _read_manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if not path.is_file():
        raise Refusal("{name} bukan folder hasil pemeriksaan: manifest.json tidak ada.", name=folder.name)
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _take_all(tables: facts.Tables, *, run: Run, told: Told) -> None:
    """Every table, from the executors up to the findings."""
    told("Memuat paket")
    standing = facts.with_standing(tables, as_of=run.as_of)
    executors = registry.take_executors(tables["packages"])
    packages, _ = projects.take_packages(standing, executors, run=run)
    told("Memuat pendaftaran dan hari")
    coverage.take_registrations(tables, run=run)
    coverage.take_payments(tables, run=run)
    coverage.take_spans(tables, run=run, packages=packages)
    matching.take_links(tables, run=run, packages=packages)
    told("Memuat pekerja")
    ring = read_ring(settings.FIELD_KEYS)
    workers = registry.take_workers(tables["worker_links"], seal=lambda nik: ring.seal(nik, kind="nik"))
    coverage.take_people(tables, run=run, packages=packages, workers=workers)
    matching.take_worker_pairs(tables, run=run)
    told("Memuat temuan")
    findings = coverage.of_packages(tables["findings"], packages)
    take(Finding, findings, run=run)
    _keep_figures(tables, standing, run=run)
    projects.keep_changes(run=run)
    count_anew()


def _keep_figures(tables: facts.Tables, standing: pl.DataFrame, *, run: Run) -> None:
    """The figures of this run, per day, per scope and per kind of finding, so that no page has to count them."""
    of_run = pl.lit(run.pk, dtype=pl.Int64).alias("run_id")
    add_rows(DayFigure, facts.day_figures(tables).with_columns(of_run))
    figures = facts.scope_figures(tables, standing, manifest=run.manifest, as_of=run.as_of)
    add_rows(ScopeFigure, figures.with_columns(of_run))
    add_rows(KindFigure, facts.kind_figures(tables).with_columns(of_run))
