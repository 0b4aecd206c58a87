"""What was promised at which event, by whom, how far is it, and what is overdue? Always as far as its reader sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.models import CheckIn, Commitment, Event, Invitee, Pledge
from payung.briefings.terms import REMIND_AFTER, REMIND_BEFORE, Party, PledgeState, Reply
from payung.compliance.terms import Period
from payung.intake.queries import HOLDS_NOW
from payung.projects.models import Package, PackageFacts
from payung.registry.models import Executor
from payung.rules.periods import add_working_days, working_days_between

SEEN = Q(is_seen=True)
COMES = Q(reply=Reply.COMING) | SEEN
"""Of ``firms_at``: the firm said that it comes, or somebody of it was seen at the door."""
FIGURES = ("dibuat", "terbukti", "berdokumen", "terbuka", "lewat")
"""What a quarter counts of promises: made, proven and documented in it; open, and overdue, at its end."""


@dataclass(frozen=True)
class WantedPledges:
    """What a person looks for among the promises; what is empty narrows nothing."""

    party: str = ""
    state: str = ""
    is_overdue: bool = False
    event: int | None = None
    period: Period | None = None
    figure: str = ""


def commitments(*, by: User) -> QuerySet[Commitment]:
    """What was signed, as far as this person sees, the latest first."""
    found = Commitment.objects.select_related("event", "executor", "office", "by").defer("signature")
    return found.filter(_reach(by)).order_by("-pk")


def commitment(pk: int, *, by: User) -> Commitment | None:
    """One of them."""
    return commitments(by=by).filter(pk=pk).first()


def commitment_in_part(pk: int, *, by: User) -> Commitment | None:
    """The same, also where this person sees only some of its promises: an agency those of its packages."""
    seen = pledges(by=by).filter(commitment=pk).values("commitment")
    found = Commitment.objects.select_related("event", "executor", "office", "by").defer("signature")
    return commitment(pk, by=by) or found.filter(pk__in=seen).first()


def commitments_of(event: Event, *, by: User, firms: Iterable[int] | None = None) -> list[Commitment]:
    """What was signed at an event, with its promises; ``firms``: of firms, only what these executors signed."""
    found = commitments(by=by).filter(event=event).prefetch_related(None)
    if firms is not None:
        found = found.filter(~Q(party=Party.FIRM) | Q(executor__in=list(firms)))
    listed = list(found)
    rows = defaultdict(list)
    for pledge in _pledges().filter(commitment__in=listed).order_by("due_on", "pk"):
        rows[pledge.commitment_id].append(pledge)
    for one in listed:
        one.promised = rows[one.pk]  # type: ignore[attr-defined]
    return listed


def promised_in(held: Commitment, *, by: User) -> list[Pledge]:
    """What one commitment promises, as far as this person sees."""
    return list(pledges(by=by).filter(commitment=held))


def counts_of(event: Event, *, by: User, on: date) -> dict[str, int]:
    """How many promises of an event are made, proven, documented, open, released and overdue: one question."""
    late = Q(state=PledgeState.OPEN, due_on__lt=on)
    states = {each.name: Count("pk", filter=Q(state=each)) for each in PledgeState}
    held = pledges(by=by).filter(commitment__event=event).order_by()
    return held.aggregate(ALL=Count("pk"), LATE=Count("pk", filter=late), **states)


def pledges(*, by: User) -> QuerySet[Pledge]:
    """What was promised, as far as this person sees, what is due first in front."""
    return _pledges().filter(_reach(by, "commitment__")).order_by("due_on", "pk")


def pledge(pk: int, *, by: User) -> Pledge | None:
    """One of them."""
    return pledges(by=by).filter(pk=pk).first()


def wanted(found: QuerySet[Pledge], asked: WantedPledges, *, on: date) -> QuerySet[Pledge]:
    """The promises somebody looks for."""
    if asked.party in Party.values:
        found = found.filter(commitment__party=asked.party)
    if asked.state in PledgeState.values:
        found = found.filter(state=asked.state)
    if asked.event is not None:
        found = found.filter(commitment__event=asked.event)
    if asked.is_overdue:
        found = found.filter(state=PledgeState.OPEN, due_on__lt=on)
    if asked.period is not None and asked.figure in FIGURES:
        found = found.filter(counted(asked.period, on=on)[asked.figure])
    return found


def counted(period: Period, *, on: date) -> dict[str, Q]:
    """What each figure of a quarter counts; open and overdue as they stood on its last day, today where it runs."""
    days, end = (period.first, period.last), min(period.last, on)
    was_open = Q(commitment__signed_on__lte=end) & (Q(state=PledgeState.OPEN) | Q(closed_on__gt=end))
    return {
        "dibuat": Q(commitment__signed_on__range=days),
        "terbukti": Q(state=PledgeState.PROVEN, closed_on__range=days),
        "berdokumen": Q(state=PledgeState.DOCUMENTED, closed_on__range=days),
        "terbuka": was_open,
        "lewat": was_open & Q(due_on__lt=end),
    }


def figures_of(period: Period, *, by: User, on: date) -> list[tuple[Party, dict[str, int]]]:
    """party → what was promised, proven, documented, left open and overdue in a quarter: one question."""
    asked = counted(period, on=on)
    counts = {name: Count("pk", filter=asked[name]) for name in FIGURES}
    rows = pledges(by=by).order_by().values_list("commitment__party").annotate(**counts)
    told = {party: dict(zip(FIGURES, numbers, strict=True)) for party, *numbers in rows}
    return [(party, told[party]) for party in Party if any(told.get(party, {}).values())]


def overdue(*, by: User, on: date) -> int:
    """How many promises are past their day and not proven."""
    return pledges(by=by).filter(state=PledgeState.OPEN, due_on__lt=on).count()


def pledges_of_package(package: Package, *, by: User) -> list[Pledge]:
    """What was promised of one package, for the page of its case."""
    return list(pledges(by=by).filter(package=package))


def pledges_of(executors: Iterable[Executor]) -> list[Pledge]:
    """What these executors promised; for the pages of a firm and for the link of its invitation."""
    return list(_pledges().filter(commitment__executor__in=list(executors)).order_by("due_on", "pk"))


def committed(event: Event, executor: Executor) -> Commitment | None:
    """What this firm signed at this event."""
    found = Commitment.objects.filter(event=event, executor=executor, party=Party.FIRM)
    return found.select_related("event", "executor").order_by("-pk").first()


def last_due(event: Event, executor: int | None) -> date | None:
    """When the last of the open promises that this firm made at this event is due."""
    found = Pledge.objects.filter(commitment__event=event, commitment__executor=executor, state=PledgeState.OPEN)
    day: date | None = found.aggregate(day=Max("due_on"))["day"]
    return day


def firms_of(event: Event) -> list[Invitee]:
    """The firms that come or came: those that said so, and those of which somebody was at the door."""
    return list(firms_at(event).filter(_comes(event)))


def firms_at(event: Event) -> QuerySet[Any]:
    """The firms that come, came or signed, by name; each with ``is_seen`` and ``has_signed``."""
    seen = CheckIn.objects.filter(participant__invitee=OuterRef("pk"))
    signed = Commitment.objects.filter(event=event, executor=OuterRef("executor"), party=Party.FIRM)
    found = Invitee.objects.filter(event=event).annotate(is_seen=Exists(seen), has_signed=Exists(signed))
    return found.filter(_comes(event) | Q(has_signed=True)).select_related("executor").order_by("executor__name", "pk")


def signing(event: Event) -> tuple[int, int]:
    """How many firms signed at an event, and how many come or came and did not."""
    found = firms_at(event)
    return found.filter(has_signed=True).count(), found.filter(_comes(event), has_signed=False).count()


def _comes(event: Event) -> Q:
    """Once the event is over, who came is told by the door alone, unless the door wrote nobody down."""
    is_over = event.ends_at <= timezone.now()
    return SEEN if is_over and CheckIn.objects.filter(participant__event=event).exists() else COMES


def invitee_of(event: Event, executor: int) -> Invitee | None:
    """The firm of this number on the list of an event."""
    return event.invitees.filter(executor=executor).select_related("executor", "event").first()


def names_of(listed: Iterable[Pledge]) -> dict[int, str]:
    """package → its name as it is known now."""
    rows = PackageFacts.objects.filter(HOLDS_NOW, package__in={one.package_id for one in listed if one.package_id})
    return {row.package_id: row.name or "" for row in rows.only("package", "name")}


@dataclass(frozen=True)
class OwedWord:
    """A reminder that falls due: to which firm, about which promises of one commitment."""

    commitment: Commitment
    pledges: tuple[Pledge, ...]


def owed_reminders(*, on: date) -> list[OwedWord]:
    """The firms that are to be reminded on this day, each once for all that it promised at an event.

    Only those that somebody said how to reach, of events whose letter the reminder can go with.
    """
    found = _pledges().filter(
        state=PledgeState.OPEN, commitment__party=Party.FIRM, commitment__event__letter__isnull=False,
        commitment__executor__contact__isnull=False,
    )  # fmt: skip
    far = add_working_days(on, max(REMIND_BEFORE))
    by_commitment = defaultdict(list)
    for one in found.filter(due_on__lte=far).exclude(reminded_on=on).order_by("due_on", "pk"):
        if is_owed(one, on=on):
            by_commitment[one.commitment].append(one)
    return [OwedWord(commitment, tuple(rows)) for commitment, rows in by_commitment.items()]


def is_owed(one: Pledge, *, on: date) -> bool:
    """Whether a day of reminding came since the promise was made, or since the last reminder, and it was not used.

    A reminder missed because no clock ran is not made up for by the next but one.
    """
    days = working_days_between(one.due_on, on) if on > one.due_on else -working_days_between(on, one.due_on)
    passed = [n for n in (*(-n for n in REMIND_BEFORE), *REMIND_AFTER) if n <= days]
    if not passed or one.commitment.signed_on >= on:
        return False
    last = max(passed)
    came_on = add_working_days(one.due_on, last) if last > 0 else _before(one.due_on, -last)
    return came_on > (one.reminded_on or one.commitment.signed_on)


def _before(day: date, n: int) -> date:
    """The working day that lies so many working days before this one."""
    found = day
    while working_days_between(found, day) < n:
        found -= timedelta(days=1)
    return found


def _pledges() -> QuerySet[Pledge]:
    found = Pledge.objects.select_related(
        "commitment__event", "commitment__executor", "commitment__office", "package__agency", "closed_by_run",
        "closed_by", "document_by",
    )  # fmt: skip
    return found.defer("document", "commitment__signature")


def _reach(by: User, within: str = "") -> Q:
    """How far this person sees what was signed: the city all, others their own, of their packages and their events."""
    if by.may(Permission.VIEW_CITY):
        return Q()
    own = Q(**{f"{within}office": by.office_id})
    if by.office_kind == OfficeKind.FIRM:
        return Q(**{f"{within}executor__office": by.office_id, f"{within}party": Party.FIRM})
    if by.may(Permission.HOLD_EVENTS):
        return own | Q(**{f"{within}event__organiser": by.office_id}) | Q(**{f"{within}event__branch": by.office_id})
    if by.office_kind == OfficeKind.AGENCY and by.may(Permission.VIEW_PACKAGES):
        return own | Q(package__agency=by.office_id) if within else own
    return Q(pk__in=())
