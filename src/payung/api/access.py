"""Which machine asks, and in the name of which office?"""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from payung.accounts import queries


class OfficeToken(HttpBearer):
    """The key of an office's payment system, in ``Authorization: Bearer …``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The key, where it is known and still open."""
        held = queries.token_of(token)
        if held is not None and held.revoked_at is not None:
            raise HttpError(403, _("Token ini sudah dicabut; mintalah yang baru kepada koordinator kota."))
        return held
