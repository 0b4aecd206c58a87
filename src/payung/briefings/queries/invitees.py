"""Whom does an event invite, what did they answer, how many seats are left, and what did each hear from us?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind
from payung.briefings.models import CheckIn, Event, Invitee, Material, Participant, Told
from payung.briefings.terms import EVENT_REMINDER, REPLY_REMINDER, EventState, Reply, Why
from payung.compliance.models import Letter
from payung.compliance.terms import LetterState
from payung.outreach.models import Message
from payung.outreach.terms import BY_PERSON, MessageState
from payung.registry.models import Contact
from payung.rules.periods import working_days_between

INVITED, REMIND_REPLY, REMIND_EVENT, SEAT_FREE, CALLED_OFF = (
    "undangan", "pengingat-jawab", "pengingat-acara", "kursi", "batal",
)  # fmt: skip
"""What an invited firm may be told of an event."""
OF_THE_DAY = (INVITED, REMIND_REPLY, REMIND_EVENT, SEAT_FREE, CALLED_OFF)
"""Of these, what tells nobody anything once the event is over."""


@dataclass(frozen=True)
class Counts:
    """How many firms are on the list, were invited, answered; how many people come and wait; seats left, who came."""

    firms: int = 0
    invited: int = 0
    answered: int = 0
    coming: int = 0
    people: int = 0
    waiting: int = 0
    waiting_people: int = 0
    declined: int = 0
    left: int = 0
    came: int = 0


@dataclass(frozen=True)
class Row:
    """A firm on the list: its last message of the invitation, and whether anybody said how it is reached."""

    invitee: Invitee
    message: Message | None
    is_reachable: bool
    people: tuple[Participant, ...] = field(default=())


def invitees(event: Event) -> QuerySet[Invitee]:
    """The firms on the list of an event, by name."""
    return Invitee.objects.filter(event=event).select_related("executor", "event__organiser")


def invitee(pk: int, *, event: Event) -> Invitee | None:
    """One firm on the list of this event."""
    return invitees(event).filter(pk=pk).first()


def wanted_invitees(event: Event, *, state: str = "", words: str = "") -> QuerySet[Invitee]:
    """The firms on the list that somebody looks for, by how they answered or whether they were reached."""
    found = invitees(event)
    for word in words.split()[:6]:
        found = found.filter(executor__name__icontains=word)
    narrowed = {
        **{reply.value: Q(reply=reply) for reply in Reply},
        "belum-dikirim": Q(invited_at=None),
        "tanpa-kontak": ~Exists(_contacts()),
    }
    return found.filter(narrowed[state]) if state in narrowed else found


def _contacts() -> QuerySet[Contact]:
    known = Q(email_sealed__isnull=False) | Q(phone_sealed__isnull=False)
    return Contact.objects.filter(known, executor=OuterRef("executor"))


def rows(found: Iterable[Invitee]) -> list[Row]:
    """Each with its message, whether it is reachable, and its people: three queries, however many."""
    listed = list(found)
    keys = [one.pk for one in listed]
    told = Told.objects.filter(invitee__in=keys, step=INVITED).select_related("message").order_by("pk")
    messages = {one.invitee_id: one.message for one in told.defer("message__proof", "message__calendar")}
    known = Q(email_sealed__isnull=False) | Q(phone_sealed__isnull=False)
    contacts = Contact.objects.filter(known, executor__in=[one.executor_id for one in listed])
    reached = set(contacts.values_list("executor", flat=True))
    people: dict[int | None, list[Participant]] = {}
    for person in Participant.objects.filter(invitee__in=keys).order_by("pk"):
        people.setdefault(person.invitee_id, []).append(person)
    return [Row(one, messages.get(one.pk), one.executor_id in reached, tuple(people.get(one.pk, ()))) for one in listed]


def counts(event: Event) -> Counts:
    """The counts of one event."""
    return counts_of([event])[event.pk]


def counts_of(events: Iterable[Event]) -> dict[int, Counts]:
    """event → its counts; two queries, however many events."""
    quotas = {one.pk: one.quota for one in events}
    coming, waiting = Q(reply=Reply.COMING), Q(reply=Reply.WAITING)
    told = Invitee.objects.filter(event__in=quotas).order_by().values("event").annotate(
        firms=Count("pk"), invited=Count("pk", filter=Q(invited_at__isnull=False)),
        answered=Count("pk", filter=~Q(reply=Reply.NONE)), coming=Count("pk", filter=coming),
        people=Sum("seats", filter=coming, default=0), waiting=Count("pk", filter=waiting),
        waiting_people=Sum("seats", filter=waiting, default=0), declined=Count("pk", filter=Q(reply=Reply.DECLINED)),
    )  # fmt: skip
    seen = CheckIn.objects.filter(participant__event__in=quotas).order_by().values_list("participant__event")
    came = dict(seen.annotate(Count("participant", distinct=True)))
    listed: list[dict[str, Any]] = [dict(row) for row in told]
    rows = {row.pop("event"): row for row in listed}
    return {
        pk: Counts(**rows.get(pk, {}), left=max(quota - rows.get(pk, {}).get("people", 0), 0), came=came.get(pk, 0))
        for pk, quota in quotas.items()
    }


def seats_taken(event: Event) -> int:
    """How many seats are promised."""
    coming = Invitee.objects.filter(event=event, reply=Reply.COMING)
    return int(coming.aggregate(seats=Sum("seats", default=0))["seats"])


def waiting_line(event: Event) -> QuerySet[Invitee]:
    """The firms that wait for a seat, in the order in which they replied."""
    found = Invitee.objects.filter(event=event, reply=Reply.WAITING).select_related("executor")
    return found.order_by("replied_at", "pk")


def place_in_line(invitee: Invitee) -> int:
    """How many firms wait up to and with this one."""
    earlier = Q(replied_at__lt=invitee.replied_at) | Q(replied_at=invitee.replied_at, pk__lte=invitee.pk)
    return Invitee.objects.filter(earlier, event=invitee.event_id, reply=Reply.WAITING).count()


def people_of(invitee: Invitee) -> QuerySet[Participant]:
    """Who comes for a firm, in the order in which they were named."""
    return Participant.objects.filter(invitee=invitee).order_by("pk")


def invitee_of_key(key: str) -> Invitee | None:
    """The firm whose link this is; none while the event is a draft."""
    found = Invitee.objects.select_related("event__organiser", "event__branch", "executor", "event__letter")
    return found.defer("event__letter__pdf").exclude(event__state=EventState.DRAFT).filter(key=key).first()


def invitations_of_firm(*, by: User) -> QuerySet[Invitee]:
    """What the executors of this person's firm were invited to, the latest first; nothing for others."""
    found = Invitee.objects.select_related("event__organiser", "executor").exclude(event__state=EventState.DRAFT)
    if by.office_kind != OfficeKind.FIRM:
        return found.none()
    return found.filter(executor__office=by.office_id, invited_at__isnull=False).order_by("-event__starts_at", "pk")


