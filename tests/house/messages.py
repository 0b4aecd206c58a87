"""Which message is there where a test does not care how it came to be?"""

from django.utils import timezone

from payung.compliance.models import Letter
from payung.outreach.models import Message
from payung.outreach.queries import keyring
from payung.outreach.terms import RECIPIENT, Channel, MessageState


def message_of(letter: Letter, *, state: MessageState = MessageState.SENT) -> Message:
    """The letter handed over, with a proof."""
    return Message.objects.create(
        letter=letter, step=letter.step, channel=Channel.HAND, to_sealed=keyring().seal("Sari", kind=RECIPIENT),
        subject="Surat", text="Yth.", message_id=f"<{letter.code}@payung.example>", state=state, proof=b"%PDF-1.4",
        proof_kind="pdf", try_at=timezone.now(), sent_at=timezone.now() if state == MessageState.SENT else None,
    )  # fmt: skip
