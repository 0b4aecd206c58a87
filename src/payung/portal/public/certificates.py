"""Does a certificate of attendance stand, and where does the person it names fetch it?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.briefings import facts, policies, queries
from payung.portal.access import public
from payung.portal.language import tell
from payung.refusal import Refusal


@public
@require_safe
@never_cache
def verification(request: HttpRequest, event: str, code: str) -> HttpResponse:
    """Whether the certificate under this code stands. Of the name only what compares it with the paper."""
    one = queries.participant_of_code(event, code)
    if one is None or policies.objection_to_certifying(one.event, came=facts.has_come(one), at=timezone.now()):
        return render(request, "public/unknown_certificate.html", {"code": code}, status=404)
    context = {"one": one, "event": one.event, "initials": queries.veiled(one.name), "hours": facts.hours_of(one.event)}
    return render(request, "public/certificate.html", context)


@public
@require_safe
@never_cache
def certificate(request: HttpRequest, key: str) -> HttpResponse:
    """The certificate of whoever holds the key of a personal page."""
    one = queries.participant_of_key(key)
    if one is None:
        raise Http404
    try:
        pdf = facts.certificate_pdf(one, site=request.build_absolute_uri("/").rstrip("/"), at=timezone.now())
    except Refusal as refusal:
        return render(request, "public/no_certificate.html", {"said": tell(refusal), "event": one.event}, status=409)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{one.code}.pdf"'
    return response
