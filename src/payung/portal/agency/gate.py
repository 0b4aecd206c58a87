"""May this payment go out, what was answered before, and how is a proof or an exception asked for?"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import actions, facts, policies, queries
from payung.intake import queries as intake
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import as_day, page_of
from payung.portal.components.gate import listed, shown, shown_check
from payung.portal.language import tell
from payung.refusal import Refusal
from payung.rules.gate import Paying

LAST = 5
opens = requires(Permission.CHECK_PAYMENT, of=OfficeKind.AGENCY)


@require_safe
@opens
def payment_gate(request: HttpRequest) -> HttpResponse:
    """What the gate says now of a contract number, and what was answered about it before."""
    told = _told(request.GET)
    asked = queries.payment_gate(told["nomor"], by=signed_in(request), payment=told["pembayaran"])
    context: dict[str, Any] = {"told": told, "run": intake.latest_run(), "on": timezone.localdate()}
    if asked is not None:
        context |= _asked(asked, told, by=signed_in(request))
    else:
        context |= {"checks": listed(queries.payment_checks(by=signed_in(request))[:LAST])}
    return render(request, "agency/gate.html", context)


def _asked(asked: queries.Gate, told: dict[str, str], *, by: Any) -> dict[str, Any]:
    """The answer, and for each package why no proof or exception may be asked now."""
    answer = shown(facts.gate_content(asked))
    waiting = queries.overrides_waiting((one.facts.package_id for one in asked.packages), payment=told["pembayaran"])
    for one, row in zip(asked.packages, answer["packages"], strict=True):
        row["no_proof"] = policies.objection_to_naming_proof(one.verdict, by=by, last=one.proof)
        row["override_waits"] = one.facts.package_id in waiting
        row["needs"] = one.pays is not Paying.GO
    is_warned = asked.pays is Paying.WITH_REASON
    checks = listed(queries.checks_of_contract(told["nomor"], by=by)[:LAST])
    return {"answer": answer, "is_warned": is_warned, "checks": checks}


@require_POST
@opens
def check(request: HttpRequest) -> HttpResponse:
    """The answer to one payment, frozen; on to its page."""
    told = _told(request.POST)
    asked = _gate_or_404(request, told)
    try:
        made = actions.check_payment(asked, by=signed_in(request), reason=request.POST.get("alasan", "")[:2000])
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return _back(told)
    return redirect("agency_gate_answer", made.pk)


@require_POST
@opens
def proof(request: HttpRequest) -> HttpResponse:
    """A proof that the data do not show yet goes to the branch."""
    told = _told(request.POST)
    one = _package_or_404(request, told)

    def ask() -> None:
        dated = as_day(request.POST.get("tanggal"))
        if dated is None:
            raise Refusal("Isi tanggal buktinya.")
        actions.name_proof(one, number=request.POST.get("bukti", "")[:200], dated_on=dated, by=signed_in(request))

    return _done(request, told, ask, said=_("Bukti dikirim kepada kantor cabang untuk diperiksa."))


@require_POST
@opens
def override(request: HttpRequest) -> HttpResponse:
    """An exception for this one payment is asked for; a second person decides."""
    told = _told(request.POST)
    one, reason = _package_or_404(request, told), request.POST.get("alasan", "")[:2000]

    def ask() -> None:
        actions.ask_override(one, payment=told["pembayaran"], reason=reason, by=signed_in(request))

    return _done(request, told, ask, said=_("Pengecualian diminta; orang kedua memutuskan."))


@require_safe
@opens
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer as it was given, and its note."""
    held = _check_or_404(request, pk)
    address = request.build_absolute_uri(reverse("gate_verification", args=[held.code]))
    context = {"check": held, "answer": shown_check(held), "now": queries.check_after(held), "address": address}
    return render(request, "agency/gate_answer.html", context)


@require_safe
@opens
@never_cache
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The note for the payment file, as PDF/A."""
    held, site = _check_or_404(request, pk), request.build_absolute_uri("/").rstrip("/")
    try:
        pdf = actions.open_note(held, by=signed_in(request), site=site)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("agency_gate_answer", pk)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="nota-gerbang-{held.pk}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@opens
def history(request: HttpRequest) -> HttpResponse:
    """Every answer that this office was given."""
    page = page_of(queries.payment_checks(by=signed_in(request)), request.GET)
    return render(request, "agency/gate_history.html", {"page": page, "checks": listed(page.object_list)})


def _told(told: Any) -> dict[str, str]:
    return {"nomor": told.get("nomor", "").strip()[:200], "pembayaran": told.get("pembayaran", "").strip()[:120]}


def _back(told: dict[str, str]) -> HttpResponse:
    return redirect(f"{reverse('agency_payment_gate')}?{urlencode(told)}")


def _done(request: HttpRequest, told: dict[str, str], does: Callable[[], None], *, said: str) -> HttpResponse:
    try:
        does()
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return _back(told)


def _gate_or_404(request: HttpRequest, told: dict[str, str]) -> queries.Gate:
    asked = queries.payment_gate(told["nomor"], by=signed_in(request), payment=told["pembayaran"])
    if asked is None:
        raise Http404
    return asked


def _package_or_404(request: HttpRequest, told: dict[str, str]) -> queries.PackageAnswer:
    wanted = request.POST.get("paket", "")
    for one in _gate_or_404(request, told).packages:
        if one.facts.package.package_id == wanted:
            return one
    raise Http404


def _check_or_404(request: HttpRequest, pk: int) -> Any:
    held = queries.payment_check(pk, by=signed_in(request))
    if held is None:
        raise Http404
    return held
