"""How does this city present itself, who plays which part in it, and which rules did it set?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts import actions, policies, queries
from payung.accounts.terms import GateRule, OfficeKind, Part, Permission
from payung.compliance import queries as compliance
from payung.intake import queries as intake
from payung.portal.access import requires, signed_in
from payung.portal.city.forms import CityForm, MapForm
from payung.portal.components.maps import by_district, choropleth, legend
from payung.portal.language import tell
from payung.projects import actions as maps
from payung.projects import queries as projects
from payung.refusal import Refusal

KINDS = {"png": "image/png", "svg": "image/svg+xml"}
FIELDS = ("letterhead", "address", "phone", "email", "warn_days", "gate_rule")


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """The profile to read; and to change, for those who manage the city."""
    held, parts = queries.profile(), queries.parts()
    if held is None:
        raise Http404
    may_manage = signed_in(request).may(Permission.MANAGE_CITY)
    if request.method == "POST" and not may_manage:
        raise PermissionDenied
    form = CityForm(
        request.POST or None, request.FILES or None, has_logo=bool(held.logo), initial=_initial(held, parts)
    )
    if form.is_valid() and _changed(request, form):
        return redirect("city_profile")
    context = {
        "profile": held, "form": form if may_manage else None,
        "parts": [(part.label, parts.get(part)) for part in Part],
        "lines": [line for line in held.letterhead.splitlines() if line] or [held.office.name],
        "rule": GateRule(held.gate_rule).label, "limit": policies.most_warn_days(timezone.localdate()) + 1,
    }  # fmt: skip
    return render(request, "city/profile.html", context)


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The picture in the letterhead, on its own, where even an SVG can do nothing."""
    held = queries.profile()
    if held is None or not held.logo:
        raise Http404
    response = HttpResponse(bytes(held.logo), content_type=KINDS[held.logo_kind])
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=60"
    return response


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def boundaries(request: HttpRequest) -> HttpResponse:
    """The map of the city, and the file that replaces it."""
    city, form = queries.city(), MapForm(request.POST or None, request.FILES or None)
    if city is None:
        raise Http404
    if form.is_valid():
        try:
            maps.take_map(form.cleaned_data["boundaries"], city=city.code, by=signed_in(request))
            messages.success(request, _("Peta kota tersimpan."))
            return redirect("city_map")
        except Refusal as refusal:
            form.add_error("boundaries", tell(refusal))
    held, run = projects.city_map(), intake.latest_run()
    districts = by_district(held, list(compliance.area_figures(run)) if run else [], city=city) if held else []
    context = {
        "form": form, "map": held, "districts": districts, "legend": legend(),
        "choropleth": choropleth(held, districts, label=_("Hari terlindungi menurut kecamatan")),
    }  # fmt: skip
    return render(request, "city/map.html", context)


@requires(Permission.MANAGE_CITY, of=OfficeKind.CITY)
@require_POST
def remove_boundaries(request: HttpRequest) -> HttpResponse:
    """Back to the map of tiles."""
    maps.remove_map(by=signed_in(request))
    messages.success(request, _("Peta dihapus; wilayah tampak sebagai kotak lagi."))
    return redirect("city_map")


def _initial(held: Any, parts: Any) -> dict[str, Any]:
    told = {name: getattr(held, name) for name in FIELDS} | {"name": held.office.name}
    return told | {part.value: office for part, office in parts.items()}


def _changed(request: HttpRequest, form: CityForm) -> bool:
    """Whether the profile is now as told; the refusal stands in the form."""
    try:
        changed = actions.change_city(form.told(), by=signed_in(request))
    except Refusal as refusal:
        form.add_error(None, tell(refusal))
        return False
    messages.success(request, _("Profil kota tersimpan.") if changed else _("Tidak ada yang berubah."))
    return True
