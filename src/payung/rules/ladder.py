"""Which sanction may come next, who may lawfully impose it, from which day, and how does it end?

A ladder is data under ``law/sanction``: the administrative sanctions of PP 86/2013 (warnings and fine by
BPJS, then services withheld by the service unit at its request), and the letters a PPK sends under the
contract. Asking it for a step the issuer may not take gives the reason as a sentence.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from payung.refusal import Refusal
from payung.rules.claims import DayUnit
from payung.rules.lines import Sentence
from payung.rules.parameters import Status, parameter
from payung.rules.periods import add_working_days

ADMINISTRATIVE = "sanction/steps"
CONTRACTUAL = "sanction/contract_letters"
DAY_UNIT = "sanction/day_unit"


class Issuer(StrEnum):
    """Who may impose a step."""

    BPJS = "bpjs"
    SERVICE_UNIT = "unit_pelayanan_publik"
    PPK = "ppk"
    CITY = "kota"
    EXECUTOR = "pelaksana"
    CHECK = "pemeriksaan"

    @property
    def label(self) -> str:
        """The name shown to a reader."""
        return ISSUER_LABELS[self]


ISSUER_LABELS: Mapping[Issuer, str] = MappingProxyType(
    {
        Issuer.BPJS: "BPJS Ketenagakerjaan",
        Issuer.SERVICE_UNIT: "unit pelayanan publik",
        Issuer.PPK: "pejabat pembuat komitmen (PPK)",
        Issuer.CITY: "pemerintah kota",
        Issuer.EXECUTOR: "pelaksana pekerjaan",
        Issuer.CHECK: "pemeriksaan data",
    }
)


@dataclass(frozen=True)
class Step:
    """One rung: who imposes it, at whose request, how many days it runs (None: no limit known), after which
    step it comes, and which proof ends it.
    """

    order: int
    name: str
    label: str
    by: Issuer
    asked_by: Issuer | None
    days: int | None
    after: str | None
    ends_with: str


@dataclass(frozen=True)
class Ladder:
    """The steps in order, with the article and how sure we are of them."""

    label: str
    steps: tuple[Step, ...]
    source: str
    status: Status
    note: str


@dataclass(frozen=True)
class Taken:
    """A step that was imposed, and on which day."""

    name: str
    on: dt.date


@dataclass(frozen=True)
class Record:
    """What has happened so far: the steps taken in order, the day BPJS asked the service unit, the day the
    proof came in.
    """

    taken: tuple[Taken, ...] = ()
    requested_on: dt.date | None = None
    settled_on: dt.date | None = None


@dataclass(frozen=True)
class NextStep:
    """The step that comes next, the first day it may be imposed (None: at once), and how sure that day is."""

    step: Step
    from_on: dt.date | None
    status: Status


def ladder(key: str, on: dt.date) -> Ladder:
    """The ladder under this key of the law on this day: ``ADMINISTRATIVE`` or ``CONTRACTUAL``.

    Source: PP 86/2013 Pasal 5-10; the contract (SSUK) for the letters of the PPK.
    """
    rule = parameter(key)
    law = rule.at(on)
    return Ladder(rule.label, tuple(map(_step, law.value)), law.source, law.status, law.note)


def _step(row: Mapping[str, object]) -> Step:
    asked_by = row["asked_by"] and Issuer(str(row["asked_by"]))
    return Step(**{**row, "by": Issuer(str(row["by"])), "asked_by": asked_by})  # type: ignore[arg-type]


def ends_on(step: Step, taken_on: dt.date, *, day_unit: DayUnit | None = None) -> dt.date | None:
    """The last day a step runs; None where no limit is known.

    PP 86/2013 says working days in Pasal 6 and days in Pasal 10: ``day_unit`` is a setting, by default that
    of the law's ``sanction/day_unit``.
    """
    if step.days is None:
        return None
    if (day_unit or DayUnit(parameter(DAY_UNIT).at(taken_on).value)) is DayUnit.WORKING_DAYS:
        return add_working_days(taken_on, step.days)
    return taken_on + dt.timedelta(days=step.days)


def next_step(ladder: Ladder, record: Record, *, day_unit: DayUnit | None = None) -> NextStep | None:
    """The step after the last one taken, and from which day; None once settled or at the top.

    A Refusal where the steps taken are not the first ones of the ladder, in order.
    """
    _require_in_order(ladder, record.taken)
    if record.settled_on is not None or len(record.taken) == len(ladder.steps):
        return None
    step = ladder.steps[len(record.taken)]
    last_day = _end_of_previous(ladder, record, day_unit)
    if last_day is None:
        return NextStep(step, None, ladder.status)
    return NextStep(step, last_day + dt.timedelta(days=1), Status.INFERRED)


def _end_of_previous(ladder: Ladder, record: Record, day_unit: DayUnit | None) -> dt.date | None:
    if not record.taken:
        return None
    previous = ladder.steps[len(record.taken) - 1]
    return ends_on(previous, record.taken[-1].on, day_unit=day_unit)


def _require_in_order(ladder: Ladder, taken: tuple[Taken, ...]) -> None:
    names = [step.name for step in ladder.steps]
    days = [one.on for one in taken]
    if [one.name for one in taken] != names[: len(taken)] or days != sorted(days):
        raise Refusal(
            "Tahap yang sudah dijalankan harus berurutan menurut {ladder}: {names}.",
            ladder=ladder.label,
            names=", ".join(names),
        )


@dataclass(frozen=True)
class _Asked:
    """A step asked for: by whom, on which day, with what has happened before."""

    ladder: Ladder
    step: Step
    by: Issuer
    on: dt.date
    record: Record
    day_unit: DayUnit | None


def objection(
    ladder: Ladder, name: str, *, by: Issuer, on: dt.date, record: Record, day_unit: DayUnit | None = None
) -> Sentence | None:
    """Why this issuer may not impose this step on this day, as a sentence; None where it may.

    A Refusal for a step the ladder does not have, or where the steps taken are out of order.
    """
    _require_in_order(ladder, record.taken)
    step = next((one for one in ladder.steps if one.name == name), None)
    if step is None:
        names = ", ".join(one.name for one in ladder.steps)
        raise Refusal("Tahap “{given}” tidak dikenal; yang ada: {names}.", given=name, names=names)
    asked = _Asked(ladder, step, by, on, record, day_unit)
    return next((sentence for rule in _OBJECTIONS if (sentence := rule(asked)) is not None), None)


def _wrong_issuer(asked: _Asked) -> Sentence | None:
    step = asked.step
    if asked.by is step.by:
        return None
    facts = {"step": step.label, "lawful": step.by.label, "by": asked.by.label}
    if step.asked_by is None:
        return Sentence("{step} diterbitkan oleh {lawful}, bukan oleh {by}.", facts)
    facts["asker"] = step.asked_by.label
    return Sentence("{step} dijalankan oleh {lawful} atas permintaan {asker}, bukan oleh {by}.", facts)


def _settled(asked: _Asked) -> Sentence | None:
    if asked.record.settled_on is None:
        return None
    facts = {"day": asked.record.settled_on}
    return Sentence("Buktinya sudah diterima pada {day}; tidak ada tahap berikutnya.", facts)


def _taken_before(asked: _Asked) -> Sentence | None:
    day = next((one.on for one in asked.record.taken if one.name == asked.step.name), None)
    if day is None:
        return None
    return Sentence(
        "{step} sudah dijalankan pada {day}.",
        {"step": asked.step.label, "day": day},
    )


def _previous_missing(asked: _Asked) -> Sentence | None:
    before = asked.step.after
    if before is None or before in {one.name for one in asked.record.taken}:
        return None
    label = next(step.label for step in asked.ladder.steps if step.name == before)
    return Sentence(
        "{step} didahului {before}, yang belum dijalankan.",
        {"step": asked.step.label, "before": label},
    )


def _previous_running(asked: _Asked) -> Sentence | None:
    last_day = _end_of_previous(asked.ladder, asked.record, asked.day_unit)
    if last_day is None or asked.on > last_day:
        return None
    return Sentence(
        "Tahap sebelumnya masih berjalan sampai {day}; {step} paling cepat sehari sesudahnya.",
        {"day": last_day, "step": asked.step.label},
    )


def _request_missing(asked: _Asked) -> Sentence | None:
    asker, requested_on = asked.step.asked_by, asked.record.requested_on
    if asker is None or (requested_on is not None and requested_on <= asked.on):
        return None
    return Sentence(
        "{step} menunggu permintaan {asker}.",
        {"step": asked.step.label, "asker": asker.label},
    )


_OBJECTIONS: tuple[Callable[[_Asked], Sentence | None], ...] = (
    _wrong_issuer,
    _settled,
    _taken_before,
    _previous_missing,
    _previous_running,
    _request_missing,
)
