"""Whom does an event invite, who is proposed from the data, and how is each reached?"""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from payung.accounts.terms import Permission
from payung.briefings import actions, policies, queries
from payung.briefings.terms import Reply, Why
from payung.outreach import queries as sending
from payung.outreach.terms import MessageState
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import PER_PAGE, as_number, choices, page_of, without_page
from payung.portal.language import tell
from payung.portal.office.events import READERS, event_or_404
from payung.projects import queries as projects
from payung.refusal import Refusal
from payung.registry import actions as registry

LARGEST_LIST = 512 * 1024
TONE: dict[str, str] = {Reply.COMING: "green", Reply.WAITING: "amber", Reply.DECLINED: "grey", Reply.NONE: "blue"}
SENT_TONE: dict[str, str] = {
    MessageState.SENT: "green", MessageState.BOUNCED: "red", MessageState.FAILED: "red",
    MessageState.UNCERTAIN: "amber",
}  # fmt: skip


@requires(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitees(request: HttpRequest, pk: int) -> HttpResponse:
    """The list: what each was sent and answered. Here one is taken off, and its contact is filled in."""
    user, held = signed_in(request), event_or_404(request, pk)
    if request.method == "POST":
        return _changed(request, held)
    state, words = request.GET.get("keadaan", ""), request.GET.get("q", "")[:200]
    page = page_of(queries.wanted_invitees(held, state=state, words=words), request.GET)
    counts = queries.counts(held)
    context = {
        "event": held, "page": page, "state": state, "words": words, "counts": counts, "states": _states(counts),
        "question": without_page(request.GET), "may_list": policies.objection_to_listing(held, by=user) is None,
        "may_reach": policies.objection_to_writing(held, by=user) is None,
        "may_hold": policies.objection_to_holding(held, by=user) is None, "example": actions.EXAMPLE_LINES,
        "rows": [
            (row, TONE[row.invitee.reply], SENT_TONE.get(row.message.state, "blue") if row.message else "")
            for row in queries.rows(page.object_list)
        ],
    }  # fmt: skip
    return render(request, "events/invitees.html", context)


def _states(counts: queries.Counts) -> list[tuple[str, object, int]]:
    told = [
        ("belum-dikirim", _("Belum dikirimi"), counts.firms - counts.invited),
        (Reply.NONE.value, Reply.NONE.label, counts.firms - counts.answered),
        (Reply.COMING.value, Reply.COMING.label, counts.coming),
        (Reply.WAITING.value, Reply.WAITING.label, counts.waiting),
        (Reply.DECLINED.value, Reply.DECLINED.label, counts.declined),
    ]
    return [each for each in told if each[2]]


def _changed(request: HttpRequest, held: Any) -> HttpResponse:
    """One act on the list, and back to where it was shown."""
    acts = {"hapus": _remove, "kontak": _set_contact, "berkas": _take_contacts}
    does = acts.get(request.POST.get("tindakan", ""))
    try:
        if does is None:
            raise Refusal("Perbuatan ini tidak dikenal; tidak ada yang diubah.")
        messages.success(request, does(request, held))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("event_invitees", held.pk)


def _remove(request: HttpRequest, held: Any) -> str:
    actions.remove(_invitee(request, held), by=signed_in(request))
    return _("Dikeluarkan dari daftar.")


def _set_contact(request: HttpRequest, held: Any) -> str:
    invitee, user = _invitee(request, held), signed_in(request)
    if objection := policies.objection_to_writing(held, by=user):
        raise Refusal(objection.replace("{", "{{").replace("}", "}}"))
    told = {name: request.POST.get(name, "")[:200] for name in ("email", "phone")}
    registry.set_contact(invitee.executor, **told, keyring=sending.keyring(), by=user)
    return _("Kontak tersimpan, tersegel.")


def _take_contacts(request: HttpRequest, held: Any) -> str:
    file = request.FILES.get("daftar")
    content = file.read(LARGEST_LIST + 1) if file else b""
    if not content or len(content) > LARGEST_LIST:
        raise Refusal("Pilih satu berkas CSV, paling besar 512 KB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("Berkas ini bukan CSV berhuruf UTF-8; simpan ulang sebagai CSV UTF-8.") from None
    taken = actions.take_contacts(held, text, by=signed_in(request))
    return _("%(n)d kontak tersimpan, tersegel.") % {"n": taken}


def _invitee(request: HttpRequest, held: Any) -> Any:
    number = as_number(request.POST.get("undangan"))
    found = queries.invitee(number, event=held) if number else None
    if found is None:
        raise Refusal("Badan usaha ini tidak ada dalam daftar undangan.")
    return found


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def contacts_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of contacts to be filled in; with a mark by which a spreadsheet knows its letters."""
    held = event_or_404(request, pk)
    try:
        told = actions.contacts_to_fill(held, by=signed_in(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("event_invitees", pk)
    response = HttpResponse(told.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="kontak-acara-{pk}.csv"'
    return response


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the data propose, the most pressing first; ticked ones, or the first so many, go on the list."""
    user, held = signed_in(request), event_or_404(request, pk)
    if request.method == "POST":
        return _listed(request, held)
    asked, words = _asked(request.GET), request.GET.get("q", "")[:200]
    found = queries.proposed(held, asked)
    agencies = [(str(one.pk), one.name) for one in projects.agencies(by=user)]
    by_why, page = Counter(one.why for one in found), Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "event": held, "found": page.object_list, "page": page, "total": len(found), "asked": asked, "words": words,
        "groups": [(why.label, by_why[why]) for why in Why if by_why[why]],
        "agencies": choices([("", _("semua perangkat daerah")), *agencies], asked.agency),
        "areas": choices([("", _("semua kecamatan")), *((name, name) for name in queries.districts())], asked.area),
        "searched": queries.found_executors(words) if words.strip() else None,
        "objection": policies.objection_to_listing(held, by=user), "left": queries.counts(held).left,
    }  # fmt: skip
    return render(request, "events/proposal.html", context)


def _asked(told: QueryDict) -> queries.Narrowed:
    return queries.Narrowed(agency=as_number(told.get("opd")), area=told.get("kecamatan", "")[:60])


def _listed(request: HttpRequest, held: Any) -> HttpResponse:
    """Those ticked, or the first so many of the proposal, go on the list."""
    told, first = request.POST, as_number(request.POST.get("teratas"))
    chosen = [number for text in told.getlist("pelaksana") if (number := as_number(text))]
    if told.get("cara") == "teratas":
        chosen = [one.executor for one in queries.proposed(held, _asked(told))[: first or 0]]
    try:
        if not chosen:
            raise Refusal("Belum ada yang dipilih; centang badan usaha, atau isi banyaknya.")
        added = actions.invite(held, chosen, by=signed_in(request))
        messages.success(request, _("%(n)d badan usaha ditambahkan ke daftar undangan.") % {"n": added})
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("event_proposal", held.pk)
    return redirect("event_invitees", held.pk)
