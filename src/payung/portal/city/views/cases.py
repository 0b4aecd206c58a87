"""Which cases wait for the city, which may be opened or asked for clarification at once, and all of one executor?"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.briefings.queries import heard, promises, proofs
from payung.compliance import actions, policies, queries
from payung.compliance.terms import Waiting
from payung.portal.access import requires, signed_in
from payung.portal.components import promising
from payung.portal.components.asked import as_number, page_of, without_page
from payung.portal.components.cases import case_page, list_page, position_of, sent_of
from payung.portal.language import tell
from payung.reconcile.report.wording import FINDING, said
from payung.rules import remedy
from payung.rules.ladder import Issuer

AT_ONCE = 100


@dataclass(frozen=True)
class Candidate:
    """One of many to be done at once: its key, its words, and why it will be refused (None: it will be done)."""

    key: int
    name: str
    told: str
    objection: str | None


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The queue, and the cases."""
    return list_page(request, title=_("Penanganan"))


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One case."""
    return case_page(request, pk)


@requires(Permission.HANDLE_CASES, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """The findings called true: which become cases, which do not and why; and opening those chosen."""
    user = signed_in(request)
    found = queries.called(by=user).select_related("package").order_by("is_open", "deadline_on", "pk")
    if request.method == "POST":
        outcome = actions.open_cases(found.filter(pk__in=_chosen(request)), by=user)
        _report(request, outcome, done=_opened(outcome.done))
        return redirect("city_cases")
    one = as_number(request.GET.get("temuan"))
    page = page_of(found if one is None else found.filter(pk=one), request.GET, per_page=AT_ONCE)
    context = {
        "page": page, "title": _("Buka penanganan"), "action": _("Buka penanganan yang dipilih"),
        "lead": _("Temuan yang dinilai nyata. Satu paket satu penanganan; yang ditolak tidak menghalangi yang lain."),
        "empty": _("Tidak ada temuan yang dinilai nyata"),
        "hint": _("Nilai temuan di halaman Temuan; yang nyata muncul di sini."),
        **_sorted(_to_open(list(page.object_list), by=user)), "question": without_page(request.GET),
    }  # fmt: skip
    return render(request, "cases/bulk.html", context)


def _to_open(findings: list[Any], *, by: Any) -> list[Candidate]:
    names = _names(finding.package_id for finding in findings)
    seen: set[int] = set()
    listed = []
    for finding in findings:
        is_open = finding.is_open or finding.package_id in seen
        objection = policies.objection_to_opening(finding, by=by, is_open=is_open, said=finding.said)
        seen.add(finding.package_id)
        name = names.get(finding.package_id) or finding.package.package_id
        listed.append(Candidate(finding.pk, name, str(said(FINDING, finding.kind)), objection))
    return listed


def _sorted(candidates: list[Candidate]) -> dict[str, Any]:
    """What can be done, to be ticked; and apart from it what cannot, with the reason."""
    able = [one for one in candidates if one.objection is None]
    return {"candidates": candidates, "able": able, "unable": [one for one in candidates if one.objection is not None]}


def _names(packages: Any) -> dict[int, str]:
    return queries.package_names(packages)


@requires(Permission.HANDLE_CASES, of=OfficeKind.CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def clarifications(request: HttpRequest) -> HttpResponse:
    """The cases that have not begun: for which a clarification may be drafted today; and drafting those chosen."""
    user, on = signed_in(request), timezone.localdate()
    asked = queries.WantedCases(waiting=Waiting.NEW)
    found = queries.wanted_cases(queries.cases(by=user), asked, on=on)
    if request.method == "POST":
        outcome = actions.draft_clarifications(found.filter(pk__in=_chosen(request)), by=user)
        _report(request, outcome, done=_drafted(outcome.done))
        return redirect("letters" if outcome.done else "city_cases")
    page = page_of(found, request.GET, per_page=AT_ONCE)
    context = {
        "page": page, "title": _("Susun klarifikasi"), "action": _("Susun draf yang dipilih"),
        "lead": _("Penanganan yang belum bersurat. Draf diperiksa orang dahulu; belum ada yang terkirim."),
        "empty": _("Tidak ada penanganan yang menunggu klarifikasi"),
        "hint": _("Buka penanganan dari temuan yang dinilai nyata; setelah itu muncul di sini."),
        **_sorted(_to_ask(list(page.object_list), on=on)), "question": without_page(request.GET),
    }  # fmt: skip
    return render(request, "cases/bulk.html", context)


def _to_ask(cases: list[Any], *, on: Any) -> list[Candidate]:
    told, names = queries.told_of(cases, on=on), _names(case.package_id for case in cases)
    drafted = queries.drafted_in(cases, step=remedy.CLARIFICATION)
    listed = []
    for case in cases:
        objection = policies.objection_of_law(remedy.CLARIFICATION, by=Issuer.CITY, told=told[case.pk])
        if case.pk in drafted:
            objection = _("Draf surat ini sudah ada; buka draf itu.")
        name = names.get(case.package_id) or case.package.package_id
        listed.append(Candidate(case.pk, name, case.executor.name if case.executor else "", objection))
    return listed


def _chosen(request: HttpRequest) -> list[int]:
    """The keys that were ticked; what is no number is none."""
    told = (as_number(text) for text in request.POST.getlist("pilih")[:AT_ONCE])
    return [key for key in told if key is not None]


def _report(request: HttpRequest, outcome: actions.Outcome, *, done: str) -> None:
    """How many were done, and each reason for which others were not, once."""
    if outcome.done:
        messages.success(request, done)
    reasons = list(dict.fromkeys(tell(refusal) for refusal in outcome.refused))
    if reasons:
        lead = _("%(n)s tidak dikerjakan:") % {"n": len(outcome.refused)}
        messages.warning(request, f"{lead} {' '.join(reasons)}")
    if not outcome.done and not reasons:
        messages.info(request, _("Tidak ada yang dipilih; tidak ada yang berubah."))


def _opened(n: int) -> str:
    return ngettext("%(n)s penanganan dibuka.", "%(n)s penanganan dibuka.", n) % {"n": n}


def _drafted(n: int) -> str:
    return ngettext("%(n)s draf klarifikasi dibuat.", "%(n)s draf klarifikasi dibuat.", n) % {"n": n}


@requires(Permission.VIEW_CITY, of=OfficeKind.CITY)
@require_safe
def executor_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything sent to an executor, answered by it and proven, case by case; made to be printed."""
    user = signed_in(request)
    executor = queries.executor(pk, by=user)
    if executor is None:
        raise Http404
    held, on = list(queries.cases_of(executor, by=user)), timezone.localdate()
    listed = promises.pledges_of([executor])
    context = {
        "executor": executor, "cases": _in_file(held, by=user), "on": on, "addressee": executor.name,
        "invited": _invited(executor, by=user),
        "promised": promising.shown(
            listed, on=on, names=promises.names_of(listed), missing=proofs.missing_of(listed)
        ),
    }  # fmt: skip
    return render(request, "cases/file.html", context)


def _in_file(held: list[Any], *, by: Any) -> list[dict[str, Any]]:
    """Each case with its steps, its letters and how each went."""
    steps, names = queries.steps_in(held), _names(case.package_id for case in held)
    sent: dict[int, list[Any]] = {}
    for row in sent_of(queries.letters_in(held, by=by), by=by):
        sent.setdefault(row[0].case_id, []).append(row)
    return [
        {
            "case": case, "name": names.get(case.package_id) or case.package.package_id,
            "position": position_of(case), "steps": _said(steps.get(case.pk, [])), "sent": sent.get(case.pk, []),
        }
        for case in held
    ]  # fmt: skip


def _invited(executor: Any, *, by: Any) -> list[tuple[Any, list[Any]]]:
    """To which events an executor was invited, and by which messages."""
    told = heard.messages_to(executor, by=by)
    return [(one, told.get(one.pk, [])) for one in heard.invitations_of(executor, by=by)]


def _said(steps: list[Any]) -> list[tuple[Any, str]]:
    return [(step, remedy.step(step.name, step.on_date).label) for step in steps]
