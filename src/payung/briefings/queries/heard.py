"""What went to a firm: to whom did a message go by name, and to what was one executor invited?"""

from collections.abc import Iterable

from django.db.models import QuerySet

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.briefings.models import Invitee, Told
from payung.outreach import queries as outreach
from payung.outreach.models import Message
from payung.registry.models import Executor


def addressees(listed: Iterable[Message]) -> dict[int, str]:
    """message → the firm or office to which it goes, by name; its address stays sealed."""
    held = list(listed)
    of_no_case = [one.pk for one in held if one.letter.case_id is None]
    told = Told.objects.filter(message__in=of_no_case).select_related("invitee__executor")
    return outreach.addressees(held) | {one.message_id: one.invitee.executor.name for one in told}


def invitations_of(executor: Executor, *, by: User) -> QuerySet[Invitee]:
    """What an executor was invited to, the latest first, for readers of the whole city; nothing for others."""
    found = Invitee.objects.filter(executor=executor, invited_at__isnull=False).select_related("event")
    return found.order_by("-event__starts_at", "pk") if by.may(Permission.VIEW_CITY) else found.none()


def messages_to(executor: Executor, *, by: User) -> dict[int, list[Message]]:
    """invitee → the messages about its event that this person may see, in the order in which they were queued."""
    seen = outreach.messages(by=by).order_by().values("pk")
    rows = Told.objects.filter(invitee__executor=executor, message__in=seen).select_related("message")
    found: dict[int, list[Message]] = {}
    for row in rows.defer("message__proof", "message__text").order_by("pk"):
        found.setdefault(row.invitee_id, []).append(row.message)
    return found
