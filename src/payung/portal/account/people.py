"""Who works with Payung here, who is invited, and who may do what?"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts import actions, policies, queries
from payung.accounts.terms import PERMISSIONS, OfficeKind, Permission, Role
from payung.portal.access import requires, signed_in
from payung.portal.account.forms import InvitationForm, OfficeForm, RoleForm
from payung.portal.language import tell
from payung.refusal import Refusal

Found = TypeVar("Found")
form_page = require_http_methods(["GET", "HEAD", "POST"])


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody, and the invitations that wait."""
    found = {
        "people": queries.people(by=signed_in(request)),
        "invitations": queries.invitations(by=signed_in(request)),
        "today": timezone.localdate(),
    }
    return render(request, "account_pages/people.html", found)


@requires(Permission.MANAGE_PEOPLE)
@form_page
def invite(request: HttpRequest) -> HttpResponse:
    """The form that sends an invitation."""
    form = InvitationForm(request.POST or None, by=signed_in(request))
    if form.is_valid() and _acted(form, _invited, request=request):
        messages.success(request, _("Undangan dikirim ke %(email)s.") % {"email": form.cleaned_data["email"]})
        return redirect("people")
    return render(request, "account_pages/invite.html", {"form": form})


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """An invitation whose link no longer works."""
    found = _or_404(queries.invitation(pk, by=signed_in(request)))
    _try(request, lambda: actions.withdraw_invitation(found, by=signed_in(request)), said=_("Undangan ditarik."))
    return redirect("people")


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: what their role allows, and what can be changed, or why it cannot."""
    found = _or_404(queries.person(pk, by=signed_in(request)))
    shown = {
        "person": found,
        "form": RoleForm(person=found),
        "permissions": [each.label for each in Permission if each in PERMISSIONS[Role(found.role)]],
        "is_self": found.pk == signed_in(request).pk,
        "objection_to_deactivating": policies.objection_to_deactivating(found, by=signed_in(request)),
    }
    return render(request, "account_pages/person.html", shown)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Another role for a person."""
    found = _or_404(queries.person(pk, by=signed_in(request)))
    form = RoleForm(request.POST, person=found)
    if not form.is_valid():
        messages.error(request, _("Peran ini bukan untuk kantor jenis itu; tidak ada yang diubah."))
        return redirect("person", pk=pk)
    role = Role(form.cleaned_data["role"])
    _try(request, lambda: actions.change_role(found, role=role, by=signed_in(request)), said=_("Peran diubah."))
    return redirect("person", pk=pk)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """A person who no longer signs in."""
    found = _or_404(queries.person(pk, by=signed_in(request)))
    said = _("Akun dinonaktifkan; semua sesinya berakhir.")
    _try(request, lambda: actions.deactivate(found, by=signed_in(request)), said=said)
    return redirect("person", pk=pk)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """A person who signs in again."""
    found = _or_404(queries.person(pk, by=signed_in(request)))
    _try(request, lambda: actions.reactivate(found, by=signed_in(request)), said=_("Akun aktif kembali."))
    return redirect("person", pk=pk)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A person whose every session ends."""
    found = _or_404(queries.person(pk, by=signed_in(request)))
    _try(request, lambda: actions.sign_out_everywhere(found, by=signed_in(request)), said=_("Semua sesinya berakhir."))
    return redirect("person", pk=pk)


@requires(Permission.MANAGE_PEOPLE)
@form_page
def offices(request: HttpRequest) -> HttpResponse:
    """The offices people can be invited to, and a form that adds one."""
    form = OfficeForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        actions.open_office(told["name"], kind=OfficeKind(told["kind"]), code=told["code"], by=signed_in(request))
        messages.success(request, _("Kantor tercatat."))
        return redirect("offices")
    return render(
        request, "account_pages/offices.html", {"form": form, "offices": queries.offices(by=signed_in(request))}
    )


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: the table the application itself goes by."""
    rows = [(each.label, [each in PERMISSIONS[role] for role in Role]) for each in Permission]
    return render(request, "account_pages/roles.html", {"roles": [role.label for role in Role], "rows": rows})


@requires()
@require_safe
def own_address(request: HttpRequest) -> HttpResponse:
    """Nobody changes the address they sign in with: a new one is invited, so that somebody knows whose it is."""
    messages.info(request, _("Alamat surel diganti dengan undangan baru dari koordinator kota."))
    return redirect("account_change_password")


def _invited(form: InvitationForm, *, request: HttpRequest) -> None:
    told = form.cleaned_data
    actions.invite(
        told["email"], name=told["name"], role=Role(told["role"]), office=told["office"], by=signed_in(request),
        link=lambda token: request.build_absolute_uri(reverse("accept_invitation", args=[token])),
    )  # fmt: skip


def _acted(form: InvitationForm, act: Callable[..., None], *, request: HttpRequest) -> bool:
    """Whether the action was done; its refusal stands in the form."""
    try:
        act(form, request=request)
    except Refusal as refusal:
        form.add_error(None, tell(refusal))
        return False
    return True


def _try(request: HttpRequest, act: Callable[[], Any], *, said: str) -> None:
    """Act, and say so, or why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    else:
        messages.success(request, said)


def _or_404(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found
