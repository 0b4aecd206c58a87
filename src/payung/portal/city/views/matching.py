"""Do these two records describe the same thing? One pair after the other, by keyboard, never asked twice."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.accounts.terms import Permission
from payung.matching import actions, queries
from payung.matching.terms import Verdict
from payung.portal.access import requires, signed_in
from payung.portal.language import tell
from payung.reconcile.report.dossier import sentences
from payung.refusal import Refusal

SAID_SHOWN = 10
UNSURE = "belum-yakin"


@requires(Permission.JUDGE_LINKS)
def matching(request: HttpRequest) -> HttpResponse:
    """The first pair that waits, both records side by side; or of those of which somebody was not sure."""
    user, is_unsure = signed_in(request), request.GET.get("antrean") == UNSURE
    waiting, unsure = queries.waiting(by=user), queries.unsure(by=user)
    waiting = unsure if is_unsure else waiting
    first = waiting.first()
    pair = queries.beside(first) if first else None
    context = {
        "pair": pair, "evidence": sentences(pair.link.evidence) if pair else (), "total": waiting.count(),
        "verdicts": Verdict.choices, "is_unsure": is_unsure, "unsure_total": unsure.count(),
        "said": list(queries.judgements()[:SAID_SHOWN]), "workers_total": queries.workers_waiting(by=user).count(),
    }  # fmt: skip
    return render(request, "city/matching.html", context)


@requires(Permission.JUDGE_LINKS)
def workers(request: HttpRequest) -> HttpResponse:
    """The first pair of worker and participant that was drawn for review."""
    waiting = queries.workers_waiting(by=signed_in(request))
    pair = waiting.first()
    context = {
        "pair": pair, "evidence": sentences(pair.evidence) if pair else (), "total": waiting.count(),
        "verdicts": Verdict.choices, "worker": queries.worker_of(pair) if pair else None,
    }  # fmt: skip
    return render(request, "city/matching_workers.html", context)


@require_POST
@requires(Permission.JUDGE_LINKS)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a pair of package and registration is."""
    user = signed_in(request)
    pair = queries.pair(pk, by=user)
    if pair is None:
        raise Http404
    reason = request.POST.get("alasan", "")
    said = actions.judge_link(pair.link, verdict=_verdict(request), reason=reason, by=user)
    messages.success(
        request,
        _("Tercatat: %(verdict)s. Berlaku pada pemeriksaan berikutnya.") % {"verdict": said.get_verdict_display()},
    )
    back = reverse("city_matching")
    return redirect(f"{back}?antrean={UNSURE}" if request.POST.get("antrean") == UNSURE else back)


@require_POST
@requires(Permission.JUDGE_LINKS)
def judge_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a pair of worker and participant is."""
    user = signed_in(request)
    pair = queries.worker_pair(pk, by=user)
    if pair is None:
        raise Http404
    actions.judge_worker(pair, verdict=_verdict(request), by=user)
    return redirect("city_matching_workers")


@require_POST
@requires(Permission.JUDGE_LINKS)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a judgement back: the pair waits again."""
    said = queries.judgement(pk, by=signed_in(request))
    if said is None:
        raise Http404
    try:
        actions.take_back(said, by=signed_in(request))
        messages.success(request, _("Putusan ditarik; pasangannya menunggu lagi."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("city_matching")


def _verdict(request: HttpRequest) -> Verdict:
    told = request.POST.get("putusan", "")
    if told not in Verdict.values:
        raise Http404
    return Verdict(told)
