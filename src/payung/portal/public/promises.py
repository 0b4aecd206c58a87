"""What does the link of an invitation open besides the answer: the firm's own sheet, and its promises?

Without an account it shows packages, which are public, and what the firm itself owes; no worker, no NIK, no number of a
registration. Some days after the event and the last open promise, or when the event is called off, it closes and says
so; the account of the firm shows the same.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.briefings import policies, queries
from payung.briefings.actions.promising import Who
from payung.briefings.facts import sheets
from payung.briefings.queries import promises, steps
from payung.briefings.terms import Party
from payung.portal.access import public
from payung.portal.components import promising
from payung.refusal import Refusal

GONE = 410
"""The status of what was here and is closed."""


def by_link(view: Callable[[HttpRequest, Any], HttpResponse]) -> Callable[..., HttpResponse]:
    """Of a page behind the link of an invitation: the firm whose link it is; where that closed, why, and whom to ask.

    A link of nobody, and that of a draft, is no address at all.
    """

    @wraps(view)
    def opened(request: HttpRequest, key: str) -> HttpResponse:
        held = queries.invitee_of_key(key)
        if held is None:
            raise Http404
        due = promises.last_due(held.event, held.executor_id)
        closed = policies.objection_to_opening_sheet(held.event, on=timezone.localdate(), last_due=due)
        if closed is not None:
            context = {"invitee": held, "event": held.event, "closed": closed}
            return render(request, "promises/closed.html", context, status=GONE)
        return view(request, held)

    return opened


@public
@never_cache
@require_safe
@by_link
def sheet(request: HttpRequest, held: Any) -> HttpResponse:
    """The sheet of the firm whose link this is."""
    context = {
        "sheet": sheets.sheet_of([held.executor], on=timezone.localdate()), "event": held.event, "key": held.key,
        "name": held.executor.name, "signed": promises.committed(held.event, held.executor),
        "closes_on": policies.link_ends_on(held.event, last_due=promises.last_due(held.event, held.executor_id)),
    }  # fmt: skip
    return render(request, "promises/sheet_public.html", context)


@public
@never_cache
@require_safe
@by_link
def sheet_file(request: HttpRequest, held: Any) -> HttpResponse:
    """The same as PDF/A."""
    made = sheets.sheet_of([held.executor], on=timezone.localdate())
    return _file(
        lambda: sheets.sheet_pdf(made, about=sheets.about_of(held.event), office=held.event.organiser), "lembar"
    )


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def commit(request: HttpRequest, held: Any) -> HttpResponse:
    """What the firm promises, and its signature."""
    who = Who(Party.FIRM, held.executor)
    back, form = reverse("reply_sheet", args=[held.key]), reverse("reply_form", args=[held.key])
    asked = promising.Asked(held.event, who, held.executor.name, back, lambda _made: back, form=form)
    return promising.page(request, asked)


@public
@never_cache
@require_safe
@by_link
def form(request: HttpRequest, held: Any) -> HttpResponse:
    """The form to be signed on paper."""
    on = timezone.localdate()
    offered = steps.proposals(steps.packages_of([held.executor]), on=on)
    return _file(lambda: sheets.form_pdf(held, offered, on=on), "formulir-komitmen")


@public
@never_cache
@require_safe
@by_link
def copy(request: HttpRequest, held: Any) -> HttpResponse:
    """The copy of what the firm signed."""
    signed = promises.committed(held.event, held.executor)
    if signed is None:
        raise Http404
    return _file(lambda: sheets.commitment_pdf(signed, office=held.event.organiser), f"komitmen-{signed.code}")


def _file(makes: Any, name: str) -> HttpResponse:
    try:
        return promising.file_of(makes(), kind="pdf", name=name)
    except Refusal as refusal:
        raise Http404 from refusal
