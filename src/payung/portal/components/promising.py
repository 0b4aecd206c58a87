"""How does a party promise on a page: what is offered, what was ticked, and how it was signed?

One form for the link of an invitation, the committee's tablet and the account of a firm. Without a script one signs by
typing a name and ticking a box.
"""

import binascii
from base64 import b64decode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.briefings.actions.promising import LARGEST, Promise, Signature, Who, commit
from payung.briefings.queries import steps
from payung.briefings.terms import KINDS_OF, Party, PledgeKind, PledgeState, Signed
from payung.portal.components.asked import as_day
from payung.portal.language import tell
from payung.refusal import Refusal

DRAWN = "data:image/png;base64,"
OTHERS = 2
"""Lines for what is promised besides."""
TONE = {
    PledgeState.OPEN: "amber",
    PledgeState.PROVEN: "green",
    PledgeState.DOCUMENTED: "blue",
    PledgeState.RELEASED: "grey",
}


@dataclass(frozen=True)
class Offer:
    """One line of the form: ``key`` names it, ``about`` is the package, ``due_on`` the day proposed."""

    key: str
    text: str
    about: str
    due_on: date
    last_day: date | None
    ground: str
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """Where a party promises: at which event, for whom, what the page is called, and where it leads afterwards."""

    event: Any
    who: Who
    title: str
    back: str
    done: Callable[[Any], str]
    by: Any = None
    form: str = ""


def offers_to_firm(executor: Any, *, on: date, told: QueryDict | None = None) -> list[Offer]:
    """What a firm may promise of its packages; everything is ticked until somebody unticks it."""
    return [
        Offer(
            step.key, step.text, step.package.name or step.package.package.package_id,
            _day(told, step.key) or due, step.last_day if step.last_day and step.last_day > on else None, step.ground,
            told is None or step.key in told.getlist("janji"),
        )
        for step, due in steps.proposals(steps.packages_of([executor]), on=on)
    ]  # fmt: skip


def offers_to_party(party: Party, *, on: date, told: QueryDict | None = None) -> list[Offer]:
    """What another party may promise."""
    return [
        Offer(
            kind.value, str(kind.label), "", _day(told, kind.value) or steps.due_day(kind, None, on=on), None, "",
            told is not None and kind.value in told.getlist("janji"),
        )
        for kind in KINDS_OF[party]
        if kind != PledgeKind.OTHER
    ]  # fmt: skip


def page(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The form; on a POST the commitment is written down, or refused with everything that was filled in kept."""
    on, told = timezone.localdate(), request.POST if request.method == "POST" else None
    if told is not None:
        try:
            made = commit(asked.event, asked.who, read_promises(told), signature=read_signature(request), by=asked.by)
        except Refusal as refusal:
            messages.error(request, tell(refusal))
        else:
            messages.success(request, _("Komitmen tercatat. Janji selesai begitu pemeriksaan data membuktikannya."))
            return redirect(asked.done(made))
    return render(request, "promises/commit.html", _context(asked, told, on=on), status=422 if told else 200)


def _context(asked: Asked, told: QueryDict | None, *, on: date) -> dict[str, Any]:
    party, executor = asked.who.party, asked.who.executor
    offers = offers_to_firm(executor, on=on, told=told) if executor else offers_to_party(party, on=on, told=told)
    return {
        "asked": asked, "event": asked.event, "offers": offers, "on": on, "told": told or {},
        "others": _others(told, on=on), "party": party.label, "name": _name(asked.who),
        "is_firm": party == Party.FIRM, "largest": LARGEST // 1024 // 1024,
    }  # fmt: skip


def _name(who: Who) -> str:
    return who.executor.name if who.executor else who.office.name if who.office else str(who.party.label)


def _others(told: QueryDict | None, *, on: date) -> list[tuple[int, str, date]]:
    usual = steps.due_day(PledgeKind.OTHER, None, on=on)
    return [(at, told.get(f"lain-{at}", "") if told else "", _day(told, f"lain-{at}") or usual) for at in range(OTHERS)]


def read_promises(told: QueryDict) -> list[Promise]:
    """What was ticked, and what was written besides."""
    ticked = [_promise(key, _day(told, key)) for key in told.getlist("janji")[:500]]
    written = [
        Promise(PledgeKind.OTHER, "", _day(told, f"lain-{at}"), told.get(f"lain-{at}", "").strip()[:1000])
        for at in range(OTHERS)
        if told.get(f"lain-{at}", "").strip()
    ]
    return [*ticked, *written]


def _promise(key: str, due_on: date | None) -> Promise:
    kind, _colon, package = key.partition(":")
    if kind not in PledgeKind.values or kind == PledgeKind.OTHER:
        raise Refusal("Salah satu janji tidak berlaku lagi menurut data terbaru; muat ulang halaman ini.")
    return Promise(PledgeKind(kind), package[:120], due_on)


def _day(told: QueryDict | None, key: str) -> date | None:
    return as_day(told.get(f"tenggat-{key}")) if told is not None else None


def read_signature(request: HttpRequest) -> Signature:
    """On paper where a file came; else drawn on the screen, or typed and ticked."""
    told, file = request.POST, request.FILES.get("formulir")
    name, position = told.get("nama", "").strip()[:200], told.get("jabatan", "").strip()[:120]
    if file is not None:
        on = as_day(told.get("tanggal")) or timezone.localdate()
        return Signature(name, position, on, Signed.PAPER, file.read(LARGEST + 1))
    drawn = _drawn(told.get("goresan", ""))
    if not drawn and told.get("menandatangani") != "ya":
        raise Refusal("Tanda tangani di kotaknya, atau ketik nama Anda dan beri tanda “saya menandatangani”.")
    return Signature(name, position, timezone.localdate(), Signed.SCREEN, drawn)


def _drawn(told: str) -> bytes:
    if not told.startswith(DRAWN):
        return b""
    try:
        return b64decode(told.removeprefix(DRAWN), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal("Tanda tangan di layar tidak terbaca; ulangi, atau ketik nama Anda.") from None


@dataclass(frozen=True)
class Shown:
    """A promise in a list: its words, the name of its package, its colour, and what its proof still lacks."""

    pledge: Any
    words: str
    package: str
    tone: str
    missing: str
    is_overdue: bool
    is_reopened: bool


def shown(listed: Sequence[Any], *, on: date, names: dict[int, str], missing: dict[int, str]) -> list[Shown]:
    """Promises as pages show them."""
    return [
        Shown(
            one, one.text if one.kind == PledgeKind.OTHER else str(one.get_kind_display()),
            names.get(one.package_id, "") or (one.package.package_id if one.package else ""),
            "red" if one.state == PledgeState.OPEN and one.due_on < on else TONE[PledgeState(one.state)],
            missing.get(one.pk, ""), one.state == PledgeState.OPEN and one.due_on < on,
            one.state == PledgeState.OPEN and bool(one.proof) and one.kind != PledgeKind.OTHER,
        )
        for one in listed
    ]  # fmt: skip


def file_of(made: bytes, *, kind: str, name: str) -> HttpResponse:
    """A file to be kept, read by nobody on the way."""
    types = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "teks": "text/plain; charset=utf-8"}
    response = HttpResponse(made, content_type=types[kind])
    end = "txt" if kind == "teks" else kind
    response["Content-Disposition"] = f'attachment; filename="{name}.{end}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
