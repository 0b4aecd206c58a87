"""Which events are planned and past, and what is there to do for one of them?"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.terms import Permission
from payung.briefings import actions, facts, policies, queries
from payung.briefings.terms import EventState
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of, without_page
from payung.portal.language import tell
from payung.portal.office.letters import site_of
from payung.portal.office.planning_forms import EventForm, written
from payung.refusal import Refusal

S = EventState
TONE: dict[str, str] = {S.DRAFT: "amber", S.OPEN: "blue", S.HELD: "green", S.CANCELLED: "grey"}
READERS = (Permission.HOLD_EVENTS, Permission.VIEW_CITY)


@requires(*READERS)
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Every event this person may see: those to come, the next first, and past ones."""
    user, at = signed_in(request), timezone.now()
    found, is_past = queries.events(by=user), request.GET.get("waktu") == "lampau"
    past = found.filter(ends_at__lt=at)
    coming = found.filter(ends_at__gte=at).order_by("starts_at", "pk")
    page = page_of(past if is_past else coming, request.GET, per_page=25)
    counts = queries.counts_of(page.object_list)
    context = {
        "page": page, "rows": [(one, TONE[one.state], counts[one.pk]) for one in page.object_list],
        "is_past": is_past, "question": without_page(request.GET), "many": (coming.count(), past.count()),
        "may_plan": policies.objection_to_planning(by=user) is None,
    }  # fmt: skip
    return render(request, "events/list.html", context)


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new event."""
    user = signed_in(request)
    form = EventForm(request.POST if request.method == "POST" else None, by=user)
    if request.method == "POST" and form.is_valid():
        try:
            planned = actions.plan_event(form.plan(), by=user)
        except Refusal as refusal:
            form.add_error(None, tell(refusal))
        else:
            messages.success(request, _("Draf tersimpan. Pilih sekarang siapa yang diundang."))
            return redirect("event", planned.pk)
    return render(request, "events/edit.html", {"form": form})


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """An event as it is to be."""
    user, held = signed_in(request), event_or_404(request, pk)
    form = EventForm(request.POST if request.method == "POST" else None, by=user, initial=written(held))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_event(held, form.plan(), by=user, site=site_of(request))
        except Refusal as refusal:
            form.add_error(None, tell(refusal))
        else:
            messages.success(request, _("Perubahan tersimpan."))
            return redirect("event", pk)
    context = {"form": form, "event": held, "objection": policies.objection_to_editing(held, by=user)}
    return render(request, "events/edit.html", context)


@requires(*READERS)
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event at a glance: what is next to do, how many were invited, answered, come, came."""
    user, held = signed_in(request), event_or_404(request, pk)
    return render(request, "events/event.html", overview(held, by=user))


def overview(held: Any, *, by: Any) -> dict[str, Any]:
    """What the page of an event shows."""
    counts, standing, draft = queries.counts(held), queries.standing_letter(held), queries.last_draft(held)
    to_send, by_hand = queries.to_send(held, standing) if standing else (0, 0)
    unreached = queries.wanted_invitees(held, state="tanpa-kontak").count()
    return {
        "event": held, "tone": TONE[held.state], "counts": counts, "standing": standing, "draft": draft,
        "to_send": to_send, "by_hand": by_hand, "unreached": unreached, "is_ahead": held.starts_at > timezone.now(),
        "by_person": queries.waiting_for_a_person(held) if standing else 0,
        "is_stale": standing is not None and draft is None and facts.is_stale(held, standing),
        "unlisted": facts.unlisted(held, standing) if standing and draft is None else 0,
        "materials": queries.materials(held), "grounds": held.grounds.all(),
        "may_hold": policies.objection_to_holding(held, by=by) is None,
        "may_edit": policies.objection_to_editing(held, by=by) is None,
        "no_writing": policies.objection_to_writing(held, by=by),
        "no_sending": policies.objection_to_sending(held, by=by),
        "no_opening": policies.objection_to_moving(held, S.OPEN, by=by),
    }  # fmt: skip


@require_POST
@requires(Permission.HOLD_EVENTS)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One act on an event: open, call off, held; draft or correct its letter, send; a file added or removed."""
    held, does = event_or_404(request, pk), ACTS.get(request.POST.get("tindakan", ""))
    if does is None:
        raise Http404
    try:
        said, letter = does(request, held)
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        letter = None
    return redirect("letter", letter.pk) if letter else redirect("event", pk)


Done = tuple[str, Any]


def _open(request: HttpRequest, held: Any) -> Done:
    actions.open_event(held, by=signed_in(request))
    return _("Undangan terbuka; halaman umum acara dapat dibuka siapa pun."), None


def _cancel(request: HttpRequest, held: Any) -> Done:
    told = actions.cancel_event(
        held, reason=request.POST.get("alasan", "")[:1000], by=signed_in(request), site=site_of(request)
    )
    return _("Acara dibatalkan; %(n)d badan usaha diberi tahu.") % {"n": told}, None


def _held(request: HttpRequest, held: Any) -> Done:
    actions.mark_held(held, by=signed_in(request))
    return _("Acara ditandai sudah berlangsung."), None


def _draft(request: HttpRequest, held: Any) -> Done:
    letter = actions.draft_letter(held, by=signed_in(request))
    return _("Draf surat undangan dibuat; periksa, lalu terbitkan."), letter


def _correct(request: HttpRequest, held: Any) -> Done:
    letter = actions.correct_letter(held, reason=request.POST.get("alasan", "")[:1000], by=signed_in(request))
    return _("Draf pembetulan dibuat; surat yang lama berlaku sampai yang baru terbit."), letter


def _send(request: HttpRequest, held: Any) -> Done:
    by_hand = request.POST.get("antar") == "1"
    sent = actions.send_invitations(held, by=signed_in(request), site=site_of(request), by_hand=by_hand)
    return _("%(n)d undangan diantrekan; surel berangkat sendiri pada jam kerja.") % {"n": sent}, None


def _add(request: HttpRequest, held: Any) -> Done:
    file = request.FILES.get("berkas")
    content = file.read(actions.LARGEST_MATERIAL + 1) if file else b""
    title = request.POST.get("judul", "")[:200]
    actions.add_material(held, title=title, content=content, by=signed_in(request))
    return _("Materi tersimpan dan tampil pada halaman umum acara."), None


def _remove(request: HttpRequest, held: Any) -> Done:
    number = request.POST.get("materi", "")
    material = queries.material(int(number), event=held) if number.isascii() and number.isdigit() else None
    if material is None:
        raise Refusal("Materi ini sudah tidak ada.")
    actions.remove_material(material, by=signed_in(request))
    return _("Materi dihapus."), None


ACTS: Mapping[str, Callable[[HttpRequest, Any], Done]] = {
    "buka": _open, "batal": _cancel, "berlangsung": _held, "surat": _draft, "betulkan": _correct, "kirim": _send,
    "materi": _add, "hapus-materi": _remove,
}  # fmt: skip


def event_or_404(request: HttpRequest, pk: int) -> Any:
    """The event, where this person may see it."""
    held = queries.event(pk, by=signed_in(request))
    if held is None:
        raise Http404
    return held
