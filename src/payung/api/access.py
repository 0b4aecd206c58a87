"""Which machine asks, in the name of which office, and not too often?"""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from payung.accounts import queries


class OfficeToken(HttpBearer):
    """The key of an office's payment system, in ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The key, where it is known and still open."""
        held = queries.token_of(token)
        if held is not None and held.revoked_at is not None:
            raise HttpError(403, _("Token ini sudah dicabut; mintalah yang baru kepada koordinator kota."))
        return held


MINUTE = 60


class MinuteOfToken(BaseThrottle):
    """So many calls a minute for each key, counted where every process of the server sees it.

    Two calls at the same instant may count as one: the limit holds back a machine gone wild, it bills nobody.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this call is still within the minute's number."""
        counted = f"api:{request.auth.pk}:{_second() // MINUTE}"  # type: ignore[attr-defined]
        cache.add(counted, 0, timeout=2 * MINUTE)
        return int(cache.incr(counted)) <= settings.API_MOST_A_MINUTE

    def wait(self) -> float | None:
        """The seconds until the next minute begins."""
        return MINUTE - _second() % MINUTE


def _second() -> int:
    return int(timezone.now().timestamp())
