"""What was promised at the past event of the sample city: by firms, by the four parties, and how far is it?

Everything goes through the doings of the house: a promise is proven by the run that is loaded after it, or not.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from payung.accounts import queries as accounts
from payung.accounts.terms import OfficeKind, Role
from payung.briefings.actions import promising
from payung.briefings.actions.promising import Promise, Signature, Who
from payung.briefings.queries import promises, proofs, steps
from payung.briefings.terms import Party, PledgeKind, Signed
from payung.refusal import Refusal

SIGNING = 12
"""Firms that sign; the others of those who came went home without."""
PROMISED = {
    Party.CITY: (Promise(PledgeKind.JUDGE_LINKS), Promise(PledgeKind.NOTICES)),
    Party.BRANCH: (
        Promise(PledgeKind.CONFIRM),
        Promise(PledgeKind.OTHER, text="Contoh: membuka meja pendaftaran."),
    ),
    Party.WORKERS: (Promise(PledgeKind.OTHER, text="Contoh: menyampaikan isi sosialisasi di tiga lokasi kerja."),),
}
OTHER = Promise(PledgeKind.OTHER, text="Contoh: menempel papan perlindungan di lokasi kerja.")
PAPER = b"%PDF-1.4\n% Contoh: notula dan foto, rekaan.\n%%EOF\n"


def fill_sample_promises(event: Any, users: Mapping[Role, Any]) -> int:
    """Commitments of a past event, once; how many there are."""
    on, coordinator = timezone.localdate(event.starts_at), users[Role.COORDINATOR]
    if promises.commitments_of(event, by=coordinator):
        return 0
    made = [_firm(event, one, on=on, by=coordinator) for one in _signing(event)]
    made += [_party(event, party, on=on, by=coordinator) for party in PROMISED]
    for one in made[-1:]:
        _documented(one, by=coordinator, second=users[Role.BRANCH_OFFICER])
    return sum(one is not None for one in made)


def _signing(event: Any) -> list[Any]:
    """Who signs: the firm whose account the visitor has before the others."""
    return sorted(promises.firms_of(event), key=lambda one: one.executor.office_id is None)[:SIGNING]


def settle_sample_promises() -> int:
    """Close what the run that holds now proves, as the clock does; how many promises moved."""
    settled = [promising.close_proven(pledge, on=timezone.localdate()) for pledge, _verdict in proofs.unsettled()]
    return sum(settled)


def _firm(event: Any, invitee: Any, *, on: dt.date, by: Any) -> Any:
    offered = steps.proposals(steps.packages_of([invitee.executor]), on=on)
    lines = [Promise(step.kind, step.package.package.package_id) for step, _due in offered if step.kind is not None]
    return _signed(event, Who(Party.FIRM, invitee.executor), [*lines, OTHER], on=on, by=by)


def _party(event: Any, party: Party, *, on: dt.date, by: Any) -> Any:
    kinds = {Party.CITY: OfficeKind.CITY, Party.BRANCH: OfficeKind.BRANCH}
    office = accounts.offices_of_kind(kinds[party]).first() if party in kinds else None
    return _signed(event, Who(party, office=office), PROMISED[party], on=on, by=by)


def _signed(event: Any, who: Who, lines: Any, *, on: dt.date, by: Any) -> Any:
    """What was signed; None where the house does not take it, as for a city without a branch."""
    told = Signature("Wakil Contoh", "Penanggung jawab", on, Signed.SCREEN)
    try:
        return promising.commit(event, who, lines, signature=told, by=by)
    except Refusal:
        return None


def _documented(held: Any, *, by: Any, second: Any) -> None:
    """A promise that only a document proves: brought by one, looked at by another."""
    for pledge in promises.promised_in(held, by=by) if held is not None else ():
        promising.bring_document(pledge, PAPER, by=by)
        promising.judge_document(pledge, is_enough=True, note="Contoh: notula dan fotonya terlihat.", by=second)
