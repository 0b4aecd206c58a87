"""How does a firm get an account: which executor is tied to which office, and who is its first person?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts import queries as accounts
from payung.accounts.terms import Permission
from payung.portal.access import requires, signed_in
from payung.portal.account.forms import FirmForm, JoinForm
from payung.portal.components.asked import page_of
from payung.portal.language import tell
from payung.projects import queries as projects
from payung.refusal import Refusal
from payung.registry import actions


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    """The executors that the packages name, the busiest first."""
    words = request.GET.get("q", "")[:200]
    page = page_of(projects.executors(by=signed_in(request), words=words), request.GET)
    return render(request, "account_pages/firms.html", {"page": page, "words": words})


@requires(Permission.MANAGE_PEOPLE)
@require_safe
def firm(request: HttpRequest, pk: int) -> HttpResponse:
    """One executor: the office it is tied to, or how it gets one."""
    return _page(request, _executor(request, pk))


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def open_firm(request: HttpRequest, pk: int) -> HttpResponse:
    """An office of its own, and an invitation for its first person."""
    executor, form = _executor(request, pk), FirmForm(request.POST)
    if not form.is_valid():
        return _page(request, executor, opening=form)
    try:
        actions.open_firm(
            executor, **form.cleaned_data, by=signed_in(request),
            link=lambda token: request.build_absolute_uri(reverse("accept_invitation", args=[token])),
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(None, tell(refusal))
        return _page(request, executor, opening=form)
    messages.success(request, _("Akun dibuka; undangan dikirim ke %(email)s.") % {"email": form.cleaned_data["email"]})
    return redirect("firm", pk=pk)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie the executor to an office that has people already."""
    executor, form = _executor(request, pk), JoinForm(request.POST, by=signed_in(request))
    if not form.is_valid():
        return _page(request, executor, joining=form)
    actions.entrust(executor.key, office=form.cleaned_data["office"], by=signed_in(request))
    messages.success(request, _("Pelaksana terhubung; orangnya kini melihat paketnya."))
    return redirect("firm", pk=pk)


@requires(Permission.MANAGE_PEOPLE)
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Untie the executor from its office."""
    try:
        actions.release(_executor(request, pk), by=signed_in(request))
        messages.success(request, _("Pelaksana dilepas dari akun itu."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("firm", pk=pk)


def _executor(request: HttpRequest, pk: int) -> Any:
    found = projects.executor(pk, by=signed_in(request))
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, executor: Any, **forms: Any) -> HttpResponse:
    user = signed_in(request)
    people = accounts.people(by=user).filter(office=executor.office) if executor.office else []
    context = {"executor": executor, "people": people, "opening": FirmForm(), "joining": JoinForm(by=user), **forms}
    return render(request, "account_pages/firm.html", context)
