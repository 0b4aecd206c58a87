"""Which letters has this office drafted, approved and issued, how does each look, and what may be done with it?"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts.terms import OfficeKind, Permission
from payung.briefings import actions as briefings
from payung.briefings import policies as inviting
from payung.briefings import queries as events
from payung.compliance import actions, policies, queries
from payung.compliance import facts as compliance
from payung.compliance.terms import INVITATION, PAID_STATEMENT, LetterState
from payung.outreach import actions as outreach
from payung.outreach import queries as sending
from payung.outreach.terms import Channel
from payung.portal.access import requires, signed_in
from payung.portal.components.asked import page_of, without_page
from payung.portal.components.cases import PLACES
from payung.portal.language import tell
from payung.portal.office.forms import LetterForm
from payung.refusal import Refusal, require_none

OPEN = (LetterState.DRAFT, LetterState.APPROVED)
TONE: dict[str, str] = {LetterState.DRAFT: "amber", LetterState.APPROVED: "blue", LetterState.ISSUED: "green"}
WHOSE = {"": gettext_lazy("kantor saya"), "semua": gettext_lazy("semua kantor")}


@requires(Permission.VIEW_PACKAGES)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """The letters of this office and those issued to it, or of all offices for those who may read them."""
    user = signed_in(request)
    found, is_writer = queries.letters(by=user), user.may(Permission.WRITE_LETTERS)
    reads_all, whose = user.may(Permission.VIEW_CITY), request.GET.get("kantor", "")
    if is_writer and reads_all and whose != "semua":
        found = found.filter(office=user.office_id)
    state = request.GET.get("keadaan", "")
    state, words = state if state in LetterState.values else "", request.GET.get("q", "")[:200]
    found = queries.wanted_letters(found, words)
    page = page_of(found.filter(state=state) if state else found.exclude(state=LetterState.DISCARDED), request.GET)
    counts = queries.letters_by_state(found)
    names = queries.package_names(one.case.package_id for one in page.object_list if one.case)
    context = {
        "page": page, "state": state, "question": without_page(request.GET), "whose": whose,
        "may_choose": is_writer and reads_all, "whose_words": WHOSE.items(), "places": PLACES[user.office_kind],
        "may_send": is_writer or reads_all, "words": words,
        "rows": [_row(letter, names=names) for letter in page.object_list],
        "states": [(each.value, each.label, counts[each]) for each in LetterState if counts.get(each)],
    }  # fmt: skip
    return render(request, "letters/list.html", context)


def _row(letter: Any, *, names: Mapping[int, str]) -> dict[str, Any]:
    """A letter in the list: its kind, its work by name, the firm it is about."""
    case = letter.case
    work = (names.get(case.package_id) or case.package.package_id) if case else letter.content.get("title", "")
    firm = case.executor.name if case and case.executor else ""
    return {
        "letter": letter, "step": step_of(letter), "tone": TONE.get(letter.state, "grey"),
        "work": work or letter.content.get("package_id", ""), "firm": firm,
    }  # fmt: skip


@requires(Permission.VIEW_PACKAGES)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: who approved and issued it, and what may be done with it now; a draft is edited here."""
    user, held = signed_in(request), letter_or_404(request, pk)
    told = request.POST if request.method == "POST" else None
    form = LetterForm(told, step=held.step, content=held.content)
    if request.method == "POST" and form.is_valid():
        return _done(request, held, lambda: actions.edit_letter(held, form.content, by=user), said=_("Draf disimpan."))
    return render(request, "letters/detail.html", {"form": form, **_told(held, by=user)})


def _told(held: Any, *, by: Any) -> dict[str, Any]:
    """The letter, and each act with why it may not be done."""
    step = step_of(held)
    needs_two, is_open = step.two_people, held.state in OPEN
    return {
        "letter": held, "step": step, "places": PLACES[by.office_kind], "tone": TONE.get(held.state, "grey"),
        "is_open": is_open, "needs_two": needs_two, "successor": queries.successor(held),
        "no_edit": policies.objection_to_issuing(held, by=by, needs_two=False) if is_open else None,
        "no_approval": policies.objection_to_approving(held, by=by) if held.state == LetterState.DRAFT else None,
        "no_issue": _objection_to_issuing(held, by=by, needs_two=needs_two) if is_open else None,
        "ways": sending.reachable(held) if is_open else [],
        "keys": actions.ways_of(held.office) if is_open else [],
        "seals": queries.seals_of(held) if held.number else (),
        "no_correction": _objection_to_correcting(held, by=by), **_compared(held),
        "correction": held.superseded_by.filter(state__in=OPEN).first(),
        "sees_sending": sending.sees_sending(held, by=by), "is_firm": by.office_kind == OfficeKind.FIRM,
    }  # fmt: skip


def _compared(held: Any) -> dict[str, Any]:
    """What a correction says otherwise than the letter it replaces, or why that cannot be told."""
    try:
        return {"compared": compliance.compared(held)}
    except Refusal as refusal:
        return {"not_compared": tell(refusal)}


def _objection_to_correcting(held: Any, *, by: Any) -> str | None:
    """Of the letter first; an invitation is also its event's, which may have taken place or been called off."""
    said, event = policies.objection_to_correcting(held, by=by), _event_of(held, by=by)
    return said or (inviting.objection_to_writing(event, by=by) if event else None)


