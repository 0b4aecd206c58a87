"""What was changed at one stroke, by whom, and what would taking it back do to the figures?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import queries as compliance
from payung.compliance.actions import undo_run
from payung.compliance.terms import FindingVerdict
from payung.intake import actions, policies, queries
from payung.intake.terms import BatchKind
from payung.matching import queries as matching
from payung.matching.terms import Verdict
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of, without_page
from payung.portal.language import tell
from payung.projects import queries as projects
from payung.reconcile.report.wording import number, rupiah
from payung.refusal import Refusal

TOUCHED_SHOWN = 20


@dataclass(frozen=True)
class Effect:
    """A figure as it is and as it would be, in words, and the difference."""

    label: str | Promise
    now: str
    then: str
    difference: str


Said = Callable[[int | None], str]
CITY_FIGURES: tuple[tuple[str, str | Promise, Said], ...] = (
    ("packages", gettext_lazy("Paket"), number),
    ("started", gettext_lazy("Paket yang sudah mulai"), number),
    ("protected_before_start", gettext_lazy("Terlindungi sebelum mulai kerja"), number),
    ("not_found", gettext_lazy("Belum ditemukan pendaftarannya"), number),
    ("worked_days", gettext_lazy("Hari pekerjaan"), number),
    ("uncovered_days", gettext_lazy("Hari tanpa perlindungan"), number),
    ("exposed_heads", gettext_lazy("Orang di lokasi tanpa perlindungan"), number),
    ("contribution_due", gettext_lazy("Iuran terutang"), rupiah),
    ("contribution_paid", gettext_lazy("Iuran dibayar"), rupiah),
)
STANDING: tuple[tuple[str, str | Promise], ...] = (
    ("decided", gettext_lazy("Putusan yang ikut pemeriksaan berikutnya")),
    ("waiting", gettext_lazy("Pasangan paket dan pendaftaran yang menunggu")),
    ("workers_waiting", gettext_lazy("Pasangan pekerja yang menunggu")),
)


@requires(Permission.UNDO, of=OfficeKind.CITY)
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Every bulk change, the latest first: when, who, what it did, and whether it still holds."""
    page = page_of(queries.batches(by=signed_in(request)), request.GET)
    held = [batch.pk for batch in page.object_list]
    said = matching.said_in(held) | compliance.said_in(held)
    rows = [(batch, _did(batch, said.get(batch.pk, {}))) for batch in page.object_list]
    return render(request, "city/changes.html", {"page": page, "rows": rows, "question": without_page(request.GET)})


@requires(Permission.UNDO, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One round of judgements, what taking it back would do, and doing it; a run has a page of its own."""
    user, batch = signed_in(request), queries.batch(pk, by=signed_in(request))
    if batch is None:
        raise Http404
    if batch.kind == BatchKind.RUN:
        return redirect("city_undo", pk=batch.run.pk)
    if request.method == "POST":
        return _undone(request, lambda: actions.undo_batch(batch, by=user), said=_("Seluruh putaran ditarik."))
    of_pairs = batch.kind == BatchKind.JUDGEMENTS
    said = matching.said_in([pk]) if of_pairs else compliance.said_in([pk])
    context = {
        "batch": batch, "did": _did(batch, said.get(pk, {})), "of_pairs": of_pairs,
        "effects": [] if batch.undone_at else _effects_of_round(batch, by=user),
        "touched": list(matching.packages_in(batch)[:TOUCHED_SHOWN]),
        "objection": policies.objection_to_taking_back(batch, by=user),
    }  # fmt: skip
    return render(request, "city/change.html", context)


@requires(Permission.UNDO, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking a run back would do to the figures; and doing it."""
    user, run = signed_in(request), queries.run(pk)
    if run is None:
        raise Http404
    if request.method == "POST":
        said = _("Pemeriksaan ditarik; angka kembali seperti sebelumnya.")
        return _undone(request, lambda: undo_run(run, by=user), said=said)
    now, then = compliance.effect_of_undoing(run, by=user)
    context = {
        "run": run, "before": queries.run_before(run), "changes": projects.changes(run),
        "effects": [_effect(words, getattr(now, name, 0), getattr(then, name, 0), said=say)
                    for name, words, say in CITY_FIGURES],
        "objection": policies.objection_to_undoing(run, by=user),
    }  # fmt: skip
    return render(request, "city/undo.html", context)


def _undone(request: HttpRequest, act: Callable[[], None], *, said: str) -> HttpResponse:
    try:
        act()
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("city_changes")


def _did(batch: Any, said: dict[str, int]) -> str:
    """What a change did, in a few words."""
    if batch.kind == BatchKind.RUN:
        told = {"packages": number(batch.run.summary["packages"]), "days": number(batch.run.summary["uncovered_days"])}
        return _("%(packages)s paket, %(days)s hari tanpa perlindungan") % told
    words = Verdict if batch.kind == BatchKind.JUDGEMENTS else FindingVerdict
    return ", ".join(f"{number(said[each.value])} {each.label.lower()}" for each in words if each.value in said)


def _effects_of_round(batch: Any, *, by: Any) -> list[Effect]:
    if batch.kind == BatchKind.JUDGEMENTS:
        before, after = matching.standing(by=by), matching.standing(by=by, without=batch)
        return [_effect(words, getattr(before, name), getattr(after, name)) for name, words in STANDING]
    now, then = compliance.standing(by=by), compliance.standing(by=by, without=batch)
    listed = [("", _("Belum dinilai")), *FindingVerdict.choices]
    return [_effect(str(words), now.get(verdict, 0), then.get(verdict, 0)) for verdict, words in listed]


def _effect(label: str | Promise, now: int, then: int, *, said: Said = number) -> Effect:
    difference = then - now
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return Effect(label, said(now), said(then), f"{sign}{said(abs(difference))}" if difference else "–")
