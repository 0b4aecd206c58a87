"""Which events may this person see, which does anybody see, and how do their invitations stand?"""

from datetime import datetime

from django.db.models import Q, QuerySet

from payung.accounts.models import User
from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.models import Event
from payung.briefings.terms import EventState
from payung.compliance.models import Letter

PUBLIC = (EventState.OPEN, EventState.HELD, EventState.CANCELLED)


def events(*, by: User) -> QuerySet[Event]:
    """The events of this person's office or with it; the city's readers see all. The latest first."""
    found = Event.objects.select_related("organiser", "branch", "letter", "made_by").defer("letter__pdf")
    if by.office_kind == OfficeKind.CITY and by.may(Permission.VIEW_CITY):
        return found
    if not by.may(Permission.HOLD_EVENTS):
        return found.none()
    return found.filter(Q(organiser=by.office_id) | Q(branch=by.office_id))


def event(pk: int, *, by: User) -> Event | None:
    """One event, where this person may see it."""
    return events(by=by).filter(pk=pk).first()


def events_begun(*, by: User, at: datetime) -> QuerySet[Event]:
    """The events this person may see that began before this moment and were not called off."""
    return events(by=by).filter(state__in=(EventState.OPEN, EventState.HELD), starts_at__lte=at)


def open_events() -> QuerySet[Event]:
    """The events whose page anybody may open, the latest first: no drafts."""
    return Event.objects.filter(state__in=PUBLIC).select_related("organiser", "branch")


def events_on_ground(text: int) -> QuerySet[Event]:
    """The events whose page anybody may open and that were held on the ground of this text of the city."""
    return open_events().filter(grounds=text)


def by_code(code: str) -> Event | None:
    """The event whose public page this is; None for a draft."""
    return open_events().filter(code=code).first()


def event_of_letter(letter: Letter, *, by: User) -> Event | None:
    """The event that a letter invites to, also where it took the place of an earlier one."""
    asked: Letter | None = letter
    while asked is not None:
        found = events(by=by).filter(letter=asked.pk).first()
        if found is not None:
            return found
        asked = asked.supersedes
    return None
