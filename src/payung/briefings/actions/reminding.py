"""How is a firm reminded of what it promised: once for each day of reminding, by a message of the event's letter?"""

import datetime as dt

from django.db import transaction
from django.utils.translation import override

from payung.audit import actions as audit
from payung.briefings.facts.reminders import STEP, note_of_promises
from payung.briefings.models import Commitment, Pledge, Told
from payung.briefings.queries import promises
from payung.briefings.queries.invitees import standing_letter
from payung.briefings.terms import PledgeState
from payung.outreach import actions as outreach
from payung.outreach import queries as sending
from payung.registry import queries as registry

RULE = "briefings/promises"
"""By which rule such a reminder left; what the outbox shows beside it."""


@transaction.atomic
def remind_of_promises(commitment: Commitment, *, on: dt.date, site: str) -> int:
    """Remind a firm of the promises whose day of reminding has come; of how many. Safe twice, and by two clocks."""
    rows = Pledge.objects.select_for_update(of=("self",)).filter(commitment=commitment, state=PledgeState.OPEN)
    found = list(rows.select_related("commitment", "package").defer("document").order_by("due_on", "pk"))
    owed = [one for one in found if promises.is_owed(one, on=on)]
    event, executor = commitment.event, commitment.executor
    if not owed or event is None or executor is None:
        return 0
    letter, invitee = standing_letter(event), promises.invitee_of(event, executor.pk)
    if letter is None or invitee is None:
        return 0
    reached = registry.reached(executor, keyring=sending.keyring())
    with override("id"):
        note = note_of_promises(invitee, owed, reached=reached, on=on, site=site, letter=letter)
    if note is None:
        return 0
    (message,) = outreach.queue_notes(letter, [note], by=None, rule=RULE)
    Told.objects.get_or_create(message=message, defaults={"invitee": invitee, "step": STEP})
    Pledge.objects.filter(pk__in=[one.pk for one in owed]).update(reminded_on=on)
    audit.record("promise.reminded", on=commitment, by=None, note=str(len(owed)))
    return len(owed)
