"""How does a list leave the house as a file?"""

import io

import polars as pl
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from payung.portal.access import signed_in
from payung.portal.components.asked import read_packages
from payung.portal.language import tell
from payung.projects import actions, queries
from payung.refusal import Refusal

KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def send_packages(request: HttpRequest, *, back: str) -> HttpResponse:
    """The packages of the question in ``tanya``, all pages of them; back with the objection where there is one."""
    user, asked = signed_in(request), read_packages(QueryDict(request.POST.get("tanya", "")))
    facts = queries.wanted(queries.known(by=user, day=asked.day), asked)
    try:
        table = actions.export_packages(facts, purpose=request.POST.get("keperluan", ""), by=user)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect(back)
    return sent(table, name="paket", kind="xlsx" if request.POST.get("bentuk") == "xlsx" else "csv")


def sent(table: pl.DataFrame, *, name: str, kind: str) -> HttpResponse:
    """A table as a download."""
    response = HttpResponse(_bytes(table, kind), content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "no-store"
    return response


def _bytes(table: pl.DataFrame, kind: str) -> bytes:
    """The file. A cell that a spreadsheet would take for a formula is given a quote before it."""
    texts = [name for name, dtype in table.schema.items() if dtype == pl.String]
    safe = table.with_columns(pl.col(name).str.replace(r"^([=+\-@\t\r])", "'$1") for name in texts)
    stream = io.BytesIO()
    if kind == "xlsx":
        safe.write_excel(stream, worksheet="Paket", autofit=True, freeze_panes=(1, 0))
    else:
        safe.write_csv(stream, include_bom=True)
    return stream.getvalue()
