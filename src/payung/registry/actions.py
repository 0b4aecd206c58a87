"""How do the executors and workers of a run enter the registry, and who says how an executor is reached?"""

from collections.abc import Callable

import polars as pl
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from payung.accounts import actions as accounts
from payung.accounts.actions.invitations import Link
from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind, Role
from payung.audit import actions as audit
from payung.identifiers import phone as phones
from payung.intake.actions import add_rows
from payung.refusal import Refusal, require_none
from payung.registry import policies
from payung.registry.models import Contact, Executor, Worker
from payung.registry.terms import ContactKind, NikPurpose
from payung.sealing import Keyring

Seal = Callable[[str], bytes]
EXECUTOR_KEY = pl.coalesce(
    pl.when(~pl.col("executor_npwp").str.contains(r"\*")).then("executor_npwp"),
    pl.col("executor_name").str.to_uppercase().str.replace_all(r"[^A-Z0-9]+", " ").str.strip_chars(),
)
NIK = "nik"
"""The kind of value a sealed NIK is: it opens as nothing else."""
WORKERS_AT_ONCE = 1000
WHOLE_NIK = r"^\d{16}$"


def take_executors(packages: pl.DataFrame) -> pl.DataFrame:
    """Make known whoever the table ``packages`` names; package_id → executor_id of those it names."""
    named = packages.select("package_id", "executor_kind", "executor_name", "executor_npwp", key=EXECUTOR_KEY)
    named = named.drop_nulls(["key", "executor_name"]).filter(pl.col("key") != "").sort("package_id")
    each = named.unique("key", keep="last", maintain_order=True)
    fresh = each.join(_ids(Executor, "key"), on="key", how="anti")
    add_rows(
        Executor,
        fresh.select(
            "key", kind=pl.col("executor_kind").fill_null("unknown"), name="executor_name", npwp="executor_npwp",
            office_id=pl.lit(None, dtype=pl.Int64),
        ),
    )  # fmt: skip
    return named.join(_ids(Executor, "key"), on="key").select("package_id", executor_id="id")


def take_workers(links: pl.DataFrame, *, seal: Seal) -> pl.DataFrame:
    """Make known the workers of the table ``worker_links``; worker_hash → worker_id.

    A NIK that the run shows whole is sealed, and its masked form kept; one that it hides is kept as it stands.
    """
    each = links.drop_nulls("worker_hash").sort("roster_file", "roster_line").unique("worker_hash", maintain_order=True)
    fresh = each.join(_ids(Worker, "hash"), left_on="worker_hash", right_on="hash", how="anti")
    whole = pl.col("nik").str.contains(WHOLE_NIK).fill_null(value=False)
    add_rows(
        Worker,
        fresh.select(
            hash="worker_hash",
            name="name",
            nik_masked=pl.when(whole).then(pl.col("nik").str.slice(0, 6) + "********" + pl.col("nik").str.slice(14))
            .otherwise("nik"),
            nik_sealed=pl.when(whole).then("nik").map_elements(seal, return_dtype=pl.Binary),
        ),
    )  # fmt: skip
    return _ids(Worker, "hash").rename({"hash": "worker_hash", "id": "worker_id"})


def _ids(model: type[Executor] | type[Worker], key: str) -> pl.DataFrame:
    """key → id of every row."""
    found = model._default_manager.values_list(key, "id")
    return pl.DataFrame(list(found.iterator(chunk_size=10_000)), schema={key: pl.String, "id": pl.Int64}, orient="row")


@transaction.atomic
def reseal_niks(*, keyring: Keyring, by: User | None) -> int:
    """Seal every NIK under the current key that another sealed; how many. All or none: a lost key shows before."""
    resealed, batch = 0, []
    sealed = Worker.objects.exclude(nik_sealed=None).only("nik_sealed").order_by("pk")
    for worker in sealed.iterator(chunk_size=WORKERS_AT_ONCE):
        if keyring.is_current(bytes(worker.nik_sealed or b"")):
            continue
        worker.nik_sealed = keyring.seal(keyring.unseal(bytes(worker.nik_sealed or b""), kind=NIK), kind=NIK)
        batch.append(worker)
        if len(batch) == WORKERS_AT_ONCE:
            resealed += _keep(batch)
    resealed += _keep(batch)
    audit.record("niks.resealed", on="registry.worker", by=by, note=f"{resealed} baris, kunci {keyring.current.number}")
    return resealed


