"""What does the first version of the API answer, and how does it say no?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from payung.api.access import MINUTE, MinuteOfToken, OfficeToken
from payung.api.v1.payments import router
from payung.refusal import Refusal

api = NinjaAPI(
    title="Payung",
    version="1",
    description="Gerbang pembayaran: boleh dibayar, belum, atau sedang diverifikasi; sejak kapan, mengapa, bukti apa.",
    auth=OfficeToken(),
    throttle=[MinuteOfToken()],
    docs_url=None,
)
api.add_router("", router)


def _said(request: HttpRequest, said: str, *, status: int, **more: Any) -> HttpResponse:
    return api.create_response(request, {"pesan": said, **more}, status=status)


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """No key, or one that nobody gave."""
    return _said(request, _("Token tidak ada atau tidak dikenal; kirim «Authorization: Bearer …»."), status=401)


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, throttled: Throttled) -> HttpResponse:
    """Too many calls in this minute; when to ask again."""
    seconds = int(throttled.wait or MINUTE)
    said = _("Terlalu sering bertanya; ulangi %(seconds)s detik lagi dengan Idempotency-Key yang sama.")
    answer = _said(request, said % {"seconds": seconds}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Refused with a sentence."""
    return _said(request, str(error), status=error.status_code)


@api.exception_handler(Refusal)
def bad(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The house refused."""
    return _said(request, _(refusal.sentence).format(**refusal.facts), status=422)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What was sent is not what is asked for; the fields that are wrong are named."""
    fields = sorted({str(one["loc"][-1]) for one in error.errors})
    said = _("Isian ini tidak ada atau tidak terbaca: %(fields)s.") % {"fields": ", ".join(fields)}
    return _said(request, said, status=422, isian=fields)
