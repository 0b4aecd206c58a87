"""For which firm did somebody come who was not invited? A person says so; then the firm is on the list like the others.

From then on its sheet and its commitment open as those of the invited firms do. It stays known as one that came
unasked: of such firms nobody knows who stayed away, so they are not compared.
"""

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.briefings import policies
from payung.briefings.actions.inviting import MOST
from payung.briefings.actions.planning import locked
from payung.briefings.models import Event, Invitee, Participant
from payung.briefings.queries.naming import new_key
from payung.briefings.queries.proposal import weighed_up
from payung.briefings.queries.walk_ins import companions
from payung.briefings.terms import Why
from payung.refusal import Refusal, require_none
from payung.registry.models import Executor


@transaction.atomic
def place_guest(guest: Participant, executor: int, *, by: User) -> Invitee:
    """This person, and whoever said the same firm, came for this one, which is put on the list unless it is there."""
    event = locked(guest.event)
    held = Participant.objects.select_related("invitee", "event").get(pk=guest.pk)
    require_none(policies.objection_to_placing(held, by=by))
    chosen = Executor.objects.filter(pk=executor).first()
    if chosen is None:
        raise Refusal("Badan usaha ini tidak ada dalam data kota; cari lagi, lalu pilih satu.")
    people, former = companions(held), held.invitee
    invitee = _listed(event, chosen, by=by)
    Participant.objects.filter(pk__in=[one.pk for one in people]).update(invitee=invitee, executor=chosen)
    audit.record("event.guest_placed", on=event, by=by, note=f"badan usaha {chosen.pk}, {len(people)} orang")
    if former is not None and former.pk != invitee.pk:
        _let_go(former, by=by)
    return invitee


def _listed(event: Event, chosen: Executor, *, by: User) -> Invitee:
    """The firm on the list of the event, put there where it is not."""
    found = Invitee.objects.filter(event=event, executor=chosen).first()
    if found is not None:
        return found
    if Invitee.objects.filter(event=event).count() >= MOST:
        raise Refusal("Paling banyak {most} badan usaha dalam satu acara.", most=MOST)
    known = weighed_up([chosen.pk])[chosen.pk]
    return Invitee.objects.create(
        event=event, executor=chosen, why=Why.CAME, packages=known.packages, days=known.days, key=new_key(), added_by=by
    )


def _let_go(former: Invitee, *, by: User) -> None:
    """Take a firm off the list again that was put there by mistake, where nobody came for it."""
    if former.why == Why.CAME and not former.participants.exists() and not former.told.exists():
        audit.record("event.unlisted", on=former.event, by=by, note=f"badan usaha {former.executor_id}")
        former.delete()
