"""Which proofs was the branch asked to verify, until when, and what did it answer?"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.compliance import actions, queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of
from payung.portal.language import tell
from payung.refusal import Refusal

opens = requires(Permission.WRITE_LETTERS, of=OfficeKind.BRANCH)
ANSWERS = {"benar": True, "belum": False}


@require_safe
@opens
def proofs(request: HttpRequest) -> HttpResponse:
    """The proofs that wait, those of the nearest day first, and those that were answered."""
    found = queries.proof_requests(by=signed_in(request))
    waiting = list(found.filter(is_confirmed__isnull=True).order_by("answer_by", "pk")[:200])
    names = queries.package_names(one.package_id for one in waiting)
    page = page_of(found.filter(is_confirmed__isnull=False), request.GET)
    context = {
        "waiting": [(one, names.get(one.package_id, one.package.package_id)) for one in waiting],
        "page": page, "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "branch/proofs.html", context)


@require_POST
@opens
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The branch confirms a proof or says why it does not know it."""
    asked, said = queries.proof_request(pk, by=signed_in(request)), ANSWERS.get(request.POST.get("jawaban", ""))
    if asked is None or said is None:
        raise Http404
    try:
        note = request.POST.get("catatan", "")[:2000]
        actions.decide_proof(asked, is_confirmed=said, note=note, by=signed_in(request))
        messages.success(request, _("Jawaban tercatat; gerbang pembayaran langsung memakainya."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("branch_proofs")
