"""Which texts oblige whom to do what? For everybody; letters and agreements of the city for whoever has signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from payung.briefings import queries as briefings
from payung.portal.access import public
from payung.portal.components.asked import choices
from payung.portal.components.shelf import LEVELS, cited, wanted_of
from payung.regulations import policies, queries
from payung.rules.shelf import Obliged, shelf

CONTENT_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


@public
@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """The shelf, narrowed by whom it obliges, by day and by words."""
    wanted = wanted_of(request.GET)
    whom = [("", LEVELS[0][1]), *((one.value, one.label) for one in Obliged)]
    rows = queries.shelved(wanted, by=request.user)
    context = {
        "obliging": [row for row in rows if row.duties], "others": [row for row in rows if not row.duties],
        "wanted": wanted,
        "whom": choices(whom, wanted.whom), "levels": choices(LEVELS, wanted.level),
        "may_keep": _may_keep(request),
    }  # fmt: skip
    return render(request, "shelf/list.html", context)


@public
@require_safe
def instrument(request: HttpRequest, key: str) -> HttpResponse:
    """One national text: its duties, its days, and where it is cited."""
    one = shelf().get(key)
    if one is None:
        raise Http404
    related = {name: [shelf()[each] for each in getattr(one, name)] for name in RELATIONS}
    context = {
        "one": one, "cited": cited(key, timezone.localdate(), get_language() or "id"),
        "resting": queries.resting_on(key, by=request.user), **related,
    }  # fmt: skip
    return render(request, "shelf/instrument.html", context)


RELATIONS = ("replaced_by", "changes", "changed_by")


@public
@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text of the city, and the events it is the ground of."""
    held = queries.text(pk, by=request.user)
    if held is None:
        raise Http404
    context = {
        "held": held, "duties": queries.duties_of(held), "rests_on": queries.cited_by(held),
        "may_keep": _may_keep(request), "events": briefings.events_on_ground(held.pk),
    }  # fmt: skip
    return render(request, "shelf/text.html", context)


@public
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a text, on its own, where it can do nothing."""
    found = queries.file_of(pk, by=request.user)
    if found is None:
        raise Http404
    content, kind = found
    response = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="naskah-{pk}.{kind}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=60"
    return response


def _may_keep(request: HttpRequest) -> bool:
    return request.user.is_authenticated and policies.objection_to_shelving(by=request.user) is None
