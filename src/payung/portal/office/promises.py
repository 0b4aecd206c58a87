"""What was promised at an event and across all of them, who has not signed yet, and what waits for a second person?"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Permission
from payung.briefings import policies, queries
from payung.briefings.actions import promising as actions
from payung.briefings.actions.promising import LARGEST, Who
from payung.briefings.facts import sheets
from payung.briefings.queries import promises, proofs, steps
from payung.briefings.terms import Party, PledgeState, Reply
from payung.compliance.terms import Period
from payung.portal.access import requires, signed_in
from payung.portal.components import promising
from payung.portal.components.asked import as_number, choices, page_of, without_page
from payung.portal.language import tell
from payung.refusal import Refusal

KIND_OF = {Party.CITY: OfficeKind.CITY, Party.AGENCY: OfficeKind.AGENCY, Party.BRANCH: OfficeKind.BRANCH}
FIGURES = {
    "dibuat": gettext_lazy("dibuat"), "terbukti": gettext_lazy("terbukti"),
    "berdokumen": gettext_lazy("selesai dengan dokumen"), "terbuka": gettext_lazy("terbuka pada akhirnya"),
    "lewat": gettext_lazy("lewat tenggat pada akhirnya"),
}  # fmt: skip


@requires(Permission.HOLD_EVENTS, Permission.VIEW_CITY)
@require_safe
def event_commitments(request: HttpRequest, pk: int) -> HttpResponse:
    """Who signed at an event and who has yet to, and what the four parties promised each other."""
    held, user, on = _event(request, pk), signed_in(request), timezone.localdate()
    page = page_of(promises.firms_at(held), request.GET)
    firms = list(page.object_list)
    signed = promises.commitments_of(held, by=user, firms=[one.executor_id for one in firms])
    by_firm = {one.executor_id: one for one in signed if one.party == Party.FIRM}
    done, left = promises.signing(held)
    context = {
        "event": held, "on": on, "page": page, "may_hold": policies.objection_to_holding(held, by=user) is None,
        "firms": [
            (one.executor, by_firm.get(one.executor_id), one.is_seen or one.reply == Reply.COMING) for one in firms
        ],
        "parties": [
            (party, [one for one in signed if one.party == party]) for party in Party if party != Party.FIRM
        ],
        "counts": promises.counts_of(held, by=user, on=on), "signed": done, "unsigned": left,
    }  # fmt: skip
    return render(request, "promises/event.html", context)


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def commit_firm(request: HttpRequest, pk: int, firm: int) -> HttpResponse:
    """A firm promises on the committee's tablet."""
    held = _event(request, pk)
    invited = _invitee(held, firm)
    form = reverse("event_firm_form", args=[pk, firm])
    return _commit(request, held, Who(Party.FIRM, invited.executor), title=invited.executor.name, form=form)


@requires(Permission.HOLD_EVENTS)
@require_http_methods(["GET", "HEAD", "POST"])
def commit_party(request: HttpRequest, pk: int, party: str) -> HttpResponse:
    """The city, an agency, the branch or the workers' representatives promise."""
    held = _event(request, pk)
    if party not in Party.values or party == Party.FIRM:
        raise Http404
    wanted = Party(party)
    offices = list(accounts.offices_of_kind(KIND_OF[wanted])) if wanted in KIND_OF else []
    chosen = as_number(request.POST.get("kantor") or request.GET.get("kantor"))
    office = next((one for one in offices if one.pk == chosen), offices[0] if len(offices) == 1 else None)
    if wanted in KIND_OF and office is None:
        context = {"event": held, "party": wanted, "offices": offices}
        return render(request, "promises/which_office.html", context)
    return _commit(request, held, Who(wanted, office=office), title=str(wanted.label))


