"""What does somebody who takes part find on their own page: the way in, the quiz before and after, their feelings?"""

from collections.abc import Mapping
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.briefings import actions, policies, queries
from payung.briefings.queries import promises
from payung.briefings.terms import Phase
from payung.portal.access import public
from payung.portal.account.connection import network_address
from payung.portal.components import attempts, quizzes
from payung.portal.language import tell
from payung.refusal import Refusal


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """From the code on somebody's card to their own page."""
    event = queries.by_code(code)
    if event is None:
        raise Http404
    if closed := policies.objection_to_entering(event, at=timezone.now()):
        return render(request, "events/enter.html", {"event": event, "closed": closed})
    typed = queries.as_code(request.POST.get("kode", "")[:200])
    if request.method != "POST" or not typed:
        return render(request, "events/enter.html", {"event": event})
    whose = network_address(request)
    if attempts.is_locked("peserta", whose):
        context = {"event": event, "objection": _("Terlalu banyak kode yang keliru; coba lagi sepuluh menit lagi.")}
        return render(request, "events/enter.html", context, status=429)
    found = queries.participant_of_code(event.code, typed)
    if found is not None:
        return redirect("participant_page", found.key)
    attempts.note_failure("peserta", whose)
    objection = _("Kode itu belum dikenali. Periksa hurufnya, atau tanyakan kepada petugas di pintu.")
    return render(request, "events/enter.html", {"event": event, "objection": objection, "typed": typed[:12]})


@public
@never_cache
@require_safe
def page(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that is one participant's own."""
    participant, now = participant_or_404(key), timezone.now()
    event, sittings = participant.event, queries.sittings_of(participant)
    objections = {phase: policies.objection_to_quiz(participant, phase, at=now) for phase in Phase}
    context = {
        "participant": participant, "event": event, "qr": drawn(participant.code),
        "is_ahead": now < participant.event.ends_at,
        "quizzes": [(phase, sittings.get(phase), objections[phase]) for phase in Phase],
        "closes_before": objections[Phase.BEFORE] is None and Phase.BEFORE not in sittings,
        "feelings_objection": policies.objection_to_feedback(participant, at=now),
        "certificate_objection": policies.objection_to_certifying(
            participant.event, came=participant.came_at is not None, at=now
        ),
        "no_sheet": policies.objection_to_opening_sheet(
            event, on=timezone.localdate(now), last_due=promises.last_due(event, participant.executor_id)
        ),
        "marks": actions.MARKS,
    }  # fmt: skip
    return render(request, "events/participant.html", context)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, key: str, phase: str) -> HttpResponse:
    """The questions before or after: asked for, answered, and then explained."""
    participant = participant_or_404(key)
    if phase not in Phase.values:
        raise Http404
    held = queries.sitting_of(participant, Phase(phase))
    if request.method == "POST":
        return _answer(request, participant, Phase(phase), held)
    if held is None:
        return redirect("participant_page", key)
    questions = queries.questions_of(held)
    context = _of_quiz(participant, held) | {"posed": quizzes.posed(questions)}
    if held.answered_at:
        context["silence"] = policies.objection_to_explaining(held, at=timezone.now())
        context["explained"] = () if context["silence"] else quizzes.explained(questions, held.answers)
    return render(request, "events/quiz_of_one.html", context)


def _answer(request: HttpRequest, participant: Any, phase: Phase, held: Any) -> HttpResponse:
    """The first post asks for the questions, the next brings the answers; what is missing is shown again."""
    here = redirect("participant_quiz", participant.key, phase.value)
    try:
        if held is None or "mulai" in request.POST:
            actions.start_quiz(participant, phase)
            return here
        questions = queries.questions_of(held)
        given = quizzes.given(questions, request.POST)
        if len(given) < len(questions) and not held.answered_at:
            context = _of_quiz(participant, held) | {"posed": quizzes.posed(questions, given)}
            return render(request, "events/quiz_of_one.html", context)
        actions.answer_quiz(held, given)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("participant_page", participant.key) if held is None else here
    messages.success(request, _("Jawaban tersimpan. Terima kasih."))
    return here


@public
@never_cache
@require_POST
def feelings(request: HttpRequest, key: str) -> HttpResponse:
    """What somebody thought, kept apart from who they are."""
    participant, told = participant_or_404(key), request.POST
    try:
        actions.give_feedback(
            participant, useful=_mark(told, "manfaat"), clear=_mark(told, "jelas"), text=told.get("kesan", "")
        )
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    else:
        messages.success(request, _("Kesan diterima tanpa nama. Terima kasih."))
    return redirect("participant_page", key)


def participant_or_404(key: str) -> Any:
    """Whose page this is; the event's page is no longer theirs once it is a draft again."""
    found = queries.participant_of_key(key)
    if found is None:
        raise Http404
    return found


def drawn(code: str) -> SafeString:
    """The code as a picture for the door; black on white in every theme."""
    svg = segno.make(code, error="m", micro=False).svg_inline(
        scale=1, border=2, light="#fff", svgclass="card-qr", lineclass=None, omitsize=True
    )
    return mark_safe(svg)


def _of_quiz(participant: Any, held: Any) -> dict[str, Any]:
    return {"participant": participant, "event": participant.event, "sitting": held, "phase": Phase(held.phase)}


def _mark(told: Mapping[str, Any], name: str) -> int:
    mark = str(told.get(name, ""))
    return int(mark) if mark.isascii() and mark.isdigit() and len(mark) == 1 else 0
