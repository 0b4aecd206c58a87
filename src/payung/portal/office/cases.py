"""What may a person do in a case: draft a letter, read an answer, note a step, tell the start, ask to drop, decide?"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.terms import Permission
from payung.compliance import actions, queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import as_day
from payung.portal.components.cases import PLACES, Typed, case_or_404, case_page
from payung.portal.components.promising import file_of
from payung.portal.language import tell
from payung.refusal import Refusal
from payung.rules import remedy


@require_POST
@requires(Permission.HANDLE_CASES, Permission.WRITE_LETTERS)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act in a case; back to the case, or on to the draft it made. Refused: the case again, with what was typed."""
    user = signed_in(request)
    case, deed = case_or_404(pk, by=user), request.POST.get("tindakan", "")
    if deed not in ACTS:
        raise Http404
    try:
        drafted = ACTS[deed](case, request.POST, user)
    except Refusal as refusal:
        return case_page(request, pk, typed=_typed(deed, request.POST, said=tell(refusal)))
    messages.success(request, _("Tercatat.") if drafted is None else _("Draf dibuat; periksa, lalu terbitkan."))
    return redirect("letter", drafted.pk) if drafted else redirect(PLACES[user.office_kind].detail, pk)


@require_POST
@requires(Permission.HANDLE_CASES)
def second(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person grants or refuses."""
    user, look = signed_in(request), queries.second_look(pk, by=signed_in(request))
    if look is None or look.case is None or request.POST.get("putusan") not in ("setuju", "tolak"):
        raise Http404
    try:
        actions.decide(look, is_granted=request.POST["putusan"] == "setuju", by=user)
        messages.success(request, _("Putusan tercatat."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect(PLACES[user.office_kind].detail, look.case.pk)


@requires(Permission.VIEW_CITY, Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def answer_file(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that came with an answer, to whoever may see its case: kept, never shown by a browser."""
    held = queries.answer_file(pk, by=signed_in(request))
    if held is None:
        raise Http404
    return file_of(bytes(held.content), kind=held.kind, name=f"lampiran-{held.pk}")


def _typed(deed: str, told: QueryDict, *, said: str) -> Typed:
    return Typed(
        deed, told.get("langkah", "")[:60], told.get("catatan", "")[:2000], told.get("tanggal", "")[:20].strip(), said
    )  # fmt: skip


def _draft(case: Any, told: QueryDict, by: Any) -> Any:
    return actions.draft_letter(case, told.get("langkah", ""), by=by)


def _take(case: Any, told: QueryDict, by: Any) -> None:
    note, on = told.get("catatan", "")[:2000], _day(told, "tanggal")
    if told.get("langkah") == remedy.ACCEPTED:
        actions.ask_to_accept(case, seen=note, by=by)
        return
    actions.take_step(case, told.get("langkah", ""), by=by, note=note, on=on)


def _set_start(case: Any, told: QueryDict, by: Any) -> None:
    on = _day(told, "tanggal")
    if on is None:
        raise Refusal("Isi tanggal mulai kerja.")
    actions.set_start(case, on, by=by)


def _ask_to_drop(case: Any, told: QueryDict, by: Any) -> None:
    actions.ask_to_drop(case, reason=told.get("catatan", "")[:2000], by=by)


def _day(told: QueryDict, name: str) -> Any:
    """The day in a field; None where it is empty, a Refusal where it is no day."""
    text = told.get(name, "").strip()
    if text and as_day(text) is None:
        raise Refusal(
            "Tanggal “{given}” tidak terbaca; pilih tanggalnya, atau tulis sebagai tahun-bulan-tanggal.",
            given=text[:20],
        )
    return as_day(text)


ACTS: Mapping[str, Callable[[Any, QueryDict, Any], Any]] = {
    "surat": _draft, "langkah": _take, "mulai": _set_start, "hentikan": _ask_to_drop,
}  # fmt: skip
