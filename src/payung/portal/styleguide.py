"""What are pages made of? Every component, for those who write pages; only in a demonstration or while debugging."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from payung.portal.access import public
from payung.portal.components.example import AXIS, lines, pictures
from payung.portal.components.icons import ICONS


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The page of all components."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    messages.success(request, "Pesan setelah sebuah tindakan tampak seperti ini.")
    page = Paginator(range(240), 50).get_page(request.GET.get("page"))
    context = {"lines": lines(), "page": page, "icons": ICONS, "axis": AXIS, **pictures()}
    return render(request, "styleguide.html", context)
