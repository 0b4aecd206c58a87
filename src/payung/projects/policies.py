"""Why may this person not do this with the list? A sentence, or None."""

from django.utils.translation import gettext as _

from payung.accounts.models import User
from payung.accounts.terms import Permission

SHORTEST_PURPOSE = 5


def objection_to_exporting(*, by: User, purpose: str) -> str | None:
    """A list leaves the house with a purpose that stands on the trail."""
    if not by.may(Permission.EXPORT_LISTS):
        return _("Peran Anda tidak dapat mengunduh daftar.")
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        return _("Tulis untuk apa daftar ini diunduh; keperluannya dicatat.")
    return None


def objection_to_saving(*, name: str) -> str | None:
    """A saved question needs a name."""
    return None if name.strip() else _("Beri nama tampilan ini.")


def objection_to_changing_map(*, by: User) -> str | None:
    """Who may give the map of the city."""
    return None if by.may(Permission.MANAGE_CITY) else _("Hanya koordinator yang dapat mengganti peta kota.")
