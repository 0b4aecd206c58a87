"""What did a device at the door see, and who came?

A device works without a signal and sends its looks whenever it can: late, twice, in any order, beside other devices.
Every look has a name of its own (``client_id``), so what is sent again is the same; a look that cannot be understood is
answered with a sentence and stays on the device, and the rest is kept.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_noop

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.models import CheckIn, Event, Invitee, Participant
from payung.briefings.queries.naming import folded, free_code, new_key
from payung.briefings.terms import Origin, Way
from payung.refusal import Refusal, require_none
from payung.registry.models import Executor

MOST = 500
"""Looks in one batch."""
EARLY = LATE = dt.timedelta(hours=12)
"""How long before an event starts and after it ends a device's clock is still believed."""
PAPER = "daftar cetak"
CORRECTED = gettext_noop("Jam ponsel tidak cocok dengan jam acara; waktunya dibetulkan.")


@dataclass(frozen=True)
class Guest:
    """A person written down at the door. The firm: one that was invited, or its name as it was said."""

    client_id: uuid.UUID
    name: str
    position: str = ""
    invitee: int | None = None
    firm: str = ""


@dataclass(frozen=True)
class Look:
    """One look at the door: of somebody on the list, by number or code, or of a guest."""

    client_id: uuid.UUID
    device: str
    at: dt.datetime
    way: Way
    participant: int | None = None
    code: str = ""
    guest: Guest | None = None


@dataclass(frozen=True)
class Taken:
    """What became of a look: who it was of, or why it was not kept. ``said``: the reason, or what was corrected."""

    client_id: str
    participant: Participant | None
    said: Refusal | str = ""


@transaction.atomic
def take_arrivals(event: Event, batch: Sequence[Any], *, by: User) -> list[Taken]:
    """Keep every look of a batch that can be understood; an answer for each, in its order.

    One batch of an event at a time: whoever comes second finds what the first wrote down.
    """
    held = Event.objects.select_for_update().get(pk=event.pk)
    require_none(policies.objection_to_keeping_the_door(held, by=by))
    if len(batch) > MOST:
        raise Refusal("Paling banyak {most} catatan sekali kirim; kirim sisanya sesudah itu.", most=MOST)
    door = _Door(held, seen=_seen(batch), by=by)
    taken = [door.take(told) for told in batch]
    CheckIn.objects.bulk_create(door.kept)
    audit.record("event.arrivals_taken", on=held, by=by, note=door.told(taken))
    return taken


def look_of(told: Any) -> Look:
    """A look as a device tells it; a Refusal where something in it is not understood."""
    if not isinstance(told, Mapping):
        raise Refusal("Catatan ini tidak terbaca.")
    guest, number = told.get("guest"), told.get("participant")
    code = _text(told, "code", most=40)
    if guest is None and not isinstance(number, int) and not code:
        raise Refusal("Catatan ini tidak menyebut siapa yang hadir.")
    return Look(
        client_id=_uuid(told.get("client_id")), device=_text(told, "device", most=40), at=_instant(told.get("at")),
        way=_way(told.get("way")), participant=number if _is_number(number) else None, code=code,
        guest=_guest(guest) if guest is not None else None,
    )  # fmt: skip


def _guest(told: Any) -> Guest:
    if not isinstance(told, Mapping):
        raise Refusal("Catatan tamu ini tidak terbaca.")
    name, number = _text(told, "name", most=200), told.get("invitee")
    if not folded(name):
        raise Refusal("Tulis nama tamu.")
    invitee = number if _is_number(number) else None
    guest = Guest(
        _uuid(told.get("client_id")), name, _text(told, "position", most=120), invitee, _text(told, "firm", most=300)
    )
    if guest.invitee is None and not folded(guest.firm):
        raise Refusal("Tulis dari badan usaha mana {name} datang; yang datang sendiri: tulis “Perorangan”.", name=name)
    return guest


def _is_number(told: Any) -> bool:
    return isinstance(told, int) and not isinstance(told, bool) and 0 < told < 2**63


def _text(told: Mapping[str, Any], name: str, *, most: int) -> str:
    text = told.get(name) or ""
    if not isinstance(text, str) or "\x00" in text:
        raise Refusal("Catatan ini tidak terbaca.")
    text = " ".join(text.split())
    if len(text) > most:
        raise Refusal("Satu isian paling panjang {most} huruf; pendekkan “{start} …”.", most=most, start=text[:30])
    return text


def _uuid(told: Any) -> uuid.UUID:
    try:
        return uuid.UUID(told)
    except (TypeError, ValueError, AttributeError):
        raise Refusal("Catatan ini tidak bernomor; catat sekali lagi.") from None


def _instant(told: Any) -> dt.datetime:
    try:
        at = parse_datetime(told) if isinstance(told, str) else None
        if at is not None and timezone.is_aware(at):
            return at.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        pass
    raise Refusal("Waktu catatan ini tidak terbaca; catat sekali lagi.")


def _way(told: Any) -> Way:
    if told not in Way.values:
        raise Refusal("Catatan ini tidak mengatakan bagaimana orangnya ditemukan.")
    return Way(told)


def believed(at: dt.datetime, *, event: Event, now: dt.datetime) -> dt.datetime:
    """The moment a device told, drawn to the hours of the event where its clock must be wrong."""
    return min(max(at, event.starts_at - EARLY), event.ends_at + LATE, now)


