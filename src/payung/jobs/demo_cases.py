"""Which cases does a visitor of the sample city find: some just opened, some asked about, one answered, one to drop?

Everything goes through the doings of the house, as people would do it today; a package that the law does not let be
asked about is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from payung.accounts.terms import Role
from payung.compliance import actions, queries
from payung.compliance.terms import AnswerKind, FindingVerdict
from payung.matching import queries as matching
from payung.outreach import actions as outreach
from payung.outreach import queries as sending
from payung.outreach.terms import Channel
from payung.refusal import Refusal
from payung.rules import remedy

OPENED, ASKED = 9, 6
REASON = "Contoh: lokasi sudah dikunjungi dan pekerjaannya berjalan."
RECEIVER = "Contoh: petugas kantor pelaksana"
ANSWER = {"text": "Contoh: akan kami daftarkan minggu ini."}


def open_sample_cases(users: Mapping[Role, Any], *, site: str) -> int:
    """Open the sample's cases, once; how many there are."""
    coordinator = users[Role.COORDINATOR]
    if queries.cases(by=coordinator).exists():
        return 0
    opened = list(_opened(users))
    for case in opened[:ASKED]:
        draft = actions.draft_letter(case, remedy.CLARIFICATION, by=coordinator)
        outreach.issue_and_send(draft, by=coordinator, site=site, channels=[Channel.HAND])
    for case in opened[: ASKED - 1]:  # the last one still waits to be handed over
        _hand_over(case, by=coordinator)
    for case in queries.cases(by=users[Role.FIRM]).filter(position=remedy.CLARIFICATION)[:1]:
        actions.answer_signed_in(case, kind=AnswerKind.WILL_REGISTER, told=ANSWER, by=users[Role.FIRM])
    if len(opened) > ASKED:
        actions.ask_to_drop(opened[-1], reason="Contoh: paket ini ternyata dibatalkan.", by=coordinator)
    return len(opened)


def _hand_over(case: Any, *, by: Any) -> None:
    """The executor got the letter by hand, today."""
    letters = queries.letters_of(case, by=by)
    (message,) = sending.messages_of(letters.get(step=remedy.CLARIFICATION), by=by)
    outreach.record_delivery(message, outreach.Delivery(timezone.localdate(), receiver=RECEIVER), by=by)


def _opened(users: Mapping[Role, Any]) -> Iterator[Any]:
    """Cases of the firm and the agency whose accounts the visitor has, then of others."""
    coordinator, taken = users[Role.COORDINATOR], 0
    for finding in _findings(users):
        if taken == OPENED:
            return
        if matching.pairs_to_judge_of([finding.package.package_id]):
            continue
        try:
            with transaction.atomic():
                actions.judge_finding(finding, verdict=FindingVerdict.TRUE, reason=REASON, by=coordinator)
                case = actions.open_case(finding, by=coordinator)
        except Refusal:
            continue
        taken += 1
        yield case


def _findings(users: Mapping[Role, Any]) -> Iterator[Any]:
    seen: set[int] = set()
    for role, most in ((Role.FIRM, 2), (Role.AGENCY_OFFICER, 4), (Role.COORDINATOR, OPENED)):
        found = (
            queries.findings(by=users[role])
            .select_related("package")
            .filter(kind="unregistered", package__executor__isnull=False)
        )
        for finding in found.exclude(pk__in=seen).order_by("-amount", "pk")[:most]:
            seen.add(finding.pk)
            yield finding
