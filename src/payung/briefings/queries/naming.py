"""When are two names one, and which code and key may a new participant get?"""

import secrets
import unicodedata
from collections.abc import Collection

from payung.briefings.models import Event, Participant

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of codes: none that is read as another, for they are typed at a door in a hurry."""
CODE_LENGTH = 6


def folded(name: str) -> str:
    """A name as it is compared: small letters without accents, single spaces in place of all that is neither letter
    nor digit."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())[:200]


def free_code(event: Event, *, taken: Collection[str] | None = None) -> str:
    """A code that no participant of this event has; ``taken``: the codes, where the caller holds them already."""
    if taken is None:
        taken = set(Participant.objects.filter(event=event).values_list("code", flat=True))
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


def new_key() -> str:
    """The secret of a link."""
    return secrets.token_urlsafe(24)


def veiled(name: str) -> str:
    """A name by its first letters, to be compared with a paper: ``B•• S••••••``."""
    return " ".join(word[0] + "•" * (len(word) - 1) for word in name.split())
