"""How do the packages of a run become known?"""

from dataclasses import asdict

import polars as pl
from django.db import transaction
from django.db.models import QuerySet

from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind
from payung.audit import actions as audit
from payung.intake.actions import Taken, add_rows, take
from payung.intake.models import Run
from payung.projects import policies, queries
from payung.projects.models import Package, PackageFacts, SavedView
from payung.refusal import require_none
from payung.registry.actions import take_executors


def take_packages(packages: pl.DataFrame, executors: pl.DataFrame, *, run: Run) -> tuple[pl.DataFrame, Taken]:
    """Make the table ``packages`` known, with ``standing`` and ``state_now`` beside its columns.

    Gives package_id (text) → package (id) of every package ever known.
    """
    placed, known = _placed(packages, executors), _ids()
    add_rows(
        Package,
        placed.join(known, on="package_id", how="anti").select("package_id", "agency_id", "executor_id"),
    )
    _place(placed, known)
    ids = _ids()
    rows = packages.with_columns(search=SEARCHED).join(ids, on="package_id").drop("package_id")
    return ids, take(PackageFacts, rows.rename({"package": "package_id"}), run=run)


def keep_changes(*, run: Run) -> None:
    """Keep with the run what it changed, so that no page has to count it."""
    run.summary["changes"] = asdict(queries.counted_changes(run))
    run.save(update_fields=["summary"])


SEARCHED = pl.concat_str(
    [pl.col(name).fill_null("") for name in ("name", "executor_name", "contract_no", "source_code", "package_id")],
    separator=" ",
).str.to_lowercase()


PLACING = ("agency", "agency_code", "executor_kind", "executor_name", "executor_npwp")


def place_as_known() -> None:
    """Say anew for whom and by whom every package is, as what holds now tells it."""
    held = PackageFacts.objects.filter(known_until=None).values_list("package__package_id", *PLACING)
    told = pl.DataFrame(
        list(held.iterator(chunk_size=10_000)), orient="row",
        schema=dict.fromkeys(("package_id", *PLACING), pl.String),
    )  # fmt: skip
    _place(_placed(told, take_executors(told)), _ids())


def _placed(packages: pl.DataFrame, executors: pl.DataFrame) -> pl.DataFrame:
    """The packages with ``agency_id`` and ``executor_id``."""
    with_agency = packages.join(_agencies(packages), on="package_id", how="left")
    return with_agency.join(executors, on="package_id", how="left")


def _agencies(packages: pl.DataFrame) -> pl.DataFrame:
    """package_id → agency_id, making an office of every agency that is new."""
    named = packages.select("package_id", name="agency", code=pl.coalesce("agency_code", "agency")).drop_nulls()
    known = {office.code: office for office in Office.objects.filter(kind=OfficeKind.AGENCY)}
    fresh = named.unique("code", keep="last", maintain_order=True).filter(~pl.col("code").is_in(list(known)))
    Office.objects.bulk_create(
        Office(kind=OfficeKind.AGENCY, code=code, name=name) for code, name in fresh.select("code", "name").iter_rows()
    )
    ids = dict(Office.objects.filter(kind=OfficeKind.AGENCY).values_list("code", "pk"))
    agency_id = pl.col("code").replace_strict(ids, return_dtype=pl.Int64)
    return named.select("package_id", agency_id=agency_id)


def _place(placed: pl.DataFrame, known: pl.DataFrame) -> None:
    """Say anew for whom and by whom, where a run says it otherwise than before."""
    before = pl.DataFrame(
        list(Package.objects.values_list("id", "agency_id", "executor_id").iterator(chunk_size=10_000)),
        schema={"package": pl.Int64, "agency_id": pl.Int64, "executor_id": pl.Int64}, orient="row",
    )  # fmt: skip
    now = placed.join(known, on="package_id").select("package", "agency_id", "executor_id")
    moved = now.join(before, on=["package", "agency_id", "executor_id"], how="anti", nulls_equal=True)
    changed = [Package(pk=pk, agency_id=agency, executor_id=executor) for pk, agency, executor in moved.iter_rows()]
    Package.objects.bulk_update(changed, ["agency_id", "executor_id"], batch_size=500)


def _ids() -> pl.DataFrame:
    """package_id → package of every package known."""
    found = Package.objects.values_list("package_id", "id")
    return pl.DataFrame(
        list(found.iterator(chunk_size=10_000)), schema={"package_id": pl.String, "package": pl.Int64}, orient="row"
    )


@transaction.atomic
def export_packages(facts: QuerySet[PackageFacts], *, purpose: str, by: User) -> pl.DataFrame:
    """The packages of a list as a table that may leave the house; the trail says who took it, and for what."""
    require_none(policies.objection_to_exporting(by=by, purpose=purpose))
    rows = list(facts.values_list("package__package_id", *EXPORTED))
    audit.record("packages.exported", on=f"{len(rows)} paket", by=by, purpose=purpose.strip())
    return pl.DataFrame(rows, schema=["id_paket", *EXPORTED.values()], orient="row", infer_schema_length=None)


EXPORTED = {
    "name": "nama_paket", "agency": "satuan_kerja", "executor_name": "pelaksana", "contract_no": "nomor_kontrak",
    "contract_on": "tgl_kontrak", "value": "nilai", "starts_on": "tgl_mulai", "ends_on": "tgl_selesai",
    "standing": "keadaan", "worked_days": "hari_kerja", "uncovered_days": "hari_tanpa_perlindungan",
    "contribution_due": "iuran_terutang", "contribution_paid": "iuran_dibayar", "register_by": "batas_daftar",
    "origin": "asal",
}  # fmt: skip


@transaction.atomic
def save_view(*, name: str, question: str, by: User) -> SavedView:
    """Keep a question under a name; the same name keeps the newer question."""
    require_none(policies.objection_to_saving(name=name))
    kept, _ = SavedView.objects.update_or_create(user=by, name=name.strip()[:80], defaults={"question": question[:500]})
    return kept
