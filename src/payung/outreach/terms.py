"""The words of outreach: ways to reach somebody, and how far a message is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """By which way a message goes. Only e-mail leaves by itself; a person sends the others and says so."""

    EMAIL = "email", _("Surel")
    WHATSAPP = "whatsapp", _("WhatsApp")
    POST = "post", _("Pos")
    HAND = "hand", _("Diserahkan langsung")


class MessageState(TextChoices):
    """How far a message is. ``UNCERTAIN``: it may have left and may not; a person finds out and decides."""

    WAITING = "waiting", _("Menunggu dikirim")
    SENDING = "sending", _("Sedang disambungkan")
    HANDING_OVER = "handing_over", _("Sedang diserahkan")
    SENT = "sent", _("Terkirim")
    UNCERTAIN = "uncertain", _("Belum pasti terkirim")
    BOUNCED = "bounced", _("Kembali, tidak sampai")
    FAILED = "failed", _("Gagal dikirim")
    CANCELLED = "cancelled", _("Dibatalkan sebelum dikirim")


S = MessageState
NEXT: dict[MessageState, frozenset[MessageState]] = {
    S.WAITING: frozenset({S.SENDING, S.SENT, S.CANCELLED}),
    S.SENDING: frozenset({S.WAITING, S.HANDING_OVER, S.FAILED}),
    S.HANDING_OVER: frozenset({S.WAITING, S.SENT, S.UNCERTAIN, S.FAILED}),
    S.SENT: frozenset({S.BOUNCED}),
    S.UNCERTAIN: frozenset({S.SENT, S.WAITING, S.BOUNCED}),
    S.BOUNCED: frozenset({S.WAITING}),
    S.FAILED: frozenset({S.WAITING}),
    S.CANCELLED: frozenset(),
}
"""What may follow. Only from WAITING and SENDING is it certain that nothing has left."""
BY_PERSON = (Channel.WHATSAPP, Channel.POST, Channel.HAND)
RECIPIENT = "penerima"
"""The kind of value a sealed recipient is: it opens as nothing else."""
