"""What happens, step by step, between a folder of files and a finished run folder?

Everything is computed before anything is written; what is written appears under its own name only when whole.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

import payung
from payung.reconcile.branch import Branch, read_branch
from payung.reconcile.cases import build_cases, with_payments
from payung.reconcile.coverage import with_protection
from payung.reconcile.engines import Engine, Machine
from payung.reconcile.findings import find, without_package
from payung.reconcile.linkage.judged import read_pair_judgements
from payung.reconcile.linkage.link import THRESHOLDS, Linkage, link
from payung.reconcile.linkage.scoring import shipped_model
from payung.reconcile.normalise.taxpayers import masked, without_niks
from payung.reconcile.packages import PackageFrames, build_packages
from payung.reconcile.payments import match_payments
from payung.reconcile.people.hashing import Disclosure
from payung.reconcile.people.matching import THRESHOLDS as WORKER_THRESHOLDS
from payung.reconcile.people.people import People, people_step, people_tables, read_people
from payung.reconcile.people.review import doubts_of, seed_of, write_review
from payung.reconcile.people.sites import known_works
from payung.reconcile.people.standing import Given, standing
from payung.reconcile.sources.intake import Intake, take_in
from payung.reconcile.stages import Stages, read_stages
from payung.reconcile.summary import counted, summarise
from payung.reconcile.tables import TABLES
from payung.reconcile.values import with_bases, with_contribution
from payung.reconcile.working import working_folder
from payung.refusal import Refusal
from payung.rules.minimum_wage import minimum_wage

MANIFEST = "manifest.json"
OWNER_ALONE = 0o700
NUMBERS = {
    "package_id", "source_code", "best_package_id", "finding_id", "nomor_kepesertaan", "nomor_sertifikat",
    "payment_id", "kode_iuran", "npp", "nik",  # Disclosure decides whether a NIK in its own column is masked
}  # fmt: skip
Told = Callable[[str], None]
MASKED = Disclosure()
ANY_MACHINE = Machine()


@dataclass(frozen=True)
class Run:
    """A finished check: the tables of ``tables.TABLES``, refused rows, the manifest and the summary."""

    tables: dict[str, pl.DataFrame]
    rejected: pl.DataFrame
    manifest: dict[str, Any]
    summary: dict[str, Any]
    as_of: date


@dataclass(frozen=True)
class Rows:
    """What the recognised tables said, row by row."""

    stages: Stages
    branch: Branch
    people: People
    judged: pl.DataFrame
    judged_refused: pl.DataFrame


def check(
    folder: Path, *, as_of: date, area: str | None = None, machine: Machine = ANY_MACHINE,
    disclosure: Disclosure = MASKED, told: Told = lambda _: None,
) -> Run:  # fmt: skip
    """Check a folder of exports and lists; ``told`` hears the name of each step as it begins.

    ``area`` (``36.71``) says whose minimum wage stands in where an accident's cost is told; a Refusal where the law
    holds none. ``machine`` says what works on it, ``disclosure`` how much of a person the tables may show.
    """
    if area is not None:
        minimum_wage(area, as_of, latest_known=True)
    told("Membaca berkas")
    with working_folder(machine.scratch) as work:
        intake = take_in(folder, scratch=work, told=lambda name: told(f"Membaca {name}"))
        people = read_people(intake, work, as_of=as_of)
        rows = Rows(read_stages(intake), read_branch(intake), people, *read_pair_judgements(intake))
        return _checked(intake, rows, as_of=as_of, area=area, machine=machine, disclosure=disclosure, told=told)


def _checked(  # noqa: PLR0913 -- everything a check was asked for
    intake: Intake, rows: Rows, *, as_of: date, area: str | None, machine: Machine, disclosure: Disclosure, told: Told
) -> Run:
    """The run of what was read."""
    branch, engine = rows.branch, machine.engine
    told("Menyusun paket")
    packages = build_packages(rows.stages, engine=engine)
    based = with_bases(packages.known, as_of=as_of)
    registered = with_contribution(branch.registrations, base="nilai_dasar", on="tgl_daftar").drop("jkk", "jkm")
    told("Mencocokkan pembayaran")
    payments = match_payments(branch.payments, registered)
    registrations = with_payments(registered, payments)
    told("Mencocokkan paket dan pendaftaran")
    linkage = link(based, registrations, model=shipped_model(), judged=rows.judged)
    told("Menghitung hari dan iuran")
    cases = build_cases(based, registrations, linkage.links, as_of=as_of, engine=engine)
    unmatched = _unmatched(registrations, linkage)
    links = people_tables(rows.people, machine=machine, disclosure=disclosure, told=told)["worker_links"]
    concerned = rows.people.participants(links)
    given = Given(rows.people.roster, concerned, rows.people.visits, links)
    known = known_works(cases.packages, with_protection(registrations), linkage.links)
    stood = standing(given, known, as_of=as_of, area=area, disclosure=disclosure)
    doubts = doubts_of(
        stood.tables["worker_links"], concerned, rows.people.judged,
        seed=seed_of(intake.inputs), disclosure=disclosure,
    )  # fmt: skip
    told("Menyusun temuan")
    judged = cases.packages.with_columns(unmatched_payments=pl.lit(payments["registration"].null_count() > 0))
    findings = pl.concat([find(judged, as_of=as_of), without_package(unmatched, as_of=as_of), stood.findings])
    frames = {
        "packages": _shown_packages(cases.packages),
        "registrations": registrations.with_columns(npwp_pelaksana=masked(pl.col("npwp"))),
        "payments": payments.with_columns(payment_id="origin", nomor_kepesertaan="registration"),
        "registration_links": linkage.links,
        "coverage": cases.spans,
        "findings": findings,
        "unmatched_registrations": unmatched,
        "out_of_scope": packages.left_out,
        **stood.tables,
        "link_review": doubts.review,
    }
    run = _finished(frames, intake, rows, packages, linkage, as_of=as_of, engine=engine)
    summary = run.summary | ({"errors": doubts.errors} if rows.people.present else {})
    manifest = run.manifest | {"area": area} | disclosure.recorded(payung.__version__)
    return replace(run, manifest=manifest, summary=summary)


def _shown_packages(cases: pl.DataFrame) -> pl.DataFrame:
    return cases.with_columns(executor_npwp=masked(pl.col("executor_npwp")), base=pl.col("net"))


def _unmatched(registrations: pl.DataFrame, linkage: Linkage) -> pl.DataFrame:
    linked = linkage.links.filter(pl.col("decision") == "link")
    left = registrations.join(linked, on="nomor_kepesertaan", how="anti").join(
        linkage.best, on="nomor_kepesertaan", how="left", maintain_order="left"
    )
    waiting = pl.lit("ada calon paket, menunggu diputuskan orang")
    reason = (
        pl.when(pl.col("best_package_id").is_not_null())
        .then(waiting)
        .otherwise(pl.lit("tidak ada paket yang cukup mirip"))
    )
    return left.with_columns(reason=reason)


def _finished(  # noqa: PLR0913 -- the manifest draws on every step
    frames: dict[str, pl.DataFrame], intake: Intake, rows: Rows, packages: PackageFrames, linkage: Linkage,
    *, as_of: date, engine: Engine,
) -> Run:  # fmt: skip
    tables = {table.name: without_any_nik(table.shaped(frames[table.name])) for table in TABLES}
    rejected = pl.concat(_refused(rows)).sort("file", "line", "reason")
    manifest = {
        "version": payung.__version__,
        "as_of": as_of.isoformat(),
        "law_date": as_of.isoformat(),
        "engine": str(engine),
        "thresholds": THRESHOLDS | {f"worker_{name}": least for name, least in WORKER_THRESHOLDS.items()},
        "inputs": list(intake.inputs),
        "unreadable_cells": rows.stages.unreadable,
        "steps": _steps(intake, rows, packages, tables),
    }
    return Run(tables, rejected, manifest, summarise(tables, rejected, intake.unrecognised, as_of=as_of), as_of)


def without_any_nik(table: pl.DataFrame) -> pl.DataFrame:
    """The table with every NIK that stands in free text masked; keys and numbers of documents are not free text."""
    free = [name for name, dtype in table.schema.items() if dtype == pl.String and name not in NUMBERS]
    return table.with_columns(without_niks(pl.col(name)) for name in free)


def _refused(rows: Rows) -> list[pl.DataFrame]:
    return [rows.stages.refused, rows.branch.refused, rows.people.refused, rows.judged_refused]


def _steps(
    intake: Intake, rows: Rows, packages: PackageFrames, tables: dict[str, pl.DataFrame]
) -> list[dict[str, Any]]:
    """Rows in and out of every step; the parts of each add up to what went in."""
    stages, branch, people = rows.stages, rows.branch, rows.people
    recognised = sum(source.rows for source in intake.sources)
    read = sum(int(str(entry["rows"])) for entry in intake.inputs)
    unused = sum(source.rows for source in intake.sources if source.shape.unused)
    kept = {
        "procurement": stages.rows.height,
        "registrations": branch.registrations.height,
        "payments": branch.payments.height,
    } | people.counts
    if rows.judged.height:
        kept["pair_judgements"] = rows.judged.height
    refused = sum(refused.height for refused in _refused(rows))
    links = tables["registration_links"].filter(pl.col("decision") == "link")
    linked = links["nomor_kepesertaan"].n_unique()
    return [
        {"name": "recognise", "rows_in": read, "rows_out": recognised - unused,
         "detail": {"unrecognised": read - recognised, "known_but_not_needed": unused}},
        {"name": "read", "rows_in": recognised - unused, "rows_out": sum(kept.values()),
         "detail": kept | {"rejected": refused}},
        {"name": "packages", "rows_in": stages.rows["package_id"].n_unique(), "rows_out": tables["packages"].height,
         "detail": {"in_scope": tables["packages"].height} | _left_out(packages, stages)},
        {"name": "payments", "rows_in": branch.payments.height, "rows_out": tables["payments"].height,
         "detail": counted(tables["payments"]["match"])},
        {"name": "link", "rows_in": branch.registrations.height, "rows_out": linked,
         "detail": {"linked": linked, "unmatched": tables["unmatched_registrations"].height}},
        *people_step(people, tables),
    ]  # fmt: skip


def _left_out(packages: PackageFrames, stages: Stages) -> dict[str, int]:
    reasons = packages.left_out.with_columns(pl.col("reason").str.replace(r"«.*»", "lain"))
    plans = stages.rows.filter(pl.col("source") == "rup")["package_id"].n_unique()
    alone = packages.left_out.filter(pl.col("package_id").str.starts_with("rup-")).height
    return counted(reasons["reason"]) | {"rencana (RUP) yang sudah menjadi paket": plans - alone}


def write_tables(run: Run, folder: Path) -> None:
    """The Parquet tables, ``rejected.csv``, the pairs to be reviewed and ``manifest.json`` of a run."""
    for name, table in run.tables.items():
        table.write_parquet(folder / f"{name}.parquet", compression="zstd", statistics=True)
    run.rejected.write_csv(folder / "rejected.csv")
    write_review(run.tables["link_review"], folder)
    text = json.dumps(run.manifest | {"summary": run.summary}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def previous_package_ids(out: Path) -> frozenset[str] | None:
    """The packages the run now standing at ``out`` knew, or None where there is none."""
    table = out / "packages.parquet"
    return frozenset(pl.read_parquet(table, columns=["package_id"])["package_id"]) if table.is_file() else None


def publish(out: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a hidden folder beside ``out``, then give it its name; a run already there is replaced.

    Killed at any moment, ``out`` is absent, or whole. One run at a time for one ``out``. Folder and files are their
    owner's alone.
    """
    require_replaceable(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{out.name}.belum-selesai-"
    for left_over in out.parent.glob(f"{prefix}*"):
        shutil.rmtree(left_over, ignore_errors=True)
    hidden = Path(tempfile.mkdtemp(prefix=prefix, dir=out.parent))
    try:
        fresh = hidden / "run"
        fresh.mkdir(mode=OWNER_ALONE)
        write(fresh)
        _close(fresh)
        if out.exists():
            out.rename(hidden / "previous")
        fresh.rename(out)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


def _close(folder: Path) -> None:
    """Take from everybody but the owner what the umask left them."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & OWNER_ALONE)


def require_replaceable(out: Path) -> None:
    """Refuses a place that holds something other than a run."""
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file()):
        raise Refusal("{out} sudah berisi hal lain; pilih folder hasil yang baru, tidak ada yang diubah.", out=out)