def standing_letter(event: Event) -> Letter | None:
    """The invitation that is issued and holds: the event's letter, or what took its place."""
    letter = event.letter
    while letter is not None and letter.state == LetterState.SUPERSEDED:
        letter = Letter.objects.filter(supersedes=letter, number__isnull=False).defer("pdf").first()
    return letter if letter is not None and letter.state == LetterState.ISSUED else None


def last_draft(event: Event) -> Letter | None:
    """The draft of the invitation, or of its correction, that waits to be issued."""
    open_states = (LetterState.DRAFT, LetterState.APPROVED)
    if event.letter is not None and event.letter.state in open_states:
        return event.letter
    standing = standing_letter(event)
    return Letter.objects.filter(supersedes=standing, state__in=open_states).first() if standing else None


def to_invite(event: Event, letter: Letter) -> QuerySet[Invitee]:
    """The firms that were not yet told of this letter."""
    told = Told.objects.filter(invitee=OuterRef("pk"), step=INVITED, message__letter=letter)
    return invitees(event).filter(~Exists(told)).exclude(why=Why.CAME).order_by("pk")


def to_send(event: Event, letter: Letter) -> tuple[int, int]:
    """How many were not yet told of this letter, and of how many of them nobody said how they are reached."""
    found = to_invite(event, letter)
    return found.count(), found.filter(~Exists(_contacts())).count()


