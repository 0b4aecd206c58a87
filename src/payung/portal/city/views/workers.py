"""Who is this worker, whole? One NIK, for one stated purpose, on one answer that nothing keeps."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from payung.accounts.terms import OfficeKind, Permission
from payung.coverage import queries
from payung.portal.access import requires, signed_in
from payung.portal.city.forms import NikForm
from payung.portal.language import tell
from payung.refusal import Refusal
from payung.registry import actions
from payung.registry.terms import NikPurpose
from payung.sealing import read_ring

PACKAGE_PAGES = {OfficeKind.CITY: "city_package", OfficeKind.BRANCH: "branch_package"}


@requires(Permission.SHOW_NIK)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("nik")
def nik(request: HttpRequest, pk: int) -> HttpResponse:
    """The question for what; then, once, the number. Asking again asks for the purpose again."""
    user = signed_in(request)
    line = queries.line_of_worker(pk, by=user)
    if line is None or line.worker is None:
        raise Http404
    form, nik = NikForm(request.POST or None), ""
    if form.is_valid():
        told = {"purpose": NikPurpose(form.cleaned_data["purpose"]), "reason": form.cleaned_data["reason"]}
        try:
            nik = actions.show_nik(line.worker, keyring=read_ring(settings.FIELD_KEYS), by=user, **told)
        except Refusal as refusal:
            form.add_error(None, tell(refusal))
    context = {"line": line, "form": form, "nik": nik, "package_page": PACKAGE_PAGES.get(user.office_kind)}
    return render(request, "city/nik.html", context)
