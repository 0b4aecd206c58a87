"""Since when does a letter run? Since the first of its messages that went out and did not come back."""

from django.db.models import Min
from django.utils import timezone

from payung.compliance import actions as compliance
from payung.compliance.models import Letter
from payung.outreach.models import Message
from payung.outreach.terms import MessageState


def tell_case(letter: Letter) -> None:
    """Tell the case of a letter since when it runs; a reminder brings the letter along, and counts."""
    sent = Message.objects.filter(letter=letter, state=MessageState.SENT)
    first = sent.aggregate(first=Min("sent_at"))["first"]
    compliance.note_sent(letter, on=timezone.localdate(first) if first else None)
