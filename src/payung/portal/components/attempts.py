"""How often may somebody without an account guess? Only what went wrong is counted, for a few minutes.

A whole hall stands behind one address, so the limit is wide; against codes of six letters it is still narrow.
"""

from django.core.cache import cache

MOST, SECONDS = 60, 600


def is_locked(what: str, whose: str) -> bool:
    """Whether this address has guessed too often."""
    return int(cache.get(_key(what, whose), 0)) >= MOST


def note_failure(what: str, whose: str) -> None:
    """Count a guess that was wrong; the minutes run from the first one."""
    key = _key(what, whose)
    cache.add(key, 0, SECONDS)
    try:
        cache.incr(key)
    except ValueError:  # it ran out between the two
        cache.set(key, 1, SECONDS)


def _key(what: str, whose: str) -> str:
    return f"gagal.{what}.{whose}".replace(" ", "_")
