"""What came in, what was it taken for, and how far is its check?"""

from pathlib import Path
from typing import Any

import polars as pl
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.intake import actions, queries
from payung.intake.actions.checks import INPUTS, RESULT
from payung.intake.terms import CheckState
from payung.jobs.checks import run_check
from payung.portal.access import requires, signed_in
from payung.portal.city.forms import ImportForm
from payung.portal.language import tell
from payung.reconcile.sources.preview import Preview, preview
from payung.refusal import Refusal

GOING_ON = (CheckState.WAITING, CheckState.RUNNING)
FILES = {"laporan.html": "text/html", "laporan.xlsx": "application/vnd.ms-excel", "rejected.csv": "text/csv"}


@requires(Permission.IMPORT_FILES, of=OfficeKind.CITY)
def imports(request: HttpRequest) -> HttpResponse:
    """The checks and runs so far, and the form for new files."""
    form = ImportForm(request.POST or None, request.FILES or None, initial={"as_of": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        city = accounts.city()
        try:
            check = actions.ask_check(
                form.cleaned_data["uploads"], as_of=form.cleaned_data["as_of"], area=city.code if city else "",
                by=signed_in(request),
            )  # fmt: skip
            return redirect("city_import", pk=check.pk)
        except Refusal as refusal:
            messages.error(request, tell(refusal))
    context = {"form": form, "checks": queries.checks(by=signed_in(request))[:20], "runs": list(queries.runs()[:20])}
    return render(request, "city/imports.html", context)


@requires(Permission.IMPORT_FILES, of=OfficeKind.CITY)
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """One check: what was recognised before it starts, how far it is, what came of it."""
    check = _check_or_404(request, pk)
    context = {"check": check, "goes_on": check.state in GOING_ON, "run": check.runs.first()}
    if getattr(request, "htmx", False):
        return render(request, "city/_progress.html", context)
    if check.state == CheckState.FILES:
        context |= _recognised(actions.place_of(check) / INPUTS)
    if check.state == CheckState.LOADED:
        context |= {"rejected": _rejected(actions.place_of(check) / RESULT), "files": list(FILES)}
    return render(request, "city/import.html", context)


@require_POST
@requires(Permission.IMPORT_FILES, of=OfficeKind.CITY)
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the check in the queue of the worker."""
    check = _check_or_404(request, pk)
    try:
        actions.start_check(check, by=signed_in(request))
        run_check.enqueue(check.pk)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("city_import", pk=pk)


@require_POST
@requires(Permission.IMPORT_FILES, of=OfficeKind.CITY)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the check to stop."""
    try:
        actions.cancel_check(_check_or_404(request, pk), by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("city_import", pk=pk)


@requires(Permission.IMPORT_FILES, of=OfficeKind.CITY)
def result_file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """A report of the check, or its refused rows."""
    path = actions.place_of(_check_or_404(request, pk)) / RESULT / name
    if name not in FILES or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=FILES[name])


def _check_or_404(request: HttpRequest, pk: int) -> Any:
    check = queries.check_of(pk, by=signed_in(request))
    if check is None:
        raise Http404
    return check


def _recognised(folder: Path) -> dict[str, Preview | str]:
    """What the files were taken for, or the sentence that says why none can be used."""
    try:
        return {"preview": preview(folder)}
    except Refusal as refusal:
        return {"objection": tell(refusal)}


def _rejected(folder: Path) -> list[tuple[str, int]]:
    """Reason → how many rows were refused for it."""
    path = folder / "rejected.csv"
    if not path.is_file():
        return []
    rows = pl.read_csv(path, columns=["reason"], schema_overrides={"reason": pl.String})
    return list(rows.group_by("reason").len().sort("len", "reason", descending=[True, False]).iter_rows())
