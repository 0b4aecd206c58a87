"""What does the link of an invitation open besides the answer: the firm's own sheet, and its promises?

Without an account it shows packages, which are public, and what the firm itself owes; no worker, no NIK, no number of a
registration. Some days after the event it closes; then the account of the firm shows the same.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.briefings.actions.promising import Who
from payung.briefings.facts import sheets
from payung.briefings.queries import promises, steps
from payung.briefings.terms import Party
from payung.portal.access import public
from payung.portal.components import promising
from payung.refusal import Refusal


@public
@never_cache
@require_safe
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """The sheet of the firm whose link this is."""
    held = _held(key)
    context = {
        "sheet": sheets.sheet_of([held.executor], on=timezone.localdate()), "event": held.event, "key": key,
        "name": held.executor.name, "signed": promises.committed(held.event, held.executor),
        "closes_on": promises.link_ends_on(held.event),
    }  # fmt: skip
    return render(request, "promises/sheet_public.html", context)


@public
@never_cache
@require_safe
def sheet_file(request: HttpRequest, key: str) -> HttpResponse:
    """The same as PDF/A."""
    held = _held(key)
    made = sheets.sheet_of([held.executor], on=timezone.localdate())
    return _file(
        lambda: sheets.sheet_pdf(made, about=sheets.about_of(held.event), office=held.event.organiser), "lembar"
    )


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commit(request: HttpRequest, key: str) -> HttpResponse:
    """What the firm promises, and its signature."""
    held = _held(key)
    who = Who(Party.FIRM, held.executor)
    back, form = reverse("reply_sheet", args=[key]), reverse("reply_form", args=[key])
    asked = promising.Asked(held.event, who, held.executor.name, back, lambda _made: back, form=form)
    return promising.page(request, asked)


@public
@never_cache
@require_safe
def form(request: HttpRequest, key: str) -> HttpResponse:
    """The form to be signed on paper."""
    held, on = _held(key), timezone.localdate()
    offered = steps.proposals(steps.packages_of([held.executor]), on=on)
    return _file(lambda: sheets.form_pdf(held, offered, on=on), "formulir-komitmen")


@public
@never_cache
@require_safe
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """The copy of what the firm signed."""
    held = _held(key)
    signed = promises.committed(held.event, held.executor)
    if signed is None:
        raise Http404
    return _file(lambda: sheets.commitment_pdf(signed, office=held.event.organiser), f"komitmen-{signed.code}")


def _held(key: str) -> Any:
    held = promises.by_link(key)
    if held is None:
        raise Http404
    return held


def _file(makes: Any, name: str) -> HttpResponse:
    try:
        return promising.file_of(makes(), kind="pdf", name=name)
    except Refusal as refusal:
        raise Http404 from refusal
