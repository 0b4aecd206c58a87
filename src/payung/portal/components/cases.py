"""What do the list of cases and the page of one case show, whoever looks at them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payung.accounts.terms import OfficeKind
from payung.briefings.queries import promises, proofs
from payung.compliance import facts as compliance
from payung.compliance import policies, queries
from payung.compliance.terms import LetterState, Waiting
from payung.intake import queries as intake
from payung.outreach import queries as sending
from payung.portal.access import signed_in
from payung.portal.components import promising
from payung.portal.components.asked import as_number, choices, page_of, without_page
from payung.portal.components.packages import Listed, listing
from payung.portal.phrasebook import told
from payung.projects import queries as projects
from payung.reconcile.report.wording import FINDING, said
from payung.reconcile.report.wording import day as day_text
from payung.rules import remedy
from payung.rules.ladder import Issuer

OPEN_WORDS = {"": _("yang berjalan"), "selesai": _("yang selesai"), "semua": _("semua")}
IS_OPEN = {"": True, "selesai": False, "semua": None}
TO_DO = {
    LetterState.DRAFT: _("draf surat rekan untuk diperiksa atau disetujui"),
    LetterState.APPROVED: _("surat yang disetujui dan belum terbit"),
}
WAITED_FOR = {
    Issuer.EXECUTOR: _("menunggu pelaksana"),
    Issuer.CHECK: _("terjadi begitu pemeriksaan menemukan buktinya"),
    Issuer.BPJS: _("menurut wewenang BPJS Ketenagakerjaan sendiri (PP 86/2013 Pasal 5-10), tanpa menunggu klarifikasi"),
}
UNSENT = _("belum dikirim")
PER_PAGE = 25


@dataclass(frozen=True)
class Places:
    """The names of an audience's addresses: its list of cases, its page of a case, its page of a package."""

    listing: str
    detail: str
    package: str


PLACES = {
    OfficeKind.CITY: Places("city_cases", "city_case", "city_package"),
    OfficeKind.AGENCY: Places("agency_cases", "agency_case", "agency_package"),
    OfficeKind.BRANCH: Places("branch_cases", "branch_case", "branch_package"),
    OfficeKind.FIRM: Places("firm_cases", "firm_case", "firm_package"),
}


@dataclass(frozen=True)
class Row:
    """A case in a list: its package with the line, and where it stands in words."""

    case: Any
    listed: Listed | None
    position: str
    is_over: bool


@dataclass(frozen=True)
class Typed:
    """An act that was refused: what was typed for it, and the sentence that says why."""

    deed: str
    step: str
    note: str
    day: str
    said: str


@dataclass(frozen=True)
class Demand:
    """What a letter that stands asks of a firm: which letter, until which day, and whether that day is over."""

    letter: Any
    label: str
    until: date | None
    is_over: bool
    is_question: bool


def list_page(request: HttpRequest, *, title: str) -> HttpResponse:
    """What waits for this person's office today, and below it the cases they asked for."""
    user, on, asked = signed_in(request), timezone.localdate(), read_cases(request)
    page = page_of(
        queries.wanted_cases(queries.cases(by=user), asked, on=on), request.GET, per_page=PER_PAGE
    )  # fmt: skip
    context = {
        "title": title, "places": PLACES[user.office_kind], "page": page, "asked": asked, "on": on,
        "rows": rows_of(list(page.object_list)), "question": without_page(request.GET),
        **waiting_of(user, on=on),
        "shown": Waiting(asked.waiting).label if asked.waiting in Waiting.values else "",
        "positions": choices([("", _("semua langkah")), *_positions(on)], asked.position),
        "agencies": choices([("", _("semua perangkat daerah")), *_agencies(user)], asked.agency),
        "states": choices(list(OPEN_WORDS.items()), request.GET.get("keadaan", "")),
    }  # fmt: skip
    return render(request, "cases/list.html", context)


def waiting_of(user: Any, *, on: date) -> dict[str, Any]:
    """What waits for this person's office: cases by what they wait for, letters by how far they are, requests."""
    waits, letters = queries.waiting(by=user, on=on), queries.letters_to_do(by=user)
    return {
        "waits": [(each.value, each.label, count) for each, count in waits.items()],
        "letters": [(state, TO_DO[LetterState(state)], count) for state, count in letters.items()],
        "looks": [look for look in queries.second_looks(by=user)[:20] if look.case_id and _decides(look, by=user)],
    }


