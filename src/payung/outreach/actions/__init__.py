"""How is a message queued with its letter, sent once, recorded with its proof, and what comes back?"""

from payung.outreach.actions.notes import Note, queue_notes, withdraw
from payung.outreach.actions.queueing import cancel_untold, issue_and_send, remind, send_letter
from payung.outreach.actions.recording import Delivery, confirm_sent, record_delivery, send_again
from payung.outreach.actions.reports import take_reports
from payung.outreach.actions.resealing import reseal_recipients
from payung.outreach.actions.sending import deliver_next, recover

__all__ = [
    "Delivery", "Note", "cancel_untold", "confirm_sent", "deliver_next", "issue_and_send", "queue_notes",
    "record_delivery", "recover", "remind", "reseal_recipients", "send_again", "send_letter", "take_reports",
    "withdraw",
]  # fmt: skip
