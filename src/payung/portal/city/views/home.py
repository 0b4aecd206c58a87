"""Which share of days worked is protected, is it getting better, who holds it back, and what is to be done today?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.queries import promises
from payung.compliance import queries as compliance
from payung.intake import queries as intake
from payung.matching import queries as matching
from payung.portal.access import requires, signed_in
from payung.portal.components import charts, maps
from payung.portal.components.cases import waiting_of
from payung.portal.components.packages import listing
from payung.projects import queries as projects
from payung.projects.queries import Wanted
from payung.reconcile.report.wording import FINDING, number, said, share

MONTHS_SHOWN = 12
WORST_SHOWN, DUE_SHOWN, AGENCIES_SHOWN = 8, 6, 8


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def home(request: HttpRequest) -> HttpResponse:
    """The first page of the city."""
    user, run = signed_in(request), intake.latest_run()
    if run is None:
        return render(request, "city/empty.html", {"may_import": user.may(Permission.IMPORT_FILES)})
    figures, offices = compliance.city_figures(run), agency_numbers(user)
    worst = projects.wanted(projects.known(by=user), Wanted(is_open=True))[:WORST_SHOWN]
    listed, axis_line = listing(worst, as_of=run.as_of)
    days, ranked = list(compliance.days(run)), list(compliance.agency_figures(run)[:AGENCIES_SHOWN])
    context = {
        "run": run, "figures": figures, "before": compliance.city_figures(intake.run_before(run)),
        "protected_share": protected_share(figures), "protected_days": protected_days(figures),
        "unpaid": unpaid(figures),
        "trend": charts.trend(months(days), label=_("Hari terlindungi per bulan")),
        "months": months(days),
        "agencies": ranked,
        "ranking": charts.ranking([bar(f, offices) for f in ranked]),
        "listed": listed, "axis_line": axis_line, "changes": projects.changes(run),
        "waiting": matching.waiting(by=user).count(), **waiting_of(user, on=timezone.localdate()),
        "late_promises": promises.overdue(by=user, on=timezone.localdate()),
        "due": list(compliance.due_by(run.as_of, by=user, limit=DUE_SHOWN)),
        "kinds": [(k, said(FINDING, k.kind)) for k in compliance.kinds(by=user)],
        "stacked": charts.stacked(all_days(days)),
    }  # fmt: skip
    return render(request, "city/home.html", context)


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
def agencies(request: HttpRequest) -> HttpResponse:
    """Every agency beside the others, and the areas that the packages name."""
    run = intake.latest_run()
    figures = list(compliance.agency_figures(run)) if run else []
    areas = list(compliance.area_figures(run)) if run else []
    offices = agency_numbers(signed_in(request))
    boundaries = projects.city_map()
    districts = maps.by_district(boundaries, areas, city=accounts.city()) if boundaries else []
    context = {
        "run": run,
        "rows": [(f, protected_share(f), unpaid(f), offices.get(f.name)) for f in figures],
        "ranking": charts.ranking([bar(f, offices) for f in figures]),
        "tiles": charts.tiles([charts.Area(a.name, protected_share(a)) for a in areas]),
        "areas": [(a, protected_share(a)) for a in areas],
        "choropleth": maps.choropleth(boundaries, districts, label=_("Hari terlindungi menurut kecamatan")),
        "legend": maps.legend(),
        "districts": districts,
    }
    return render(request, "city/agencies.html", context)


def all_days(days: Iterable[Any]) -> charts.Days:
    """All days worked, by their protection."""
    listed = list(days)
    worked, protected, pending = (
        sum(getattr(day, name) for day in listed) for name in ("worked", "protected", "pending")
    )
    return charts.Days(protected, pending, worked - protected - pending)


def protected_days(figures: Any) -> int:
    """The days worked that were protected."""
    return figures.worked_days - figures.uncovered_days if figures else 0


def protected_share(figures: Any) -> int:
    """Percent of the days worked that were protected, rounded down."""
    return share(protected_days(figures), figures.worked_days) if figures else 0


def unpaid(figures: Any) -> int:
    """Contribution due and not paid, in rupiah."""
    return max(figures.contribution_due - figures.contribution_paid, 0) if figures else 0


def agency_numbers(user: Any) -> dict[str, int]:
    """Name of each agency → by which number its packages are asked for."""
    return {office.name: office.pk for office in projects.agencies(by=user)}


def bar(figures: Any, offices: Mapping[str, int]) -> charts.Bar:
    """An agency in the ranking, leading to its packages."""
    said_of = {"days": number(figures.uncovered_days), "packages": number(figures.packages)}
    note = _("%(days)s hari tanpa, %(packages)s paket") % said_of
    number_of = offices.get(figures.name)
    address = f"{reverse('city_packages')}?opd={number_of}" if number_of else ""
    return charts.Bar(figures.name, protected_share(figures), note, address)


def months(days: Iterable[Any]) -> list[charts.Point]:
    """The share of protected days of each of the last months."""
    worked: dict[date, int] = defaultdict(int)
    protected: dict[date, int] = defaultdict(int)
    for day in days:
        month = day.on_date.replace(day=1)
        worked[month] += day.worked
        protected[month] += day.protected
    listed = [
        charts.Point(month, share(protected[month], worked[month]) if worked[month] else None) for month in worked
    ]
    return listed[-MONTHS_SHOWN:]
