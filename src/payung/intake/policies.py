"""Why may this person not do this to this run or check? A sentence, or None."""

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission
from payung.intake import models
from payung.intake.terms import NEXT, BatchKind, CheckState


def objection_to_undoing(run: models.Run, *, by: User) -> str | None:
    """Only the run that holds now can be taken back, and only once."""
    if not by.may(Permission.UNDO):
        return _("Hanya koordinator yang dapat membatalkan perubahan besar.")
    if run.is_undone:
        return _("Pemeriksaan ini sudah dibatalkan.")
    if models.Run.objects.filter(is_undone=False, pk__gt=run.pk).exists():
        return _("Ada pemeriksaan yang lebih baru; batalkan yang terbaru lebih dahulu.")
    return None


def objection_to_taking_back(batch: models.Batch, *, by: User) -> str | None:
    """Whoever made a judgement may take it back, and the coordinator any."""
    if batch.kind == BatchKind.RUN:
        return _("Pemeriksaan ditarik dari halaman Impor.")
    if batch.made_by_id != by.pk and not by.may(Permission.UNDO):
        return _("Hanya yang memutuskannya atau koordinator yang dapat membatalkannya.")
    if batch.undone_at is not None:
        return _("Perubahan ini sudah dibatalkan.")
    return None


def objection_to_importing(*, by: User) -> str | None:
    """Who may bring files in."""
    if not by.may(Permission.IMPORT_FILES):
        return _("Hanya koordinator yang dapat mengunggah berkas pemeriksaan.")
    return None


def objection_to_starting(check: models.Check, *, by: User) -> str | None:
    """A check starts once, with files."""
    if objection := objection_to_importing(by=by):
        return objection
    if CheckState.WAITING not in NEXT[CheckState(check.state)]:
        return _("Pemeriksaan ini sudah dimulai.")
    return None


def objection_to_cancelling(check: models.Check, *, by: User) -> str | None:
    """What has ended cannot be stopped."""
    if objection := objection_to_importing(by=by):
        return objection
    if CheckState.CANCELLED not in NEXT[CheckState(check.state)]:
        return _("Pemeriksaan ini sudah selesai.")
    return None
