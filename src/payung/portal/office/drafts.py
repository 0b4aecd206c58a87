"""How might a circular or a clause of a contract read here? To look at, change, print or copy; nothing is kept."""

from base64 import b64encode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.compliance.facts.letters import letterhead_of
from payung.letters import Wording
from payung.letters.drafting import Draft, DraftKind, draft_png, draft_text, draft_wording, render_draft
from payung.portal.access import requires, signed_in
from payung.portal.language import tell
from payung.portal.office.forms import DraftForm
from payung.refusal import Refusal


@requires(Permission.WRITE_LETTERS)
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """What can be drafted."""
    return render(request, "shelf/drafts.html", {"kinds": list(DraftKind)})


@requires(Permission.WRITE_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def draft(request: HttpRequest, name: str) -> HttpResponse:
    """A draft with the law's numbers of today; «Lihat» looks at changed words, «Unduh» prints them."""
    kind = _kind(name)
    shipped = draft_wording(kind)
    form = DraftForm(request.POST or None, initial={"subject": shipped.subject, "body": shipped.body})
    wording = Wording(form.cleaned_data["subject"], form.cleaned_data["body"]) if form.is_valid() else shipped
    made = _draft(request, kind, wording)
    context = {"kind": kind, "form": form}
    try:
        if form.is_valid() and "unduh" in request.POST:
            return _file(made)
        context |= {"pages": [b64encode(page).decode() for page in draft_png(made)], "plain": draft_text(made)}
    except Refusal as refusal:
        form.add_error("body", tell(refusal))
    return render(request, "shelf/draft.html", context)


@requires(Permission.WRITE_LETTERS)
@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """The draft in the words it ships with, as a file."""
    kind = _kind(name)
    return _file(_draft(request, kind, draft_wording(kind)))


def _kind(name: str) -> DraftKind:
    try:
        return DraftKind(name)
    except ValueError:
        raise Http404 from None


def _draft(request: HttpRequest, kind: DraftKind, wording: Wording) -> Draft:
    """Under the head of the agency for a contract of its own; else under the city's."""
    own, city = signed_in(request).office, accounts.city()
    office = own if city is None or (kind is DraftKind.CLAUSE and own.kind == OfficeKind.AGENCY) else city
    name = (city or own).name.partition(" (")[0]
    return Draft(kind, letterhead_of(office), name, timezone.localdate(), wording)


def _file(made: Draft) -> HttpResponse:
    answer = HttpResponse(render_draft(made), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="rancangan-{made.kind}.pdf"'
    return answer
