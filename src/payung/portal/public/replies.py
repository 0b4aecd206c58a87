"""Where does an invited firm say whether it comes, without an account, and find the codes for the door?"""

from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.briefings import actions, policies, queries
from payung.briefings.queries import promises
from payung.briefings.terms import Reply
from payung.compliance import queries as letters
from payung.portal.access import public
from payung.portal.language import tell
from payung.portal.public.events import sent
from payung.refusal import Refusal

COMES, STAYS = "datang", "tidak"
SAID = {
    Reply.COMING: gettext_noop("Terima kasih; kursi Anda tercatat."),
    Reply.WAITING: gettext_noop("Kursi sedang penuh; Anda masuk daftar tunggu dan diberi tahu begitu ada kursi."),
    Reply.DECLINED: gettext_noop("Terima kasih atas kabarnya."),
}


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The page behind the link of an invitation: what it is to, the answer, and who comes."""
    held = invitee_or_404(key)
    if request.method == "POST":
        try:
            messages.success(request, _(SAID[Reply(_reply(request, held).reply)]))
        except Refusal as refusal:
            messages.error(request, tell(refusal))
            return render(request, "events/invitation.html", _told(held, typed=request.POST))
        return redirect("invitation", key)
    if request.method == "GET":
        actions.open_invitation(held)
    return render(request, "events/invitation.html", _told(held))


@public
@require_safe
@never_cache
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """The letter that invites, for the firm that it invites."""
    held = invitee_or_404(key)
    standing = queries.standing_letter(held.event)
    if standing is None:
        raise Http404
    return sent(letters.pdf_of(standing), kind="application/pdf", name="undangan.pdf")


def _reply(request: HttpRequest, held: Any) -> Any:
    told, site = request.POST, request.build_absolute_uri("/").rstrip("/")
    note = told.get("catatan", "")[:1000]
    if told.get("jawaban") == STAYS:
        return actions.decline(held, site=site, note=note)
    if told.get("jawaban") == COMES:
        people = [actions.Coming(name, position) for name, position in _typed(told, most=held.event.seats_each)]
        return actions.accept(held, people, site=site, note=note)
    raise Refusal("Pilih dahulu: datang, atau tidak dapat datang.")


def _typed(told: QueryDict, *, most: int) -> list[tuple[str, str]]:
    names = range(1, most + 1)
    return [(told.get(f"nama-{n}", "")[:300], told.get(f"jabatan-{n}", "")[:300]) for n in names]


def _told(held: Any, *, typed: QueryDict | None = None) -> dict[str, Any]:
    """What the page shows; ``typed``: what was refused, so that nobody writes it twice."""
    event, at, people = held.event, timezone.now(), list(queries.people_of(held))
    most, counts = event.seats_each, queries.counts(event)
    filled = _typed(typed, most=most) if typed else [(one.name, one.position) for one in people][:most]
    answer = typed.get("jawaban", "") if typed else {Reply.NONE: "", Reply.DECLINED: STAYS}.get(held.reply, COMES)
    return {
        "invitee": held, "event": event, "answer": answer, "note": typed.get("catatan", "") if typed else held.note,
        "rows": [*filled, *[("", "")] * (most - len(filled))], "left": counts.left,
        "no_coming": policies.objection_to_replying(event, at=at, comes=True),
        "no_sheet": policies.objection_to_opening_sheet(
            event, on=timezone.localdate(at), last_due=promises.last_due(event, held.executor_id)
        ),
        "no_reply": policies.objection_to_replying(event, at=at, comes=False),
        "people": [(one, qr_of(one.code)) for one in people] if held.reply == Reply.COMING else [],
        "place": queries.place_in_line(held) if held.reply == Reply.WAITING else 0,
        "letter": queries.standing_letter(event), "is_ahead": event.starts_at > at,
    }  # fmt: skip


def qr_of(code: str) -> SafeString:
    """The code of a person, to be scanned at the door."""
    return mark_safe(segno.make(code, error="m", micro=False).svg_inline(scale=5, border=2, omitsize=True))


def invitee_or_404(key: str) -> Any:
    """The firm whose link this is."""
    held = queries.invitee_of_key(key)
    if held is None:
        raise Http404
    return held
