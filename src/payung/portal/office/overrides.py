"""Which payments were asked to pass without their proof, and what did the second person say?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.terms import Permission
from payung.compliance import actions, policies, queries
from payung.compliance.facts.payments import package_content
from payung.compliance.queries.payments import answers_of
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of
from payung.portal.components.gate import package_shown
from payung.portal.language import tell
from payung.refusal import Refusal

DECISIONS = {"setuju": True, "tolak": False}


@require_safe
@requires(Permission.APPROVE_OVERRIDE, Permission.VIEW_CITY)
def overrides(request: HttpRequest) -> HttpResponse:
    """The exceptions that wait for a second person, and those decided before."""
    user = signed_in(request)
    found = queries.override_requests(by=user)
    waiting = list(found.filter(decided_by__isnull=True)[:200])
    page = page_of(found.filter(decided_by__isnull=False), request.GET)
    answers = answers_of((each.package_id for each in waiting), by=user)
    names = queries.package_names(each.package_id for each in [*waiting, *page.object_list])
    context = {
        "waiting": [
            (each, names.get(each.package_id), policies.objection_to_second_look(each, by=user),
             _answer(answers.get(each.package_id)))
            for each in waiting
        ],
        "decided": [(each, names.get(each.package_id)) for each in page.object_list], "page": page,
        "may_decide": user.may(Permission.APPROVE_OVERRIDE),
    }  # fmt: skip
    return render(request, "letters/overrides.html", context)


def _answer(one: queries.PackageAnswer | None) -> dict[str, Any] | None:
    """What the gate says of the package today, and the money that stands behind the question."""
    return {**package_shown(package_content(one)), "facts": one.facts} if one else None


@require_POST
@requires(Permission.APPROVE_OVERRIDE)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person lets one payment pass, or does not."""
    look, said = queries.override_request(pk, by=signed_in(request)), DECISIONS.get(request.POST.get("putusan", ""))
    if look is None or said is None:
        raise Http404
    try:
        actions.decide(look, is_granted=said, by=signed_in(request))
        messages.success(request, _("Putusan tercatat."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("overrides")
