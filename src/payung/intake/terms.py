"""The words of the intake: kinds of bulk change, and the states of a check with what may follow them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BatchKind(TextChoices):
    """What was changed at one stroke."""

    RUN = "run", _("Hasil pemeriksaan dimuat")
    JUDGEMENTS = "judgements", _("Putusan pasangan")
    FINDINGS = "findings", _("Penilaian temuan")


class CheckState(TextChoices):
    """How far a check is."""

    FILES = "files", _("Menunggu berkas")
    WAITING = "waiting", _("Menunggu giliran")
    RUNNING = "running", _("Sedang diperiksa")
    LOADED = "loaded", _("Selesai dan dimuat")
    FAILED = "failed", _("Tidak berhasil")
    CANCELLED = "cancelled", _("Dibatalkan")


NEXT: dict[CheckState, frozenset[CheckState]] = {
    CheckState.FILES: frozenset({CheckState.WAITING, CheckState.CANCELLED}),
    CheckState.WAITING: frozenset({CheckState.RUNNING, CheckState.CANCELLED, CheckState.FAILED}),
    CheckState.RUNNING: frozenset({CheckState.LOADED, CheckState.FAILED, CheckState.CANCELLED}),
    CheckState.LOADED: frozenset(),
    CheckState.FAILED: frozenset({CheckState.WAITING}),
    CheckState.CANCELLED: frozenset({CheckState.WAITING}),
}