def _commit(request: HttpRequest, event: Any, who: Who, *, title: str, form: str = "") -> HttpResponse:
    back, user = reverse("event_commitments", args=[event.pk]), signed_in(request)
    objection = policies.objection_to_committing(
        event, who.party, executor=who.executor, office=who.office, by=user
    )  # fmt: skip
    if objection is not None:
        messages.error(request, objection)
        return redirect(back)
    asked = promising.Asked(event, who, title, back, lambda made: reverse("commitment", args=[made.pk]), user, form)
    return promising.page(request, asked)


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def sheets_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of all that come, in one file."""
    held = _event(request, pk)
    back = reverse("event_commitments", args=[pk])
    return _file(
        request, lambda: actions.take_sheets(held, by=signed_in(request)), name=f"lembar-acara-{pk}", back=back
    )


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def firm_sheet(request: HttpRequest, pk: int, firm: int) -> HttpResponse:
    """The sheet of one firm, to be printed at the table."""
    held = _event(request, pk)
    invited, back = _invitee(held, firm), reverse("event_commitments", args=[pk])
    on = timezone.localdate()
    return _file(
        request, lambda: sheets.sheets_pdf(held, [invited], on=on), name=f"lembar-{pk}-{firm}", back=back
    )  # fmt: skip


@requires(Permission.HOLD_EVENTS)
@require_safe
@never_cache
def firm_form(request: HttpRequest, pk: int, firm: int) -> HttpResponse:
    """The form of one firm, to be signed on paper."""
    held, on = _event(request, pk), timezone.localdate()
    invited, back = _invitee(held, firm), reverse("event_commitments", args=[pk])
    offered = steps.proposals(steps.packages_of([invited.executor]), on=on)
    return _file(request, lambda: sheets.form_pdf(invited, offered, on=on), name=f"formulir-{pk}-{firm}", back=back)


@requires(Permission.VIEW_CITY, Permission.HOLD_EVENTS, Permission.WRITE_LETTERS)
@require_safe
def pledges(request: HttpRequest) -> HttpResponse:
    """What was promised across all events, narrowed as asked."""
    user, on, asked = signed_in(request), timezone.localdate(), read_pledges(request)
    page = page_of(promises.wanted(promises.pledges(by=user), asked, on=on), request.GET)
    listed = list(page.object_list)
    context = {
        "page": page, "question": without_page(request.GET), "asked": asked, "on": on,
        "rows": promising.shown(listed, on=on, names=promises.names_of(listed), missing={}),
        "parties": choices([("", _("semua pihak")), *Party.choices], asked.party),
        "states": choices([("", _("semua keadaan")), *PledgeState.choices], asked.state),
        "figure": FIGURES.get(asked.figure, ""), "overdue": promises.overdue(by=user, on=on),
    }  # fmt: skip
    return render(request, "promises/list.html", context)


def read_pledges(request: HttpRequest) -> promises.WantedPledges:
    """The promises looked for; what cannot be read narrows nothing."""
    told = request.GET
    return promises.WantedPledges(
        party=told.get("pihak", "")[:12],
        state=told.get("keadaan", "")[:12],
        is_overdue=told.get("lewat") == "1",
        event=as_number(told.get("acara")),
        period=Period.read(told.get("triwulan", "")),
        figure=told.get("angka", "")[:12],
    )


@requires(Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One commitment: what it promises, what proves each line, and what this person may do with it."""
    user, on = signed_in(request), timezone.localdate()
    held = _found(promises.commitment_in_part(pk, by=user))
    listed = promises.promised_in(held, by=user)
    rows = promising.shown(listed, on=on, names=promises.names_of(listed), missing=proofs.missing_of(listed))
    context = {
        "commitment": held, "on": on,
        "rows": [
            (row, policies.objection_to_bringing(row.pledge, by=user),
             policies.objection_to_judging_document(row.pledge, by=user)) for row in rows
        ],
        "is_firm": user.office_kind == OfficeKind.FIRM, "is_whole": promises.commitment(pk, by=user) is not None,
    }  # fmt: skip
    return render(request, "promises/commitment.html", context)


@requires(Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def commitment_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy of what was signed."""
    held = _commitment(request, pk)
    office = held.event.organiser if held.event else accounts.city() or signed_in(request).office
    back = reverse("commitment", args=[pk])
    return _file(
        request, lambda: sheets.commitment_pdf(held, office=office), name=f"komitmen-{held.code}", back=back
    )  # fmt: skip


@requires(Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def signed_form(request: HttpRequest, pk: int) -> HttpResponse:
    """What was signed on paper, as it was photographed."""
    held = _commitment(request, pk)
    kind = held.signature_kind
    return promising.file_of(bytes(held.signature), kind=kind, name=f"tanda-tangan-{held.code}")


@requires(Permission.VIEW_PACKAGES)
@require_safe
@never_cache
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document brought for a promise that no data prove."""
    held = _pledge(request, pk)
    if not held.document_kind:
        raise Http404
    return promising.file_of(bytes(held.document), kind=held.document_kind, name=f"dokumen-janji-{pk}")


@require_POST
@requires(Permission.VIEW_PACKAGES)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a document, or say as the second person what it shows."""
    held, does = _pledge(request, pk), ACTS.get(request.POST.get("tindakan", ""))
    if does is None:
        raise Http404
    try:
        does(request, held)
        messages.success(request, _("Tercatat."))
    except Refusal as refusal:
        messages.error(request, tell(refusal))
    return redirect("commitment", held.commitment_id)


def _bring(request: HttpRequest, held: Any) -> None:
    file = request.FILES.get("dokumen")
    actions.bring_document(held, file.read(LARGEST + 1) if file else b"", by=signed_in(request))


def _judge(request: HttpRequest, held: Any) -> None:
    is_enough = request.POST.get("putusan") == "cukup"
    note = request.POST.get("catatan", "")[:1000]
    actions.judge_document(held, is_enough=is_enough, note=note, by=signed_in(request))


ACTS: dict[str, Callable[[HttpRequest, Any], None]] = {"dokumen": _bring, "lihat": _judge}


def _file(request: HttpRequest, makes: Callable[[], bytes], *, name: str, back: str) -> HttpResponse:
    try:
        return promising.file_of(makes(), kind="pdf", name=name)
    except Refusal as refusal:
        messages.error(request, tell(refusal))
        return redirect(back)


def _event(request: HttpRequest, pk: int) -> Any:
    return _found(queries.event(pk, by=signed_in(request)))


def _invitee(event: Any, firm: int) -> Any:
    return _found(promises.invitee_of(event, firm))


def _commitment(request: HttpRequest, pk: int) -> Any:
    return _found(promises.commitment(pk, by=signed_in(request)))


def _pledge(request: HttpRequest, pk: int) -> Any:
    return _found(promises.pledge(pk, by=signed_in(request)))


def _found(held: Any) -> Any:
    if held is None:
        raise Http404
    return held