def _event_of(held: Any, *, by: Any) -> Any:
    return events.event_of_letter(held, by=by) if held.step == INVITATION else None


def _objection_to_issuing(held: Any, *, by: Any, needs_two: bool) -> str | None:
    """Of the office first, then of the law as it stands today; a corrected letter is a step already taken."""
    on = timezone.localdate()
    said = policies.objection_to_issuing(held, by=by, needs_two=needs_two)
    said = said or policies.objection_to_day(held.content.get("due_on"), step=held.step, on=on)
    if said is None and held.step == PAID_STATEMENT:
        return policies.objection_to_stating_paid(queries.facts_stated(held), by=by)
    if said is not None or held.case is None or held.supersedes_id is not None:
        return said
    told = queries.told(held.case, on=on)
    return policies.objection_to_step(held.step, case=held.case, by=by, told=told)


@requires(Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The pages of a draft as it would be issued now, and where its figures come from; pictures travel in the page."""
    held = letter_or_404(request, pk)
    if held.number is not None:
        return redirect("letter", pk)
    try:
        seen, refused = compliance.letter_preview(held, site=site_of(request)), ""
    except Refusal as refusal:
        seen, refused = compliance.Preview((), ()), tell(refusal)
    pages = [b64encode(page).decode() for page in seen.pages]
    context = {"letter": held, "pages": pages, "origins": seen.origins, "refused": refused, "step": step_of(held)}
    is_fragment = getattr(request, "htmx", False)
    return render(request, "letters/_pages.html" if is_fragment else "letters/preview.html", context)


@requires(Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF: the issued one as it was issued, which leaves a line in the trail; of a draft, as it would be now."""
    held, user = letter_or_404(request, pk), signed_in(request)
    try:
        issued = held.number is not None
        pdf = actions.open_paper(held, by=user) if issued else compliance.letter_pdf(held, site=site_of(request))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect("letter", pk)
    response = HttpResponse(pdf, content_type="application/pdf")
    name = held.reference.replace("/", "-") if issued else f"draf-{held.pk}"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@sensitive_post_parameters("kata-sandi", "nik")
@require_POST
@requires(Permission.WRITE_LETTERS)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, issue, discard or correct a letter."""
    held, wanted = letter_or_404(request, pk), ACTS.get(request.POST.get("tindakan", ""))
    if wanted is None:
        raise Http404
    does, said = wanted
    return _done(request, held, lambda: does(request, held), said=_(said))


def _done(request: HttpRequest, held: Any, does: Callable[[], Any], *, said: str) -> HttpResponse:
    """Done and said, or refused and said why; on to the letter, or to the one that was made of it."""
    try:
        made = does()
        messages.success(request, said)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        made = None
    return redirect("letter", made.pk if made else held.pk)


def _approve(request: HttpRequest, held: Any) -> None:
    actions.approve_letter(held, by=signed_in(request))


def _issue(request: HttpRequest, held: Any) -> Any:
    """Issued and, by the ways that were ticked, on its way; both or neither."""
    channels, user, site, signing = ways_in(request), signed_in(request), site_of(request), _signing_in(request)
    if channels:
        return outreach.issue_and_send(held, by=user, site=site, channels=channels, signing=signing)
    return actions.issue_letter(held, by=user, site=site, signing=signing)


def _signing_in(request: HttpRequest) -> actions.Signing | None:
    """By which key the letter is to be signed; None: by hand, on paper."""
    way, told = request.POST.get("tanda-tangan", ""), request.POST
    if way not in list(actions.Way):
        return None
    return actions.Signing(actions.Way(way), told.get("kata-sandi", "")[:200], told.get("nik", "").strip()[:20])


def _discard(request: HttpRequest, held: Any) -> None:
    actions.discard_letter(held, by=signed_in(request), reason=request.POST.get("alasan", "")[:1000])


def _correct(request: HttpRequest, held: Any) -> Any:
    """A draft from what is known now: of an invitation that is its event and its list, of others the last run."""
    user, reason = signed_in(request), request.POST.get("alasan", "")[:1000]
    require_none(_objection_to_correcting(held, by=user))
    event = _event_of(held, by=user)
    if event is not None:
        return briefings.correct_letter(event, reason=reason, by=user)
    return actions.supersede_letter(held, reason=reason, by=user)


ACTS: Mapping[str, tuple[Callable[[HttpRequest, Any], Any], str]] = {
    "setujui": (_approve, gettext_noop("Draf disetujui; surat dapat diterbitkan.")),
    "terbitkan": (_issue, gettext_noop("Surat terbit dan bernomor.")),
    "buang": (_discard, gettext_noop("Draf dibuang; tidak ada nomor yang terpakai.")),
    "betulkan": (_correct, gettext_noop("Draf pembetulan dibuat; surat yang lama berlaku sampai yang baru terbit.")),
}


def letter_or_404(request: HttpRequest, pk: int) -> Any:
    """The letter, where this person may see it."""
    held = queries.letter(pk, by=signed_in(request))
    if held is None:
        raise Http404
    return held


step_of = queries.step_of


def ways_in(request: HttpRequest) -> list[Channel]:
    """The ways of sending that were ticked."""
    return [channel for channel in Channel if channel in request.POST.getlist("cara")]


def site_of(request: HttpRequest) -> str:
    """The address under which this installation is reached: what codes and links in a letter lead to."""
    return request.build_absolute_uri("/").rstrip("/")
