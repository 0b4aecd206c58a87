"""In which words does the city write, and how does a letter look in them before anyone receives it?"""

from base64 import b64encode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import actions, queries
from payung.letters import Kind, Wording, fields, preview_png, shipped_wording, tried_on
from payung.portal.access import requires, signed_in
from payung.portal.city.forms import WordingForm
from payung.portal.language import tell
from payung.refusal import Refusal


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every kind of letter, and whose words it says."""
    own = queries.own_wordings()
    return render(request, "city/wordings.html", {"kinds": [(kind, own.get(kind.value)) for kind in Kind]})


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def wording(request: HttpRequest, name: str) -> HttpResponse:
    """The words of one kind, to change; the invented letter in them beside. «Lihat» looks, «Simpan» keeps."""
    kind = _kind(name)
    own = queries.wording_of(kind)
    now = own or shipped_wording(kind)
    form = WordingForm(request.POST or None, initial={"subject": now.subject, "body": now.body})
    told = Wording(form.cleaned_data["subject"], form.cleaned_data["body"]) if form.is_valid() else now
    if form.is_valid() and "simpan" in request.POST and _kept(request, kind, told, form=form):
        return redirect("city_wording", name=name)
    context = {"kind": kind, "own": own, "form": form, "fields": fields(kind), "pages": _pages(kind, told, form=form)}
    return render(request, "city/wording.html", context)


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_POST
def reset_wording(request: HttpRequest, name: str) -> HttpResponse:
    """Back to the words it ships with."""
    actions.reset_wording(_kind(name), by=signed_in(request))
    messages.success(request, _("Surat jenis ini kembali memakai kata-kata bawaan."))
    return redirect("city_wording", name=name)


def _kind(name: str) -> Kind:
    try:
        return Kind(name)
    except ValueError:
        raise Http404 from None


def _kept(request: HttpRequest, kind: Kind, told: Wording, *, form: WordingForm) -> bool:
    try:
        actions.set_wording(kind, told, by=signed_in(request))
    except Refusal as refusal:
        form.add_error("body", tell(refusal))
        return False
    messages.success(request, _("Kata-kata tersimpan; surat yang terbit sesudah ini memakainya."))
    return True


def _pages(kind: Kind, told: Wording, *, form: WordingForm) -> list[str]:
    """The pages of the invented letter as pictures; none where the words cannot be filled, which the form then says."""
    try:
        return [b64encode(page).decode() for page in preview_png(tried_on(kind, told))]
    except Refusal as refusal:
        if form.is_bound and not form.errors:
            form.add_error("body", tell(refusal))
        return []
