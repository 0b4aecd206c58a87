"""An event of the invented city, a firm that is invited to it, and a person who takes part."""

import datetime as dt
import secrets
import uuid
from typing import Any

from django.utils import timezone
from tests.cast import Cast

from payung.accounts.models import User
from payung.briefings.actions import copy_paper
from payung.briefings.actions.promising import Promise, Signature, Who, bring_document, commit
from payung.briefings.models import Commitment, Event, Invitee, Participant
from payung.briefings.terms import EventState, Origin, Party, PledgeKind, Reply, Signed, Why
from payung.registry.models import Executor

MORNING = dt.time(9, 0)


def open_event(cast: Cast, *, on: dt.date, **told: Any) -> Event:
    """An event of Ani's city whose invitations are open."""
    starts = timezone.make_aware(dt.datetime.combine(on, MORNING))
    facts: dict[str, Any] = {
        "title": "Sosialisasi jasa konstruksi", "organiser": cast.coordinator.office, "place": "Gedung Contoh",
        "starts_at": starts, "ends_at": starts + dt.timedelta(hours=3), "quota": 200, "state": EventState.OPEN,
        "code": secrets.token_hex(8), "made_by": cast.coordinator,
    }  # fmt: skip
    return Event.objects.create(**(facts | told))


def invited(event: Event, executor: Executor, **told: Any) -> Invitee:
    """A firm on the list of an event."""
    facts: dict[str, Any] = {"why": Why.UNPROTECTED, "key": secrets.token_urlsafe(24), "added_by": event.made_by}
    return Invitee.objects.create(event=event, executor=executor, **(facts | told))


def told(event: Event, executor: Executor) -> Invitee:
    """A firm on the list to which the invitation went."""
    return invited(event, executor, invited_at=event.starts_at - dt.timedelta(days=7))


def coming(invitee: Invitee, *, seats: int = 1) -> Invitee:
    """The firm answered that it comes."""
    invitee.reply, invitee.seats, invitee.replied_at = Reply.COMING, seats, timezone.now()
    invitee.save()
    return invitee


def taking_part(event: Event, name: str, *, invitee: Invitee | None = None, **told: Any) -> Participant:
    """A person on the list of those who take part."""
    facts: dict[str, Any] = {
        "executor": invitee.executor if invitee else None, "firm_name": invitee.executor.name if invitee else "",
        "folded": name.casefold(), "origin": Origin.REPLY, "client_id": uuid.uuid4(),
        "code": secrets.token_hex(3).upper(), "key": secrets.token_urlsafe(24),
    }  # fmt: skip
    return Participant.objects.create(event=event, invitee=invitee, name=name, **(facts | told))


def came(participant: Participant, *, by: User) -> Participant:
    """They were seen at the door when the event started."""
    copy_paper(participant.event, [participant.pk], by=by)
    return participant


def promised(invitee: Invitee) -> Commitment:
    """The firm signed by its link and promised something that only a document can prove, and brought the document."""
    told = Signature("Doni", "Direktur", timezone.localdate(), Signed.SCREEN)
    lines = [Promise(PledgeKind.OTHER, text="Menempel papan pengumuman di lokasi.")]
    made = commit(invitee.event, Who(Party.FIRM, invitee.executor), lines, signature=told, by=None)
    bring_document(made.pledges.get(), b"%PDF-1.7", by=None)
    return made
