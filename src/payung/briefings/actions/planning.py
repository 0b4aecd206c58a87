"""How is an event planned, changed, opened, called off, marked as held, and what is put on its page?"""

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.models import Office, User
from payung.accounts.terms import OfficeKind
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.actions.telling import call_off, drop_late, promote_waiting, retell_letter
from payung.briefings.models import Event, Material
from payung.briefings.queries.invitees import seats_taken
from payung.briefings.terms import EventState
from payung.paper import paper_kind
from payung.refusal import Refusal, require_none
from payung.regulations.models import Regulation

CODE_BYTES = 9
LARGEST_MATERIAL = 10 * 1024 * 1024
MOST_MATERIALS = 20
IN_CALENDARS = ("title", "about", "place", "address", "starts_at", "ends_at")
"""What a calendar shows: where one of these changes, the event has a new revision."""


@dataclass(frozen=True)
class Plan:
    """What somebody says of an event. ``branch``, ``grounds``: keys; ``agenda``: lines pukul, acara, oleh."""

    title: str
    place: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    quota: int
    seats_each: int = 2
    about: str = ""
    address: str = ""
    reply_by: dt.date | None = None
    agenda: list[dict[str, str]] = field(default_factory=list)
    branch: int | None = None
    grounds: tuple[int, ...] = ()


@transaction.atomic
def plan_event(told: Plan, *, by: User) -> Event:
    """A draft of an event of this person's office."""
    require_none(policies.objection_to_planning(by=by))
    _require_whole(told)
    if told.starts_at <= timezone.now():
        raise Refusal("Waktu mulainya sudah lewat; isi hari yang akan datang.")
    event = Event(organiser=by.office, made_by=by, code=secrets.token_urlsafe(CODE_BYTES))
    _take(event, told)
    event.save(force_insert=True)
    event.grounds.set(Regulation.objects.filter(pk__in=told.grounds, withdrawn_at=None))
    audit.record("event.planned", on=event, by=by)
    return event


@transaction.atomic
def edit_event(event: Event, told: Plan, *, by: User, site: str) -> Event:
    """Change a draft or an open event; who waits for a seat gets one where there are more, calendars learn of it."""
    held = locked(event)
    require_none(policies.objection_to_editing(held, by=by))
    _require_whole(told)
    taken = seats_taken(held)
    if told.quota < taken:
        raise Refusal("{taken} orang sudah mendapat kursi; kuota tidak dapat lebih kecil.", taken=taken)
    before = [getattr(held, name) for name in IN_CALENDARS]
    _take(held, told)
    if held.state == EventState.OPEN and before != [getattr(held, name) for name in IN_CALENDARS]:
        held.revision += 1
    held.save()
    held.grounds.set(Regulation.objects.filter(pk__in=told.grounds))
    audit.record("event.edited", on=held, by=by)
    retell_letter(held, by=by)
    promote_waiting(held, site=site)
    return held


@transaction.atomic
def open_event(event: Event, *, by: User) -> None:
    """Open the invitations: the page is public from now on."""
    held = locked(event)
    require_none(policies.objection_to_moving(held, EventState.OPEN, by=by))
    if held.starts_at <= timezone.now():
        raise Refusal("Waktu mulainya sudah lewat; ubah dahulu waktunya.")
    _move(held, EventState.OPEN)
    audit.record("event.opened", on=held, by=by)


@transaction.atomic
def cancel_event(event: Event, *, reason: str, by: User, site: str) -> int:
    """Call an event off for a reason, and tell everybody whom its invitation reached; how many are told."""
    held = locked(event)
    require_none(policies.objection_to_moving(held, EventState.CANCELLED, by=by))
    if not reason.strip():
        raise Refusal("Tulis sebab pembatalannya; yang diundang membacanya.")
    held.reason, held.revision = " ".join(reason.split())[:1000], held.revision + 1
    _move(held, EventState.CANCELLED)
    audit.record("event.cancelled", on=held, by=by)
    return call_off(held, by=by, site=site)


@transaction.atomic
def mark_held(event: Event, *, by: User) -> None:
    """Say that an event took place: nobody answers its invitation any more, and nobody is sent it."""
    held = locked(event)
    require_none(policies.objection_to_moving(held, EventState.HELD, by=by))
    if held.starts_at > timezone.now():
        raise Refusal("Acara ini belum mulai.")
    _move(held, EventState.HELD)
    audit.record("event.held", on=held, by=by)
    drop_late(held, by=by)


@transaction.atomic
def add_material(event: Event, *, title: str, content: bytes, by: User) -> Material:
    """Put a PDF or a picture on the page of an event."""
    held = locked(event)
    require_none(policies.objection_to_holding(held, by=by))
    kind = paper_kind(content, most=LARGEST_MATERIAL)
    if kind is None:
        raise Refusal("Materi harus berupa PDF, PNG atau JPG, paling besar 10 MB. Tidak ada yang tersimpan.")
    if not title.strip():
        raise Refusal("Beri judul pada materinya.")
    if held.materials.count() >= MOST_MATERIALS:
        raise Refusal("Paling banyak {most} materi; hapus dahulu yang tidak dipakai.", most=MOST_MATERIALS)
    added = Material.objects.create(
        event=held, title=" ".join(title.split())[:200], kind=kind, file=content, size=len(content), added_by=by
    )
    audit.record("event.material_added", on=held, by=by, note=str(added.pk))
    return added


@transaction.atomic
def remove_material(material: Material, *, by: User) -> None:
    """Take a file off the page."""
    require_none(policies.objection_to_holding(material.event, by=by))
    audit.record("event.material_removed", on=material.event, by=by, note=str(material.pk))
    material.delete()


def locked(event: Event) -> Event:
    """The event, held until the transaction ends: whoever counts its seats does so alone."""
    found = Event.objects.select_for_update(of=("self",)).select_related("organiser", "branch", "letter")
    return found.defer("letter__pdf").get(pk=event.pk)


def _take(event: Event, told: Plan) -> None:
    plain: dict[str, Any] = {name: " ".join(getattr(told, name).split()) for name in ("title", "place")}
    same = ("starts_at", "ends_at", "reply_by", "quota", "seats_each", "agenda")
    for name, value in (plain | {name: getattr(told, name) for name in same}).items():
        setattr(event, name, value)
    event.about, event.address = told.about.strip(), told.address.strip()
    branches = Office.objects.filter(kind=OfficeKind.BRANCH).exclude(pk=event.organiser_id)
    event.branch = branches.filter(pk=told.branch).first() if told.branch else None


def _require_whole(told: Plan) -> None:
    if not told.title.strip() or not told.place.strip():
        raise Refusal("Isi judul dan tempat acaranya.")
    if told.ends_at <= told.starts_at:
        raise Refusal("Acara harus selesai sesudah ia mulai.")
    if told.reply_by and told.reply_by > timezone.localdate(told.starts_at):
        raise Refusal("Hari terakhir menjawab tidak boleh sesudah hari acara.")
    if not 1 <= told.seats_each <= told.quota:
        raise Refusal("Setiap badan usaha mendapat sekurangnya 1 kursi, dan tidak lebih daripada kuota.")


def _move(event: Event, to: EventState) -> None:
    event.state = to
    event.save(update_fields=["state", "reason", "revision"])
