"""For which firm did a guest come that nobody invited? Somebody who keeps the door says so here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payung.accounts.terms import Permission
from payung.briefings import actions, policies, queries
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import as_number
from payung.portal.language import tell
from payung.portal.office.events import event_or_404
from payung.refusal import Refusal


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def walk_in(request: HttpRequest, pk: int, who: int) -> HttpResponse:
    """Firms whose name is near to what was said at the door, and a search; one is chosen, never by itself."""
    event, user = event_or_404(request, pk), signed_in(request)
    guest = queries.participant(who, by=user)
    if guest is None or guest.event_id != event.pk:
        raise Http404
    if request.method == "POST":
        return _placed(request, guest)
    words = request.GET.get("q", "").strip()[:200]
    found = queries.looked_for(words, event=event) if words else queries.alike(guest.firm_name, event=event)
    context = {
        "event": event, "guest": guest, "people": queries.companions(guest), "words": words, "found": found,
        "objection": policies.objection_to_placing(guest, by=user),
        "chosen": guest.invitee.executor_id if guest.invitee else None,
    }  # fmt: skip
    return render(request, "events/walk_in.html", context)


def _placed(request: HttpRequest, guest: Any) -> HttpResponse:
    try:
        chosen = as_number(request.POST.get("pelaksana"))
        if chosen is None:
            raise Refusal("Pilih dahulu satu badan usaha; tidak ada yang diubah.")
        invitee = actions.place_guest(guest, chosen, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("event_walk_in", guest.event_id, guest.pk)
    said = _("%(firm)s masuk daftar acara; lembar dan komitmennya ada pada bagian Komitmen.")
    messages.success(request, said % {"firm": invitee.executor.name})
    return redirect("event_attendance", guest.event_id)