def told_of(event: Event) -> QuerySet[Told]:
    """Everything the firms of an event were told."""
    return Told.objects.filter(invitee__event=event).select_related("message", "invitee")


def waiting_for_a_person(event: Event) -> int:
    """How many messages of an event a person must send and say so: WhatsApp, and what is brought."""
    return told_of(event).filter(message__state=MessageState.WAITING, message__channel__in=BY_PERSON).count()


def late(event: Event) -> QuerySet[Told]:
    """What still waits to be sent of an event, by whichever way, about its day; not what reminds of promises."""
    return told_of(event).filter(step__in=OF_THE_DAY, message__state=MessageState.WAITING)


def events_late(*, at: dt.datetime) -> QuerySet[Event]:
    """The events that are over while something of their day still waits to be sent, for the clock."""
    waiting = Told.objects.filter(
        invitee__event=OuterRef("pk"), step__in=OF_THE_DAY, message__state=MessageState.WAITING
    )
    return Event.objects.filter(Exists(waiting), ends_at__lt=at).order_by("pk")


def heard_of(event: Event) -> QuerySet[Invitee]:
    """The firms whom an invitation has reached, or may have: all but those whose message still waits."""
    silent = (MessageState.WAITING, MessageState.CANCELLED)
    left = Told.objects.filter(invitee=OuterRef("pk")).exclude(message__state__in=silent)
    return invitees(event).filter(Exists(left)).order_by("pk")


def unanswered(event: Event, *, on: dt.date) -> QuerySet[Invitee]:
    """Invited before this day, silent, and not yet reminded to answer."""
    reminded = Told.objects.filter(invitee=OuterRef("pk"), step=REMIND_REPLY)
    silent = invitees(event).filter(reply=Reply.NONE, invited_at__date__lt=on)
    return silent.filter(~Exists(reminded)).order_by("pk")


def unreminded(event: Event) -> QuerySet[Invitee]:
    """Those who come and were not yet reminded of the day."""
    reminded = Told.objects.filter(invitee=OuterRef("pk"), step=REMIND_EVENT)
    return invitees(event).filter(~Exists(reminded), reply=Reply.COMING).order_by("pk")


def open_ahead(*, at: dt.datetime) -> QuerySet[Event]:
    """The events whose invitations are open and that have not begun, for the clock."""
    found = Event.objects.filter(state=EventState.OPEN, starts_at__gt=at).select_related("organiser", "letter")
    return found.defer("letter__pdf").order_by("pk")


def owed_reminders(*, at: dt.datetime) -> list[tuple[Event, str]]:
    """Which events owe their guests which reminder at this moment; none whose guests had it."""
    on, owed = timezone.localdate(at), []
    for event in open_ahead(at=at):
        begins = timezone.localdate(event.starts_at)
        if _is_near(event.reply_by or begins, REPLY_REMINDER, on=on) and unanswered(event, on=on).exists():
            owed.append((event, REMIND_REPLY))
        if on < begins and _is_near(begins, EVENT_REMINDER, on=on) and unreminded(event).exists():
            owed.append((event, REMIND_EVENT))
    return owed


def _is_near(day: dt.date, days: int, *, on: dt.date) -> bool:
    """Whether at most so many working days lie before this day, which has not passed."""
    return on <= day and working_days_between(on, day) <= days


def materials(event: Event) -> QuerySet[Material]:
    """The files of an event, without their bytes."""
    return Material.objects.filter(event=event).defer("file")


def material(pk: int, *, event: Event) -> Material | None:
    """One file of an event, with its bytes."""
    return Material.objects.filter(event=event, pk=pk).first()