def _seen(batch: Sequence[Any]) -> dict[uuid.UUID, Participant]:
    """Whom the looks of this batch that are kept already were of."""
    names = []
    for told in batch:
        with suppress(Refusal):
            names.append(_uuid(told.get("client_id") if isinstance(told, Mapping) else None))
    held = CheckIn.objects.filter(client_id__in=names).select_related("participant")
    return {each.client_id: each.participant for each in held}


class _Door:
    """The list of one event while a batch is taken: read once, kept up with what the batch adds."""

    def __init__(self, event: Event, *, seen: dict[uuid.UUID, Participant], by: User) -> None:
        self.event, self.by, self.now = event, by, timezone.now()
        self.seen = seen
        self.kept: list[CheckIn] = []
        self.people: dict[int, Participant] = {}
        self.by_code: dict[str, Participant] = {}
        self.by_client: dict[uuid.UUID, Participant] = {}
        self.by_name: dict[tuple[str, str], Participant] = {}
        for participant in Participant.objects.filter(event=event):
            self._know(participant)
        self.invitees = {each.pk: each for each in Invitee.objects.filter(event=event).select_related("executor")}
        self.firms = {folded(each.executor.name): each for each in self.invitees.values()}
        self.added = 0

    def take(self, told: Any) -> Taken:
        """One look, kept unless it already is."""
        name = str(told.get("client_id") or "")[:64] if isinstance(told, Mapping) else ""
        try:
            look = look_of(told)
            return self._again(look) or self._keep(look)
        except Refusal as refusal:
            return Taken(name, None, refusal)

    def told(self, taken: Iterable[Taken]) -> str:
        """The line of the trail: numbers, no names."""
        refused = sum(one.participant is None for one in taken)
        return f"{len(self.kept)} dicatat, {self.added} tamu baru, {refused} ditolak"

    def _again(self, look: Look) -> Taken | None:
        participant = self.seen.get(look.client_id)
        if participant is None:
            return None
        if participant.event_id != self.event.pk:
            raise Refusal("Catatan ini sudah tersimpan pada acara lain.")
        return Taken(str(look.client_id), participant)

    def _keep(self, look: Look) -> Taken:
        if self.now < self.event.starts_at - EARLY:
            raise Refusal("Acara ini belum berlangsung; kehadiran baru dicatat pada hari acara.")
        participant = self._guest(look.guest) if look.guest else self._listed(look)
        at = believed(look.at, event=self.event, now=self.now)
        self.kept.append(
            CheckIn(
                participant=participant, client_id=look.client_id, device=look.device, way=look.way, at=at, by=self.by
            )
        )
        self.seen[look.client_id] = participant
        return Taken(str(look.client_id), participant, "" if at == look.at else CORRECTED)

    def _listed(self, look: Look) -> Participant:
        found = self.people.get(look.participant or 0) or self.by_code.get(look.code.upper())
        if found is None:
            raise Refusal("Orang ini tidak ada dalam daftar acara; cari namanya, atau catat sebagai tamu.")
        return found

    def _guest(self, guest: Guest) -> Participant:
        invitee = self.invitees.get(guest.invitee or 0) or self.firms.get(folded(guest.firm))
        if guest.invitee and invitee is None:
            raise Refusal("Badan usaha yang dipilih tidak ada dalam daftar undangan; tulis namanya.")
        firm = (invitee.executor.name if invitee else guest.firm)[:300]
        found = self.by_client.get(guest.client_id) or self.by_name.get((folded(firm), folded(guest.name)))
        return found or self._write_down(guest, invitee=invitee, firm=firm)

    def _write_down(self, guest: Guest, *, invitee: Invitee | None, firm: str) -> Participant:
        if Participant.objects.filter(client_id=guest.client_id).exists():
            raise Refusal("Tamu ini sudah tercatat pada acara lain.")
        participant = Participant.objects.create(
            event=self.event, invitee=invitee, executor=invitee.executor if invitee else _executor(firm),
            firm_name=firm, name=guest.name, folded=folded(guest.name), position=guest.position,
            origin=Origin.AT_THE_DOOR, client_id=guest.client_id, code=free_code(self.event, taken=self.by_code),
            key=new_key(), added_by=self.by,
        )  # fmt: skip
        self._know(participant)
        self.added += 1
        return participant

    def _know(self, participant: Participant) -> None:
        self.people[participant.pk] = self.by_code[participant.code.upper()] = participant
        self.by_client[participant.client_id] = participant
        for name in {participant.folded, folded(participant.name)}:
            self.by_name.setdefault((folded(participant.firm_name), name), participant)


@transaction.atomic
def copy_paper(event: Event, numbers: Iterable[int], *, by: User) -> list[Taken]:
    """Keep the ticks of the printed list. Paper knows no hour: they came when the event started."""
    people = Participant.objects.filter(event=event, pk__in=list(numbers))
    looks = [
        {"client_id": str(uuid.uuid5(each.client_id, Way.PAPER)), "device": PAPER, "at": event.starts_at.isoformat(),
         "way": Way.PAPER, "participant": each.pk}
        for each in people
    ]  # fmt: skip
    return take_arrivals(event, looks, by=by)


def _executor(firm: str) -> Executor | None:
    """The one executor of this name, where the data know exactly one."""
    found = list(Executor.objects.filter(name__iexact=firm)[:2])
    return found[0] if len(found) == 1 else None
