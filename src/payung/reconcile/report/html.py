"""How does a run become one page that opens anywhere, without a network?"""

import re
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from payung.reconcile.report import drawing, leftovers, overview, palette, wording
from payung.reconcile.report.contribution import articles, articles_line
from payung.reconcile.report.dossier import Dossier, beneath, dossier
from payung.reconcile.report.line import Axis
from payung.reconcile.report.related import related_to, worst_first
from payung.reconcile.report.risk import Risk, risk
from payung.reconcile.report.view import RunTables
from payung.reconcile.report.workers import STATES as WORKER_STATES
from payung.reconcile.report.workers import workers

QUOTED = re.compile(r'="([\w.%#-]+)"(/?)')

LIST_LIMIT = 2_000
"""Packages on the page; a run with more shows the worst of them and says so."""

SCALE_BEFORE, SCALE_AFTER = timedelta(days=400), timedelta(days=200)
"""The shared scale of the list reaches at most this far from the as-of date; other lines get a scale of their own."""


def write_html(path: Path, *, run: RunTables) -> None:
    """Writes ``laporan.html``: one file that asks nothing of any server."""
    path.write_text(render(run), encoding="utf-8")


def render(run: RunTables) -> str:
    """The page of a run as text; the same run gives the same text."""
    packages = run.tables["packages"]
    listed = worst_first(packages, limit=LIST_LIMIT)
    axis = shared_axis(packages, as_of=run.as_of)
    found = risk(run.manifest, run.as_of)
    page = environment().get_template("laporan.html.j2")
    return compact(
        page.render(
            run=run,
            summary=run.summary,
            axis=axis,
            dossiers=_dossiers(listed, run, axis, found),
            risk=found,
            listed=listed.height,
            agency_at={name: at for at, name in enumerate(packages["agency"].unique().sort())},
            law=articles(run.as_of),
            law_style=law_style(run.as_of),
            law_on=date.fromisoformat(str(run.manifest["law_date"])),
            people=workers(run),
            worker_states=WORKER_STATES,
            **_overview(run),
            **_leftovers(run),
        )
    )


def law_style(as_of: date) -> Markup:
    """The articles of the contribution as a rule of style, shown under every package and written once.

    Repeated in every package the same line would be a thirtieth of the page; the section on the method says it too.
    """
    text = articles_line(as_of).replace("\\", "").replace('"', "'").replace("<", "‹")
    return Markup(f'.law::after{{content:" {text}."}}')


def compact(page: str) -> str:
    """Takes the quotes off attribute values that need none: a tenth of the page.

    Safe because no text of the data reaches the page with a quote in it (autoescape).
    """
    head, body = page.split("<body>")
    body, script = body.rsplit("<script>", 1)
    return f"{head}<body>{QUOTED.sub(_unquoted, body)}<script>{script}"


def _unquoted(attribute: re.Match[str]) -> str:
    return f"={attribute[1]} {attribute[2]}" if attribute[2] else f"={attribute[1]}"


def shared_axis(packages: pl.DataFrame, *, as_of: date) -> Axis:
    """Whole months that hold the work of the list, at most from 400 days before to 200 days after the as-of date."""
    earliest, latest = as_of - SCALE_BEFORE, as_of + SCALE_AFTER
    first = min(_days(packages, ("contract_on", "starts_on"), after=earliest), default=as_of)
    last = max(_days(packages, ("ends_on", "handed_over_on"), after=as_of), default=as_of)
    return Axis(min(first, as_of).replace(day=1), _month_end(min(last, latest)))


@cache
def environment() -> Environment:
    """Jinja with autoescape always on, and the words and drawings the templates may use."""
    made = Environment(
        loader=PackageLoader("payung.reconcile.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {name: getattr(wording, name) for name in ("number", "rupiah", "day", "day_short", "probability")}
    made.globals |= {"small_beside": drawing.small_beside, "captioned": drawing.captioned, "beneath": beneath}
    made.globals |= {"definitions": drawing.definitions, "month_scale": drawing.month_scale, "words": wording}
    made.globals |= {"style": _style(), "script": Markup(_text("laporan.js"))}
    return made


def _dossiers(listed: pl.DataFrame, run: RunTables, axis: Axis, found: Risk | None) -> list[Dossier]:
    related = related_to(listed, run)
    return [
        dossier(row, key=f"p{at}", related=related, axis=axis, as_of=run.as_of, found=found)
        for at, row in enumerate(listed.iter_rows(named=True))
    ]


def _overview(run: RunTables) -> dict[str, Any]:
    return {
        "headline": overview.headline(run.summary),
        "figures": overview.figures(run),
        "day_shares": overview.day_shares(run),
        "kinds": overview.finding_kinds(run),
        "grounds": overview.grounds(run.tables["findings"]),
        "agencies": overview.agencies(run.tables["packages"]),
        "confidence": overview.confidence_sentence(run.summary),
    }


def _leftovers(run: RunTables) -> dict[str, Any]:
    return {
        "candidates": leftovers.candidates(run),
        "unmatched": leftovers.unmatched_registrations(run),
        "payments": leftovers.unmatched_payments(run),
        "rejected": leftovers.rejected(run),
    }


def _style() -> Markup:
    return Markup(palette.stylesheet() + _text("laporan.css"))


def _text(name: str) -> str:
    return (files("payung.reconcile.report") / "templates" / name).read_text("utf-8")


def _days(packages: pl.DataFrame, columns: tuple[str, str], *, after: date) -> list[date]:
    """The days of these columns that are not before ``after``."""
    days = pl.concat([packages[column].drop_nulls().rename("on") for column in columns])
    return days.filter(days >= after).unique().to_list()


def _month_end(on: date) -> date:
    following = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return following - timedelta(days=1)
