"""How does the city write down its own texts, with their files, and take them off the shelf?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.portal.access import requires, signed_in
from payung.portal.city.forms import Duties, ShelfForm
from payung.portal.language import tell
from payung.refusal import Refusal
from payung.regulations import actions, queries


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new text; its file may come with it."""
    return _written(request, None)


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A text as it is to be; a new file takes the place of the old."""
    return _written(request, _held(request, pk))


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_POST
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Off the shelf, back on it, or without its file."""
    held = _held(request, pk)
    deed, words = DEEDS.get(request.POST.get("tindakan", ""), (None, ""))
    if deed is None:
        messages.error(request, _("Tindakan itu tidak dikenal; tidak ada yang berubah."))
    else:
        deed(held, by=signed_in(request))
        messages.success(request, _(words))
    return redirect("shelf_text", pk=held.pk)


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_POST
def stock(request: HttpRequest) -> HttpResponse:
    """The texts known of this city, to begin with."""
    city = accounts.city()
    try:
        count = actions.stock_shelf(city.code if city else "", by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    else:
        said = ngettext("{n} naskah ditambahkan.", "{n} naskah ditambahkan.", count).format(n=count)
        messages.success(request, said if count else _("Semua naskah awal sudah ada di rak."))
    return redirect("shelf")


DEEDS: dict[str, tuple[Callable[..., None], str]] = {
    "tarik": (actions.withdraw_text, gettext_noop("Naskah ditarik dari rak; yang merujuknya masih menemukannya.")),
    "kembalikan": (actions.put_back_text, gettext_noop("Naskah kembali ke rak.")),
    "hapus_berkas": (actions.remove_file, gettext_noop("Berkasnya dihapus; keterangannya tetap di rak.")),
}


def _held(request: HttpRequest, pk: int) -> Any:
    held = queries.text(pk, by=request.user)
    if held is None:
        raise Http404
    return held


def _written(request: HttpRequest, held: Any) -> HttpResponse:
    form = ShelfForm(request.POST or None, request.FILES or None, held=held)
    duties = Duties(request.POST or None, initial=held.duties if held else [], prefix="kewajiban")
    if form.is_valid() & duties.is_valid() and (kept := _kept(request, held, form, duties)) is not None:
        messages.success(request, _("Naskah tersimpan."))
        return redirect("shelf_text", pk=kept.pk)
    return render(request, "shelf/form.html", {"held": held, "form": form, "duties": duties})


def _kept(request: HttpRequest, held: Any, form: ShelfForm, duties: Any) -> Any:
    """The text as it is now, its file with it; None where something was refused, which the form then says."""
    try:
        return actions.keep_text(
            held, form.told(duties.told()), content=form.cleaned_data["file"], by=signed_in(request)
        )
    except Refusal as refusal:
        form.add_error(None, tell(refusal))
        return None