def read_cases(request: HttpRequest) -> queries.WantedCases:
    """The cases looked for; what cannot be read narrows nothing."""
    question = request.GET
    return queries.WantedCases(
        words=question.get("q", "")[:200],
        position=question.get("langkah", "")[:60],
        agency=as_number(question.get("opd")),
        waiting=question.get("tunggu", "")[:20],
        is_open=IS_OPEN.get(question.get("keadaan", ""), True),
    )


def rows_of(cases: Sequence[Any]) -> list[Row]:
    """The cases with the lines of their packages on one axis."""
    on, run = timezone.localdate(), intake.latest_run()
    known = queries.facts_of_cases(cases)
    listed, _axis = listing(known.values(), as_of=run.as_of if run else on)
    drawn = {one.facts.package_id: one for one in listed}
    return [
        Row(case, drawn.get(case.package_id), position_of(case), bool(case.answer_by and case.answer_by < on))
        for case in cases
    ]


def position_of(case: Any) -> str:
    """The last step of a case in words; a letter that reached nobody says so."""
    if not case.position:
        return str(_("belum ada langkah"))
    label = remedy.step(case.position, case.moved_on).label
    is_unsent = case.position in remedy.DAYS_GIVEN and case.answer_by is None and case.closed_on is None
    return f"{label} · {UNSENT}" if is_unsent else label


def case_page(request: HttpRequest, pk: int, *, form: Any = None, typed: Typed | None = None) -> HttpResponse:
    """One case: its line, what happened, what may come next and by whom, and what this person may do.

    ``typed``: what was refused, shown again in its form with the reason; at the top where its form is not offered.
    """
    user, on = signed_in(request), timezone.localdate()
    case = case_or_404(pk, by=user)
    facts, run = queries.facts_of_case(case), intake.latest_run()
    outlook = queries.outlook(case, by=user, on=on)
    letters = list(queries.letters_of(case, by=user))
    own = [offer for offer in outlook if offer.is_own and offer.step.name not in remedy.REMINDERS]
    is_firm = user.office_kind == OfficeKind.FIRM
    context = {
        "places": PLACES[user.office_kind], "case": case, "facts": facts, "on": on, "form": form,
        "line": _line(facts, as_of=run.as_of if run else on), "finding": said(FINDING, case.kind),
        "position": position_of(case), "steps": _told_steps(queries.steps_of(case), by=user), "letters": letters,
        "sent": sent_of(letters, by=user), "demand": demand_of(case, on=on) if is_firm else None,
        "outlook": [(offer, _said_of(offer, is_over=case.closed_on is not None)) for offer in outlook],
        "readable": {letter.pk for letter in letters}, "answers": queries.clarification_in(case),
        "may_set_start": _may_set_start(case, facts, by=user),
        "looks": [(look, policies.objection_to_second_look(look, by=user)) for look in _looks(case, by=user)],
        "promised": _promised(case, by=user, on=on),
        **_sorted(own, letters=letters),
    }  # fmt: skip
    return render(request, "cases/detail.html", context | _shown_again(request, typed, offered=context))


def _shown_again(request: HttpRequest, typed: Typed | None, *, offered: dict[str, Any]) -> dict[str, Any]:
    """In which form a refused act is shown again: of a step read, a step noted, the start, or dropping."""
    if typed is None:
        return {}
    names = {place: [step.name for step in offered[place]] for place in ("to_read", "to_note")}
    place = next((place for place, steps in names.items() if typed.deed == "langkah" and typed.step in steps), "")
    for deed, may in (("mulai", "may_set_start"), ("hentikan", "may_drop")):
        place = deed if typed.deed == deed and offered[may] else place
    if not place:
        messages.error(request, typed.said)
    return {"typed": typed, "place": place}


def demand_of(case: Any, *, on: date) -> Demand | None:
    """What is asked of the firm in a case that runs; None where nothing is, or its answer is being read."""
    letter = queries.standing_demand(case) if case.closed_on is None else None
    if letter is None or case.position == remedy.ANSWER:
        return None
    until = queries.day_given(letter)
    label, is_question = queries.step_of(letter).label, letter.step == remedy.CLARIFICATION
    return Demand(letter, label, until, until is not None and until < on, is_question)


