"""Did an event help: what is read out, from which firms, how sure is it, and what does it not say?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.briefings import facts, queries
from payung.impact import wording
from payung.impact.effect import LEAST_FIRMS, Doubt, Effect, Verdict
from payung.impact.firms import LEAST_DAYS
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import PER_PAGE as FIRMS_PER_PAGE
from payung.portal.components.asked import page_of, without_page
from payung.portal.components.effects import interval, slopes
from payung.portal.office.events import event_or_404

TONE = {Verdict.HIGHER: "green", Verdict.LOWER: "red", Verdict.NOT_SEEN: "blue", Verdict.UNKNOWN: "grey"}
PACKAGES_OF = {OfficeKind.CITY: "city_packages", OfficeKind.BRANCH: "branch_packages"}
PER_PAGE = 10
"""Events on a page of results: each reads the days of its firms."""


@dataclass(frozen=True)
class Days:
    """Days of all firms of one side together, beside the mean of their shares."""

    worked_before: int
    protected_before: int
    worked_after: int
    protected_after: int


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """The effect of one event."""
    event, user = event_or_404(request, pk), signed_in(request)
    found = facts.effect_of(event)
    sides = [
        (is_came, side, days_of(firm.days for firm in found.firms if firm.days.came is is_came))
        for is_came, side in ((True, found.effect.came), (False, found.effect.others))
    ]
    page = Paginator(listed(found.firms, by=user), FIRMS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": event, "found": found, "said": said_of(found.effect), "sides": sides,
        "slopes": slopes(found.effect), "page": page, "firms": page.object_list, "is_paged": "page" in request.GET,
        "interval": interval(found.effect.estimate) if found.effect.estimate else "",
        "is_early": found.effect.doubt == Doubt.NOT_YET, "least_firms": LEAST_FIRMS, "least_days": LEAST_DAYS,
    }  # fmt: skip
    return render(request, "events/results.html", context)


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def all_results(request: HttpRequest) -> HttpResponse:
    """What is known of every event that was held, a line each."""
    held = queries.events_begun(by=signed_in(request), at=timezone.now())
    page = page_of(held, request.GET, per_page=PER_PAGE)
    found = facts.effects_of(list(page.object_list))
    rows = [(one, said_of(one.effect)) for one in found]
    return render(
        request, "events/all_results.html", {"page": page, "rows": rows, "question": without_page(request.GET)}
    )


def said_of(effect: Effect) -> dict[str, Any]:
    """The sentences of an effect, and the chip of its verdict."""
    found = effect.estimate
    return {
        "headline": wording.headline(effect), "because": wording.because(effect),
        "shares": wording.shares(found) if found else "", "compared": wording.compared_with(effect),
        "needed": wording.firms_needed(effect), "caution": wording.CAUTION,
        "word": wording.WORD[effect.verdict], "tone": TONE[effect.verdict],
        "more": wording.more_or_fewer(found.difference) if found else "",
        "low": wording.more_or_fewer(found.low) if found else "",
        "high": wording.more_or_fewer(found.high) if found else "",
    }  # fmt: skip


def days_of(firms: Iterable[Any]) -> Days:
    """The days of these firms together."""
    rows = [(f.worked_before, f.protected_before, f.worked_after, f.protected_after) for f in firms]
    return Days(*(sum(column) for column in zip(*rows, strict=True))) if rows else Days(0, 0, 0, 0)


def listed(firms: Iterable[Any], *, by: Any) -> list[tuple[Any, str]]:
    """The firms, those who came first, each with the address of its packages where this person may see them."""
    where = PACKAGES_OF.get(by.office_kind) if by.may(Permission.VIEW_PACKAGES) else None
    ordered = sorted(firms, key=lambda firm: (not firm.days.came, firm.name))
    return [(firm, f"{reverse(where)}?{urlencode({'q': firm.name})}" if where else "") for firm in ordered]
