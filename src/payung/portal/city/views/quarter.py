"""What does the mayor read of a quarter, which list stands behind each figure, and how does it leave the house?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.facts.promised import promised_table
from payung.briefings.queries import promises
from payung.compliance import queries
from payung.compliance.actions.reports import take_report
from payung.compliance.facts.quarter import (
    Compared,
    choices_of_quarters,
    headline,
    masked,
    named,
    quarter,
    usual_quarter,
)
from payung.compliance.queries import quarters
from payung.compliance.terms import Figure, Period
from payung.intake import queries as intake
from payung.portal.access import requires, signed_in
from payung.portal.components import charts
from payung.portal.components.asked import as_number, choices
from payung.portal.components.exports import KINDS
from payung.portal.language import tell
from payung.projects import queries as projects
from payung.reconcile.report.wording import number, span
from payung.refusal import Refusal

PER_PAGE = 50
TYPES = {"pdf": "application/pdf", "xlsx": KINDS["xlsx"]}


@dataclass(frozen=True)
class Row:
    """A row of a list behind a figure."""

    name: str
    package: str | None
    on: date | None
    told: str
    days: int | None
    case: int | None
    letter: int | None
    reference: str


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The quarter on one page."""
    user, (period, listed) = signed_in(request), _asked(request)
    told = quarter(period, by=user) if period else None
    if period is None or told is None:
        return render(request, "city/empty.html", {"may_import": user.may(Permission.IMPORT_FILES)})
    shown = listed if period in listed else [period, *listed]
    context = {
        "q": told, "headline": headline(told), "title": named(period), "span": span(period.first, told.known_to),
        "quarters": choices([(str(one), named(one)) for one in shown], period),
        "chart": charts.ranking([_bar(one) for one in told.compared]),
        "compared": [(named(one.period), one) for one in told.compared],
        "letters": [(step, quarters.label_of(step, on=period.last), n) for step, n in told.letters],
        "promised": promises.figures_of(period, by=user, on=timezone.localdate()),
        "worked": charts.stacked(charts.Days(told.days.protected, told.days.pending, told.days.unprotected)),
    }  # fmt: skip
    return render(request, "city/quarter.html", context)


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def behind(request: HttpRequest) -> HttpResponse:
    """The packages, steps or letters that a figure counts."""
    user, asked = signed_in(request), request.GET
    name = asked.get("angka", Figure.UNPROTECTED)
    period, _listed = _asked(request)
    if name not in Figure.values or period is None:
        raise Http404
    figure, kind, agency = Figure(name), asked.get("jenis", "")[:60], as_number(asked.get("opd"))
    found = quarters.behind(figure, period, by=user, agency=agency, kind=kind)
    page = Paginator(found, PER_PAGE).get_page(asked.get("page"))
    context = {
        "figure": figure, "period": period, "title": named(period), "page": page, "rows": _rows(page.object_list),
        "agency": _agency(agency, by=user) if figure in quarters.OF_AGENCY else "",
        "kind": _kind(kind, on=period.last),
    }  # fmt: skip
    return render(request, "city/quarter_list.html", context)


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
@never_cache
def pages(request: HttpRequest) -> HttpResponse:
    """The report as PDF/A."""
    return _file(request, "pdf")


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
@never_cache
def sheets(request: HttpRequest) -> HttpResponse:
    """The report as a workbook."""
    return _file(request, "xlsx")


def _file(request: HttpRequest, form: str) -> HttpResponse:
    user, (period, _listed) = signed_in(request), _asked(request)
    if period is None:
        raise Http404
    try:
        more = (promised_table(period, by=user, on=timezone.localdate()),)
        site = request.build_absolute_uri("/").rstrip("/")
        made = take_report(period, form=form, by=user, more=more, site=site)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect(f"{reverse('city_quarter')}?triwulan={period}")
    response = HttpResponse(made, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="laporan-triwulan-{period}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request: HttpRequest) -> tuple[Period | None, list[Period]]:
    """The quarter in the address, else the last that ended, None without a run; and all there is a report of."""
    run = intake.latest_run()
    listed = choices_of_quarters(run, by=signed_in(request))
    if run is None:
        return None, listed
    return Period.read(request.GET.get("triwulan", "")) or usual_quarter(listed, as_of=run.as_of), listed


def _bar(one: Compared) -> charts.Bar:
    said = {"days": number(one.days.protected), "all": number(one.days.worked)}
    note = _("%(days)s dari %(all)s hari") % said if one.days.worked else _("tanpa hari pekerjaan")
    return charts.Bar(named(one.period), one.days.percent, note, f"{reverse('city_quarter')}?triwulan={one.period}")


def _rows(found: Any) -> list[Row]:
    told = list(found)
    names = queries.package_names(row["package"] for row in told if row["package"])
    return [_row(row, names.get(row["package"])) for row in told]


def _row(row: dict[str, Any], name: str | None) -> Row:
    return Row(
        name=name or row.get("name") or row["key"] or "–",
        package=row["key"],
        on=row.get("on"),
        told=_words(row),
        days=quarters.days_in(row),
        case=row.get("case"),
        letter=row.get("letter"),
        reference=row.get("reference", ""),
    )


def _words(row: dict[str, Any]) -> str:
    """The step in words; of an override its reason."""
    if "reason" in row:
        return masked(row["reason"])
    step, on = row.get("told", ""), row.get("on")
    return quarters.label_of(step, on=on) if step and on else ""


def _kind(asked: str, *, on: date) -> str:
    try:
        return quarters.label_of(asked, on=on) if asked else ""
    except Refusal:
        return ""


def _agency(key: int | None, *, by: Any) -> str:
    if key is None:
        return ""
    office = projects.agencies(by=by).filter(pk=key).first()
    return office.name if office else _("perangkat daerah belum diketahui")