def sent_of(letters: Iterable[Any], *, by: Any) -> list[tuple[Any, str, list[Any]]]:
    """Letters with their kind in words and the messages by which they went, as far as this person sees them."""
    held = list(letters)
    told = sending.messages_in(held, by=by)
    return [(letter, queries.step_of(letter).label, told.get(letter.pk, [])) for letter in held]


def _promised(case: Any, *, by: Any, on: date) -> list[promising.Shown]:
    """What was promised of the work of this case, and what proves it."""
    listed = promises.pledges_of_package(case.package, by=by)
    return promising.shown(listed, on=on, names={}, missing=proofs.missing_of(listed))


def case_or_404(pk: int, *, by: Any) -> Any:
    """The case, where this person may see it."""
    case = queries.case(pk, by=by)
    if case is None:
        raise Http404
    return case


def _sorted(own: list[queries.Offer], *, letters: list[Any]) -> dict[str, Any]:
    """This person's steps by what the page offers for them: a letter, an answer read, a note of what was done."""
    waiting = {one.step: one for one in letters if one.state in (LetterState.DRAFT, LetterState.APPROVED)}
    now = [offer for offer in own if offer.objection is None]
    reading = (remedy.ACCEPTED, remedy.INSUFFICIENT)
    plain = [one for one in now if not one.step.letter and one.step.name not in (*reading, remedy.DROPPED)]
    return {
        "to_write": [(offer.step, waiting.get(offer.step.name)) for offer in now if offer.step.letter],
        "to_read": [offer.step for offer in now if offer.step.name in reading],
        "to_note": [offer.step for offer in plain],
        "may_drop": any(offer.step.name == remedy.DROPPED for offer in now),
        "not_yet": [(one.step, _shortened(one)) for one in own if one.objection is not None and one.taken_on is None],
        "is_party": bool(own),
    }


def _said_of(offer: queries.Offer, *, is_over: bool) -> str:
    """Beside a step of the ladder: why it may not come yet, or who is waited for; nothing once the case has ended."""
    if offer.taken_on is not None or is_over:
        return ""
    if offer.missed_on is not None:
        return _("harinya, %(day)s, sudah lewat; tidak dikirim") % {"day": day_text(offer.missed_on)}
    if offer.objection is not None:
        return _shortened(offer)
    if offer.step.name in remedy.REMINDERS:
        return str(_("dikirim sistem pada harinya"))
    return str(WAITED_FOR.get(offer.step.by, _("dapat diambil hari ini")))


def _shortened(offer: queries.Offer) -> str:
    """The objection without the name of the step, which stands before it; in the page's language."""
    return told(offer.objection or "").removeprefix(told(offer.step.label)).strip()


def _line(facts: Any, *, as_of: date) -> Any:
    return compliance.lines_of([facts], axis=None, as_of=as_of).get(facts.package_id) if facts else None


def _told_steps(steps: Any, *, by: Any) -> list[tuple[Any, str]]:
    """Steps with their names; what offices noted among themselves is not told to a firm."""
    listed = list(steps)
    for step in listed:
        is_others = step.by is not None and step.by.office_id != by.office_id
        step.note_is_internal = by.office_kind == OfficeKind.FIRM and is_others
    return [(step, remedy.step(step.name, step.on_date).label) for step in listed]


def _looks(case: Any, *, by: Any) -> Any:
    return queries.second_looks(by=by).filter(case=case)


def _decides(look: Any, *, by: Any) -> bool:
    return policies.objection_to_second_look(look, by=by) is None


def _may_set_start(case: Any, facts: Any, *, by: Any) -> bool:
    """Where the data know no first day of work, the PPK tells it."""
    is_unknown = facts is None or facts.starts_on is None
    return is_unknown and case.closed_on is None and Issuer.PPK in policies.issuers_of(by, case)


def _positions(on: date) -> list[tuple[str, object]]:
    return [(step.name, step.label) for step in remedy.steps(on).values()]


def _agencies(user: Any) -> list[tuple[str, object]]:
    return [(str(office.pk), office.name) for office in projects.agencies(by=user)]
