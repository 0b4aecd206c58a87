"""To whom did a letter go, by which way, what became of it, and what does a person still have to do?"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.terms import Permission
from payung.briefings import queries as briefings
from payung.briefings.queries import heard
from payung.outreach import actions, policies, queries
from payung.outreach.actions.recording import LARGEST_PROOF, Delivery
from payung.outreach.terms import BY_PERSON, Channel, MessageState
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import as_day, page_of, without_page
from payung.portal.language import tell
from payung.portal.office.letters import site_of, step_of, ways_in
from payung.refusal import Refusal
from payung.registry import actions as registry
from payung.registry import queries as executors

S = MessageState
TONE: dict[str, str] = {S.SENT: "green", S.UNCERTAIN: "amber", S.BOUNCED: "red", S.FAILED: "red", S.WAITING: "blue"}
UNREAD_DAYS = ("3", "5", "10")
PROOF_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


@requires(Permission.VIEW_CITY, Permission.WRITE_LETTERS)
@require_safe
def messages_page(request: HttpRequest) -> HttpResponse:
    """Every message of this office's letters, by how far it is."""
    user, state = signed_in(request), request.GET.get("keadaan", "")
    found, counts, unread = queries.messages(by=user), queries.counts(by=user), request.GET.get("belum-dibaca", "")
    if unread in UNREAD_DAYS:
        found, state = queries.unread_for(int(unread), by=user, on=timezone.localdate()), ""
    page = page_of(found.filter(state=state) if state in MessageState.values else found, request.GET)
    names = heard.addressees(list(page.object_list))
    context = {
        "page": page, "state": state, "unread": unread if unread in UNREAD_DAYS else "", "unread_days": UNREAD_DAYS,
        "unreached": queries.unreached(by=user).count(), "question": without_page(request.GET),
        "rows": [(one, TONE.get(one.state, "grey"), names.get(one.pk, "")) for one in page.object_list],
        "states": [(each.value, each.label, counts[each]) for each in MessageState if counts.get(each)],
    }  # fmt: skip
    return render(request, "letters/messages.html", context)


@requires(Permission.VIEW_CITY, Permission.WRITE_LETTERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The messages of one letter; here it is sent by another way, and its executor's contact is mended."""
    user, held = signed_in(request), queries.letter(pk, by=signed_in(request))
    if held is None:
        raise Http404
    if request.method == "POST":
        does = {"kirim": _queue, "kontak": _set_contact}.get(request.POST.get("tindakan", ""))
        if does is None:
            raise Http404
        return _done(request, held.pk, lambda: does(request, held))
    objection = policies.objection_to_queueing(held, by=user)
    executor = held.case.executor if held.case else None
    knows = policies.objection_to_knowing(held, by=user) is None
    found = queries.messages_of(held, by=user)
    by_person = found.filter(state=MessageState.WAITING, channel__in=BY_PERSON)
    is_mine = request.GET.get("orang") == "1"
    page = page_of(by_person if is_mine else found, request.GET, per_page=25)
    names = heard.addressees(list(page.object_list))
    context = {
        "letter": held, "step": step_of(held), "no_queueing": objection, "knows": knows, "page": page,
        "event": briefings.event_of_letter(held, by=user) if held.case is None else None, "is_mine": is_mine,
        "many": (found.count(), by_person.count()), "question": without_page(request.GET),
        "ways": queries.reachable(held) if objection is None else [],
        "reached": executors.reached(executor, keyring=queries.keyring()) if executor and knows else None,
        "rows": [_row(one, to=names.get(one.pk, ""), by=user) for one in page.object_list],
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "letters/sending.html", context)


def _row(one: Any, *, to: str, by: Any) -> dict[str, Any]:
    """A message, and each act that this person may do with it."""
    may_record = policies.objection_to_recording(one, by=by) is None
    is_ready = may_record and one.channel == Channel.WHATSAPP
    return {
        "message": one, "tone": TONE.get(one.state, "grey"), "recipient": queries.seen_recipient(one, by=by),
        "addressee": to, "may_record": may_record, "is_by_hand": one.channel in BY_PERSON,
        "link": queries.whatsapp_link(one) if is_ready else "",
        "may_confirm": policies.objection_to_confirming(one, by=by) is None,
        "may_repeat": policies.objection_to_sending_again(one, by=by) is None,
    }  # fmt: skip


@require_POST
@requires(Permission.WRITE_LETTERS)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a delivery, say that an uncertain message left, or let one be sent again."""
    held, does = message_or_404(request, pk), ACTS.get(request.POST.get("tindakan", ""))
    if does is None:
        raise Http404
    return _done(request, held.letter_id, lambda: does(request, held))


@requires(Permission.VIEW_CITY, Permission.WRITE_LETTERS)
@require_safe
@never_cache
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """What proves a delivery, as it was uploaded."""
    held = message_or_404(request, pk)
    if not held.proof:
        raise Http404
    response = HttpResponse(bytes(held.proof), content_type=PROOF_TYPES[held.proof_kind])
    response["Content-Disposition"] = f'attachment; filename="bukti-{held.pk}.{held.proof_kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _done(request: HttpRequest, pk: int, does: Callable[[], None]) -> HttpResponse:
    """Done, or refused and said why; back to the sending of the letter."""
    try:
        does()
        messages.success(request, _("Tercatat."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("letter_sending", pk)


def _queue(request: HttpRequest, held: Any) -> None:
    actions.send_letter(held, by=signed_in(request), site=site_of(request), channels=ways_in(request))


def _set_contact(request: HttpRequest, held: Any) -> None:
    if held.case is None or held.case.executor is None or policies.objection_to_knowing(held, by=signed_in(request)):
        raise Refusal("Surat ini bukan surat kantor Anda.")
    told = {name: request.POST.get(name, "")[:200] for name in ("email", "phone")}
    registry.set_contact(held.case.executor, **told, keyring=queries.keyring(), by=signed_in(request))


def _record(request: HttpRequest, held: Any) -> None:
    told, on, file = request.POST, as_day(request.POST.get("tanggal", "")), request.FILES.get("bukti")
    if on is None:
        raise Refusal("Isi tanggal pengirimannya.")
    proof_of_it = file.read(LARGEST_PROOF + 1) if file else b""
    delivery = Delivery(on, told.get("penerima", "")[:200], told.get("catatan", "")[:2000], proof_of_it)
    actions.record_delivery(held, delivery, by=signed_in(request))


def _confirm(request: HttpRequest, held: Any) -> None:
    actions.confirm_sent(held, note=request.POST.get("catatan", "")[:2000], by=signed_in(request))


def _repeat(request: HttpRequest, held: Any) -> None:
    actions.send_again(held, by=signed_in(request))


ACTS: Mapping[str, Callable[[HttpRequest, Any], None]] = {"catat": _record, "pastikan": _confirm, "ulang": _repeat}


def message_or_404(request: HttpRequest, pk: int) -> Any:
    """The message, where this person may see it."""
    held = queries.message(pk, by=signed_in(request))
    if held is None:
        raise Http404
    return held