def _keep(batch: list[Worker]) -> int:
    """Write the batch and empty it; how many there were."""
    count = len(batch)
    Worker.objects.bulk_update(batch, ["nik_sealed"])
    batch.clear()
    return count


@transaction.atomic
def show_nik(worker: Worker, *, purpose: NikPurpose, reason: str, keyring: Keyring, by: User) -> str:
    """The whole NIK of one worker; the trail names the worker by key and digest, who asked, and for what."""
    require_none(policies.objection_to_showing_nik(worker, reason=reason, by=by))
    audit.record("nik.shown", on=worker, by=by, note=worker.hash, purpose=f"{purpose.value}: {reason.strip()[:300]}")
    return keyring.unseal(bytes(worker.nik_sealed or b""), kind=NIK)


@transaction.atomic
def entrust(key: str, *, office: Office, by: User) -> None:
    """Let the people of this office speak for the executor of this key, and see its packages."""
    require_none(policies.objection_to_entrusting(office=office, by=by))
    executor = Executor.objects.select_for_update().filter(key=key).exclude(office=office).first()
    if executor is None:
        return
    executor.office = office
    executor.save(update_fields=["office"])
    audit.record("executor.entrusted", on=office, by=by, note=audit.named(executor))


@transaction.atomic
def open_firm(executor: Executor, *, name: str, email: str, link: Link, by: User) -> Office:
    """An office for this executor, tied to it, and an invitation for its first person. All or none."""
    held = Executor.objects.select_for_update().get(pk=executor.pk)
    require_none(policies.objection_to_opening_firm(held, by=by))
    office = accounts.open_office(held.name[:300], kind=OfficeKind.FIRM, code=f"pelaksana-{held.pk}", by=by)
    entrust(held.key, office=office, by=by)
    accounts.invite(email, name=name, role=Role.FIRM, office=office, link=link, by=by)
    return office


@transaction.atomic
def release(executor: Executor, *, by: User) -> None:
    """The office no longer speaks for this executor; its people and what they did stay."""
    held = Executor.objects.select_for_update(of=("self",)).select_related("office").get(pk=executor.pk)
    require_none(policies.objection_to_releasing(held, by=by))
    before, held.office = held.office, None
    held.save(update_fields=["office"])
    audit.record("executor.released", on=before, by=by, note=audit.named(held))


@transaction.atomic
def set_contact(executor: Executor, *, email: str, phone: str, keyring: Keyring, by: User) -> None:
    """Say by which e-mail and telephone an executor is reached; empty takes one away."""
    held = Executor.objects.select_for_update().get(pk=executor.pk)
    require_none(policies.objection_to_contact(held, by=by))
    email, phone = _checked_email(email.strip()), phones.validate(phone) if phone.strip() else ""
    sealed = {
        "email_sealed": keyring.seal(email, kind=ContactKind.EMAIL) if email else None,
        "phone_sealed": keyring.seal(phone, kind=ContactKind.PHONE) if phone else None,
    }
    Contact.objects.update_or_create(executor=held, defaults=sealed)
    told = [kind.value for kind, value in ((ContactKind.EMAIL, email), (ContactKind.PHONE, phone)) if value]
    audit.record("executor.contact_set", on=held, by=by, note=", ".join(told))


def _checked_email(email: str) -> str:
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refusal("Alamat surel tidak terbaca; tulis satu alamat, misalnya kantor@badan-usaha.example.") from error
    return email.lower()


@transaction.atomic
def reseal_contacts(*, keyring: Keyring, by: User | None) -> int:
    """Seal every contact under the current key that another sealed; how many."""
    resealed = 0
    for held in Contact.objects.order_by("pk"):
        before = held.email_sealed, held.phone_sealed
        held.email_sealed = _anew(held.email_sealed, kind=ContactKind.EMAIL, keyring=keyring)
        held.phone_sealed = _anew(held.phone_sealed, kind=ContactKind.PHONE, keyring=keyring)
        if (held.email_sealed, held.phone_sealed) != before:
            held.save(update_fields=["email_sealed", "phone_sealed"])
            resealed += 1
    audit.record("contacts.resealed", on="registry.contact", by=by, note=f"{resealed} baris")
    return resealed


def _anew(sealed: bytes | memoryview | None, *, kind: str, keyring: Keyring) -> bytes | None:
    return keyring.resealed(bytes(sealed), kind=kind) if sealed else None
