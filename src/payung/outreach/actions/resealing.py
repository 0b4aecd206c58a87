"""How do the recipients follow when the data key is replaced?"""

from django.db import transaction

from payung.accounts.models import User
from payung.audit import actions as audit
from payung.outreach.models import Message
from payung.outreach.terms import RECIPIENT
from payung.sealing import Keyring


@transaction.atomic
def reseal_recipients(*, keyring: Keyring, by: User | None) -> int:
    """Seal every recipient under the current key that another sealed; how many. All or none."""
    resealed = 0
    for held in Message.objects.only("to_sealed").order_by("pk").iterator(chunk_size=1000):
        sealed = bytes(held.to_sealed)
        if not keyring.is_current(sealed):
            Message.objects.filter(pk=held.pk).update(to_sealed=keyring.resealed(sealed, kind=RECIPIENT))
            resealed += 1
    audit.record("recipients.resealed", on="outreach.message", by=by, note=f"{resealed} baris")
    return resealed
