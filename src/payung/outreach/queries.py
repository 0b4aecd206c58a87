"""What waits to be sent, what came back, what has nobody read, and where is a recipient reached?"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from payung.accounts import queries as accounts
from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Part, Permission
from payung.compliance import queries as compliance
from payung.compliance.models import Case, Letter
from payung.compliance.terms import LetterState
from payung.outreach import policies
from payung.outreach.models import Message
from payung.outreach.terms import RECIPIENT, Channel, MessageState
from payung.registry import queries as registry
from payung.registry.models import Contact, Executor
from payung.rules import remedy
from payung.rules.periods import working_days_between
from payung.sealing import Keyring, read_ring

LEASE = dt.timedelta(minutes=5)
"""How long a worker may hold a message: far longer than the patience of its connection (EMAIL_TIMEOUT)."""
AT_WORK = (MessageState.SENDING, MessageState.HANDING_OVER)


def keyring() -> Keyring:
    """The keys under which recipients are sealed."""
    return read_ring(settings.FIELD_KEYS)


def messages(*, by: User) -> QuerySet[Message]:
    """The messages of this office's letters, the latest first; the city's coordinators and inspectors see all."""
    found = Message.objects.select_related("letter__case__package", "letter__case__executor", "letter__office")
    found = found.defer("proof", "letter__pdf", "letter__content")
    if by.office_kind == OfficeKind.CITY and by.may(Permission.VIEW_CITY):
        return found
    return found.filter(letter__office=by.office_id) if by.may(Permission.WRITE_LETTERS) else found.none()


def messages_of(letter: Letter, *, by: User) -> QuerySet[Message]:
    """The messages of one letter, in the order in which they were queued."""
    return messages(by=by).filter(letter=letter).order_by("pk")


def messages_in(letters: Iterable[Letter], *, by: User) -> dict[int, list[Message]]:
    """letter → its messages in the order in which they were queued, as far as this person sees them: one question."""
    found: dict[int, list[Message]] = {}
    for one in messages(by=by).filter(letter__in=[letter.pk for letter in letters]).order_by("pk"):
        found.setdefault(one.letter_id, []).append(one)
    return found


def message(pk: int, *, by: User) -> Message | None:
    """One message, where this person may see it."""
    return messages(by=by).filter(pk=pk).first()


def counts(*, by: User) -> dict[str, int]:
    """state → how many messages."""
    return dict(messages(by=by).order_by().values_list("state").annotate(Count("pk")))


def unread(*, by: User, before: dt.datetime) -> QuerySet[Message]:
    """Sent before this moment, by a way that can say so, and nobody has read it."""
    return messages(by=by).filter(state=MessageState.SENT, read_at=None, sent_at__lt=before, channel=Channel.EMAIL)


def unread_for(days: int, *, by: User, on: dt.date) -> QuerySet[Message]:
    """Sent at least so many working days ago, by a way that can say so, and nobody has read it."""
    day = on
    while working_days_between(day, on) < days:
        day -= dt.timedelta(days=1)
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min)
    return unread(by=by, before=timezone.make_aware(midnight))


def unreached(*, by: User) -> QuerySet[Executor]:
    """Executors of cases that run, of whom nobody said how they are reached: no reminder can go to them."""
    running = compliance.cases(by=by).filter(closed_on__isnull=True, executor__isnull=False)
    reachable = Contact.objects.filter(Q(email_sealed__isnull=False) | Q(phone_sealed__isnull=False))
    found = Executor.objects.filter(pk__in=running.order_by().values("executor"))
    return found.exclude(pk__in=reachable.values("executor")).order_by("name", "pk")


def recipient(message: Message) -> str:
    """To whom it goes, opened. Never in a log."""
    return keyring().unseal(bytes(message.to_sealed), kind=RECIPIENT)


def addressees(listed: Iterable[Message]) -> dict[int, str]:
    """message → the firm or office to which it goes, by name, without its address; none of letters of no case."""
    held = [one for one in listed if one.letter.case is not None]
    to_office = {one.letter.step for one in held if one.letter.step in (remedy.PROPOSAL, remedy.SERVICE_REQUEST)}
    offices = {step: _offices_of(step) for step in to_office}
    return {one.pk: offices.get(one.letter.step) or _executor_of(one.letter) for one in held}


def _executor_of(letter: Letter) -> str:
    return letter.case.executor.name if letter.case and letter.case.executor else ""


def _offices_of(step: str) -> str:
    """The offices to which a letter of this step goes: the branch, or the office of services."""
    if step == remedy.PROPOSAL:
        return ", ".join(sorted(office.name for office in accounts.branches()))
    served = accounts.parts().get(Part.SERVICES) or accounts.city()
    return served.name if served else ""


def whatsapp_link(message: Message) -> str:
    """The address that opens WhatsApp with the text ready; a person looks at it and presses send."""
    return f"https://wa.me/{recipient(message).lstrip('+')}?text={quote(message.text)}"


def recipients(letter: Letter, channel: Channel) -> list[str]:
    """To whom this letter goes by this way; empty where nobody said how they are reached."""
    if letter.step in (remedy.PROPOSAL, remedy.SERVICE_REQUEST):
        return _officials(letter, channel)
    case = letter.case
    if case is None or case.executor is None:
        return []
    reached = registry.reached(case.executor, keyring=keyring())
    by_channel = {Channel.EMAIL: reached.email, Channel.WHATSAPP: reached.phone}
    told = by_channel.get(channel, registry.addressee_of(case.executor)[:300])
    return [told] if told else []


def _officials(letter: Letter, channel: Channel) -> list[str]:
    """A proposal goes to the branch, a request of the branch to the office of services: to their people who write."""
    people = User.objects.filter(is_active=True)
    if letter.step == remedy.PROPOSAL:
        people = people.filter(office__kind=OfficeKind.BRANCH)
    else:
        people = people.filter(office=accounts.parts().get(Part.SERVICES) or accounts.city())
    named = [one for one in people.select_related("office").order_by("pk") if one.may(Permission.WRITE_LETTERS)]
    if channel == Channel.EMAIL:
        return [one.email for one in named]
    return sorted({one.office.name for one in named}) if channel in (Channel.POST, Channel.HAND) else []


def channel_of_reminder(letter: Letter) -> Channel | None:
    """By which way an executor is reminded: e-mail, which leaves by itself, else WhatsApp, which a person sends."""
    return next((way for way in (Channel.EMAIL, Channel.WHATSAPP) if recipients(letter, way)), None)


@dataclass(frozen=True)
class OwedReminder:
    """A reminder that falls due: of which letter, by which way (None: nobody said how the executor is reached)."""

    case: Case
    letter: Letter
    step: remedy.DueStep
    channel: Channel | None


def owed_reminders(*, on: dt.date) -> list[OwedReminder]:
    """The reminders that fall due on this day."""
    found = []
    for case, step in compliance.due_reminders(on=on):
        letter = notice_of(case)
        if letter is not None:
            found.append(OwedReminder(case, letter, step, channel_of_reminder(letter)))
    return found


def notice_of(case: Case) -> Letter | None:
    """The notice that stands in this case: what a reminder reminds of."""
    return compliance.standing_letter(case, remedy.NOTICE)


UNTRUE = ~Q(letter__state=LetterState.ISSUED) | (~Q(step=F("letter__step")) & Q(letter__case__closed_on__isnull=False))
"""What `policies.objection_to_telling` objects to, as a question to the database."""


def to_send(*, at: dt.datetime) -> QuerySet[Message]:
    """The e-mail that may leave now, the oldest first."""
    waiting = Message.objects.filter(state=MessageState.WAITING, channel=Channel.EMAIL, try_at__lte=at)
    return waiting.exclude(UNTRUE).order_by("pk")


def untold() -> QuerySet[Message]:
    """What waits and would tell something untrue: its letter was superseded, or its case has ended."""
    return Message.objects.filter(UNTRUE, state=MessageState.WAITING).select_related("letter__case").order_by("pk")


def left_behind(*, at: dt.datetime) -> QuerySet[Message]:
    """What a worker took up and did not finish in its time: it was killed, or its machine is gone."""
    return Message.objects.filter(state__in=AT_WORK, claimed_at__lt=at - LEASE).order_by("pk")


def letter(pk: int, *, by: User) -> Letter | None:
    """One letter whose sending this person may see."""
    found = compliance.letter(pk, by=by)
    return found if found is not None and sees_sending(found, by=by) else None


def sees_sending(letter: Letter, *, by: User) -> bool:
    """Of the letters of their own office who writes them does, of any the city's readers."""
    if by.office_kind == OfficeKind.CITY and by.may(Permission.VIEW_CITY):
        return True
    return by.may(Permission.WRITE_LETTERS) and letter.office_id == by.office_id


def seen_recipient(message: Message, *, by: User) -> str:
    """To whom it goes, for those who send it; nothing for those who only look on."""
    return recipient(message) if policies.objection_to_knowing(message.letter, by=by) is None else ""


def reachable(letter: Letter) -> list[Channel]:
    """The ways by which this letter can go now."""
    return [channel for channel in Channel if recipients(letter, channel)]
