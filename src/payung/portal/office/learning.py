"""What did those who came understand, and how do answers on paper come in?"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.terms import Permission
from payung.briefings import actions, policies, queries
from payung.briefings.terms import Phase
from payung.portal.access import requires, signed_in
from payung.portal.components import learning, quizzes
from payung.portal.language import tell
from payung.portal.office.events import event_or_404
from payung.refusal import Refusal


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_http_methods(["GET", "HEAD", "POST"])
def quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """The results of an event's quiz, and its feedback; a post brings the answers of one sheet of paper."""
    event, user = event_or_404(request, pk), signed_in(request)
    if request.method == "POST" and _copied(request, event, by=user):
        return redirect("event_quiz", pk)
    found = queries.understanding(event)
    context = {
        "event": event, "learning": found, "headline": learning.headline(found),
        "took_part": learning.took_part(found), "hardest": learning.hardest(found),
        "bars": learning.bars(found.topics), "rows": learning.rows(found), "feelings": queries.feelings(event),
        "least": queries.LEAST_TEXTS, "may_copy": policies.objection_to_copying_quiz(event, by=user) is None,
        "typed": request.POST,
    }  # fmt: skip
    return render(request, "events/quiz.html", context)


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions on paper, and the key to them on a page of its own."""
    event, phase = event_or_404(request, pk), request.GET.get("waktu", Phase.BEFORE)
    if phase not in Phase.values:
        raise Http404
    questions = queries.form_of(event, Phase(phase))
    posed = quizzes.posed(questions)
    context = {
        "event": event, "phase": phase, "posed": posed, "law_on": queries.law_day(event),
        "answers": list(zip(posed, quizzes.explained(questions, {}), strict=True)),
    }  # fmt: skip
    return render(request, "events/quiz_sheet.html", context)


def _copied(request: HttpRequest, event: Any, *, by: Any) -> bool:
    """Whether the sheet was kept; where not, the form says why and keeps what was typed."""
    told = request.POST
    try:
        phase = told.get("waktu", "")
        person = queries.participant_of_code(event.code, queries.as_code(told.get("kode", "")[:40]))
        if person is None:
            raise Refusal("Kode peserta itu tidak ada dalam daftar acara ini.")
        if phase not in Phase.values:
            raise Refusal("Pilih lembar sebelum atau sesudah acara.")
        kept = actions.copy_quiz(person, Phase(phase), told.get("jawaban", "")[:40], by=by)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return False
    facts = {"name": person.name, "right": kept.right, "all": len(kept.questions)}
    messages.success(request, _("Jawaban %(name)s tersimpan: %(right)d dari %(all)d benar.") % facts)
    return True
