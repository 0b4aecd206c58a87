"""Why may this person not judge this pair? A sentence, or None."""

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission


def objection_to_judging(*, by: User) -> str | None:
    """Who may say that two records are the same."""
    if not by.may(Permission.JUDGE_LINKS):
        return _("Hanya koordinator dan petugas cabang yang dapat memutuskan pasangan.")
    return None
