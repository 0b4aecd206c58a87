"""May a payment for this work go out: yes, not yet, or is a proof being verified; since when, why, and by which law?

The answer to every state of protection is data (``law/remedy/payment_gate``). What may be paid in spite of it is the
city's own rule, a stop or a warning; a proof that the data do not show yet gets a few working days
(``law/remedy/verification_days``), and then the answer is what it was before.
"""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from payung.refusal import Refusal
from payung.rules.lines import Sentence
from payung.rules.parameters import Status, parameter
from payung.rules.periods import add_working_days

ANSWERS, VERIFICATION_DAYS = "remedy/payment_gate", "remedy/verification_days"
NOT_FOUND, PENDING, LAPSED, OVERDUE = "not_found", "pending", "lapsed", "overdue"
NO_START, NO_END, NOT_STARTED, PROTECTED = "no_start", "no_end", "not_started", "protected"
CLEAR = "protected"
"""The state of a day that somebody was covered."""

VERIFYING_SAID = "Bukti {number} tanggal {dated_on} sedang diperiksa kantor cabang, paling lambat {until}."
UNHEARD_SAID = "Pemeriksaan bukti {number} berakhir {until} tanpa kepastian dari kantor cabang."
REFUTED_SAID = "Kantor cabang belum mengenali bukti {number}, menurut jawabannya {decided_on}."
CONFIRMED_SAID = "Kantor cabang membenarkan bukti {number} pada {decided_on}."


class Answer(StrEnum):
    """What the gate says of a package, or of all packages under a contract."""

    MAY = "boleh"
    VERIFYING = "sedang_diverifikasi"
    NOT_YET = "belum"


class Paying(StrEnum):
    """Whether the payment may go: yes, yes once its reason is noted, or it waits."""

    GO = "ya"
    WITH_REASON = "dengan_alasan"
    WAIT = "tidak"


class Outcome(StrEnum):
    """What becomes of the payment: the answer to the question that was asked."""

    PAYABLE = "dapat"
    WITH_REASON = "dengan_alasan"
    LET_PASS = "diloloskan"
    VERIFYING = "sedang_diverifikasi"
    WAITS = "belum"


@dataclass(frozen=True)
class Proof:
    """A proof that an agency named and the branch looks at; ``is_confirmed`` None until the branch has said so."""

    number: str
    dated_on: dt.date
    until: dt.date
    is_confirmed: bool | None = None
    decided_on: dt.date | None = None


@dataclass(frozen=True)
class Verdict:
    """The answer of the gate: since when (None: unknown), why, which proof is missing, and the law behind it."""

    answer: Answer
    cause: str
    since: dt.date | None
    reasons: tuple[Sentence, ...]
    missing: tuple[str, ...]
    law: str
    article: str
    status: Status
    until: dt.date | None = None


def cause_of(standing: str, *, state_now: str | None, is_overdue: bool) -> str:
    """Which row of the law's table holds: how the package stands, and whether it is still protected now."""
    if standing in (NOT_FOUND, PENDING, NO_START, NO_END, NOT_STARTED):
        return standing
    if state_now != CLEAR:
        return LAPSED
    return OVERDUE if is_overdue else PROTECTED


def verify_until(asked_on: dt.date) -> dt.date:
    """The last day the branch has to confirm or refute a proof; always a working day."""
    return add_working_days(asked_on, parameter(VERIFICATION_DAYS).at(asked_on).value)


def verdict(cause: str, *, since: dt.date | None, proof: Proof | None, on: dt.date) -> Verdict:
    """What the gate says on this day; ``proof`` is the last one named for this same cause."""
    row = _rows(on).get(cause)
    if row is None:
        raise Refusal("Keadaan “{given}” tidak dikenal gerbang pembayaran.", given=cause)
    law = parameter(str(row["law"])).at(on)
    base = Verdict(
        Answer(str(row["answer"])), cause, since, (Sentence(str(row["reason"])),),
        tuple(row["missing"]), str(row["law"]), law.source, law.status,  # type: ignore[arg-type]
    )  # fmt: skip
    return base if proof is None or base.answer is Answer.MAY else _with_proof(base, proof, on=on)


def paying(answer: Answer, *, stops: bool, is_waived: bool = False) -> Paying:
    """Whether the payment may go; while a proof is verified the city's rule decides as it does without one.

    ``is_waived``: two people let this one payment pass.
    """
    if answer is Answer.MAY or is_waived:
        return Paying.GO
    return Paying.WAIT if stops else Paying.WITH_REASON


def outcome(answer: Answer, pays: Paying) -> Outcome:
    """One word for both: a payment that may go is never told to wait, whatever its proof lacks."""
    if pays is Paying.GO:
        return Outcome.PAYABLE if answer is Answer.MAY else Outcome.LET_PASS
    if pays is Paying.WITH_REASON:
        return Outcome.WITH_REASON
    return Outcome.VERIFYING if answer is Answer.VERIFYING else Outcome.WAITS


def gravest(answers: list[Answer]) -> Answer:
    """The answer to several packages under one contract: the one that asks for most."""
    return max(answers, key=list(Answer).index)


def strictest(found: list[Paying]) -> Paying:
    """Whether one payment for several packages may go."""
    return max(found, key=list(Paying).index)


def _with_proof(base: Verdict, proof: Proof, *, on: dt.date) -> Verdict:
    told = {name: value for name, value in vars(proof).items() if value is not None}
    if proof.is_confirmed:
        said = Sentence(CONFIRMED_SAID, told)
        return replace(base, answer=Answer.MAY, since=proof.decided_on, reasons=(said,), missing=())
    if proof.is_confirmed is None and on <= proof.until:
        said, answer, until = Sentence(VERIFYING_SAID, told), Answer.VERIFYING, proof.until
    else:
        heard = proof.is_confirmed is not None
        said, answer, until = Sentence(REFUTED_SAID if heard else UNHEARD_SAID, told), Answer.NOT_YET, None
    return replace(base, answer=answer, reasons=(said, *base.reasons), until=until)


@functools.cache
def _rows(on: dt.date) -> Mapping[str, Mapping[str, object]]:
    return {row["cause"]: row for row in parameter(ANSWERS).at(on).value}
