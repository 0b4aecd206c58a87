"""What do the list of packages and the page of one package show, whoever looks at them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import facts as compliance
from payung.compliance import policies
from payung.compliance import queries as letters
from payung.coverage import queries as coverage
from payung.intake import queries as intake
from payung.matching import queries as matching
from payung.portal.access import signed_in
from payung.portal.components.asked import as_day, choices, page_of, read_packages, without_page
from payung.projects import queries as projects
from payung.projects.terms import TONE, Standing
from payung.reconcile.report.html import shared_axis
from payung.reconcile.report.line import Line
from payung.reconcile.report.wording import KIND, STAGE, number
from payung.reconcile.report.wording import day as day_said
from payung.rules.periods import working_days_between

DAYS = {"contract_on": pl.Date, "starts_on": pl.Date, "ends_on": pl.Date, "handed_over_on": pl.Date}
ORDER_WORDS = {
    "hari": _("hari tanpa perlindungan"),
    "nilai": _("nilai"),
    "mulai": _("mulai kerja"),
    "tenggat": _("batas daftar"),
    "nama": _("nama"),
}
WORKERS_SHOWN = 100
STILL_TO_REGISTER = (Standing.NOT_FOUND, Standing.PENDING, Standing.NOT_STARTED)
IN_A_LIST: dict[Standing, Any] = {
    Standing.NOT_FOUND: _("%(days)s hari, belum ditemukan"),
    Standing.PENDING: _("%(days)s hari, belum dibayar"),
    Standing.PARTLY: _("%(days)s hari tanpa"),
    Standing.PROTECTED: _("sejak hari pertama"),
    Standing.NOT_STARTED: _("belum mulai"),
    Standing.NO_START: _("mulainya belum diketahui"),
    Standing.NO_END: _("akhirnya belum diketahui"),
}
"""How a package stands, short enough for a chip beside its line."""
WITHOUT_DAYS: dict[str, Any] = {
    Standing.NOT_FOUND: _("belum ditemukan, akhir kerja belum diketahui"),
    Standing.PENDING: _("belum dibayar, akhir kerja belum diketahui"),
}
"""The same where the end of the work is unknown: no number stands for days that nobody can count."""


@dataclass(frozen=True)
class Listed:
    """A package in a list: its facts, its line, how it stands in words with their colour, and the days left.

    ``left``: how many working days there are to register it, or how many too late it is; empty where that is settled.
    """

    facts: Any
    line: Line
    standing: str
    tone: str
    left: str
    is_urgent: bool


@dataclass(frozen=True)
class Places:
    """The names of the addresses of an audience: its list, its page of a package, and its way out as a file."""

    listing: str
    detail: str
    export: str | None = None


def list_page(request: HttpRequest, *, places: Places, title: str) -> HttpResponse:
    """The packages this person may see and asked for; only the rows where htmx asks."""
    user, asked = signed_in(request), read_packages(request.GET)
    run = intake.latest_run(asked.day)
    as_of = run.as_of if run else date.today()  # noqa: DTZ011 -- no run, no line to draw
    known = projects.known(by=user, day=asked.day)
    page = page_of(projects.wanted(known, asked), request.GET, read=known, is_search=bool(asked.words))
    listed, axis_line = listing(list(page.object_list), as_of=as_of, day=asked.day)
    context = {
        "title": title, "places": places, "page": page, "listed": listed, "axis_line": axis_line, "asked": asked,
        "run": run, "question": without_page(request.GET), "may_export": user.may(Permission.EXPORT_LISTS),
        "standings": choices([("", _("semua keadaan")), *Standing.choices], asked.standing),
        "stages": choices([("", _("semua tahap")), *STAGE.items()], asked.stage),
        "kinds": choices([("", _("semua jenis")), *KIND.items()], asked.kind),
        "orders": choices(list(ORDER_WORDS.items()), asked.order),
        "agencies": choices([("", _("semua perangkat daerah")), *_agencies(user)], asked.agency),
        "saved": projects.saved_views(by=user),
    }  # fmt: skip
    rows_only = getattr(request, "htmx", False) and request.htmx.target == "daftar"  # type: ignore[attr-defined]
    return render(request, "packages/_rows.html" if rows_only else "packages/list.html", context)


def listing(rows: Iterable[Any], *, as_of: date, day: date | None = None) -> tuple[list[Listed], Line | None]:
    """The rows with their lines on one shared axis; and a line on that axis, for the months above the list."""
    facts = list(rows)
    days = pl.DataFrame([[getattr(one, name) for name in DAYS] for one in facts], schema=DAYS, orient="row")
    axis = shared_axis(days, as_of=as_of)
    lines = compliance.lines_of(facts, axis=axis, as_of=as_of, held=intake.held_on(day))
    warn = accounts.warn_days() if facts else 0
    listed = [
        Listed(one, lines[one.package_id], _in_a_list(one), TONE[Standing(one.standing)], *_left(one, as_of, warn=warn))
        for one in facts
    ]
    return listed, Line("skala", axis, as_of) if listed else None


def _left(facts: Any, as_of: date, *, warn: int) -> tuple[str, bool]:
    """The working days left to register, while that is still to be done; urgent within the days the city set."""
    if facts.register_by is None or facts.standing not in STILL_TO_REGISTER:
        return "", False
    days = working_days_between(as_of, facts.register_by)
    if days < 0:
        return ngettext("batas daftar lewat %(n)s hari kerja", "batas daftar lewat %(n)s hari kerja", -days) % {
            "n": number(-days)
        }, False
    left = ngettext("%(n)s hari kerja lagi untuk mendaftar", "%(n)s hari kerja lagi untuk mendaftar", days)
    return left % {"n": number(days)}, days <= warn


def _in_a_list(facts: Any) -> str:
    if facts.worked_days is None and facts.standing in WITHOUT_DAYS:
        return str(WITHOUT_DAYS[facts.standing])
    return str(IN_A_LIST[Standing(facts.standing)]) % {"days": number(facts.uncovered_days)}


def detail_page(request: HttpRequest, package_id: str, *, places: Places) -> HttpResponse:
    """One package: its line, facts, contribution, evidence, findings, workers and history; as known on a day."""
    user, day = signed_in(request), as_day(request.GET.get("per"))
    facts = projects.facts_of(package_id, by=user, day=day)
    if facts is None:
        return _not_yet_known(request, package_id, day=day, places=places)
    run = intake.latest_run(day) or facts.known_from
    held = intake.held_on(day)
    context = {
        "places": places, "facts": facts, "day": day, "run": run,
        "dossier": compliance.dossier_of(facts, as_of=run.as_of, manifest=run.manifest, held=held),
        "heads": coverage.heads_of(facts.package, held=held),
        "expected": coverage.expected_of(facts.package, held=held),
        "workers": _workers(user, facts.package, held),
        "history": list(projects.history_of(facts.package)[:20]),
        "judgements": list(matching.said_of(package_id)[:10]),
        "has_no_end": facts.starts_on is not None and facts.starts_on <= run.as_of and facts.ends_on is None,
        "tone": TONE[Standing(facts.standing)], **_statements(user, facts, day=day),
    }  # fmt: skip
    return render(request, "packages/detail.html", context)


def _not_yet_known(request: HttpRequest, package_id: str, *, day: date | None, places: Places) -> HttpResponse:
    """On to what is known now, with a sentence, where only the day asked for knew nothing; else no such page."""
    if day is None or projects.facts_of(package_id, by=signed_in(request)) is None:
        raise Http404
    said = _("Pada %(day)s paket ini belum diketahui; yang tampak di bawah adalah keadaannya sekarang.")
    messages.info(request, said % {"day": day_said(day)})
    return redirect(places.detail, package_id)


def _statements(user: Any, facts: Any, *, day: date | None) -> dict[str, Any]:
    """The statements of full payment that this person may read; for the branch, why none may be drafted now."""
    found = letters.statements_of(facts.package, by=user) if day is None else []
    may_state = user.office_kind == OfficeKind.BRANCH and user.may(Permission.WRITE_LETTERS) and day is None
    objection = policies.objection_to_stating_paid(facts, by=user) if may_state and not found else None
    return {"statements": found, "may_state": may_state and not found, "no_statement": objection}


def _workers(user: Any, package: Any, held: Any) -> Any:
    """The first of the people on the roster, for those who may see names; None for others."""
    return coverage.workers_of(package, held=held, limit=WORKERS_SHOWN) if user.may(Permission.VIEW_WORKERS) else None


def _agencies(user: Any) -> list[tuple[str, object]]:
    return [(str(office.pk), office.name) for office in projects.agencies(by=user)]
