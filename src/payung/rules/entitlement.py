"""What is one worker, or the heirs, entitled to: which lines, how much, by which article, how sure?"""

from dataclasses import dataclass, replace

from payung.refusal import Refusal
from payung.rules.benefit_cautions import cautions
from payung.rules.case import Case, Cause
from payung.rules.disability import BodyLoss, Degree, anatomical, functional
from payung.rules.lines import Explanation, Programme, Role, Row, Sentence, compute_one, explain
from payung.rules.money import Rupiah
from payung.rules.parameters import Status, parameter, weakest
from payung.rules.programmes.jkk_benefit import JKK_BENEFIT, MODES, told_partial
from payung.rules.programmes.jkm_benefit import JKM_BENEFIT
from payung.rules.scholarship import facts_of

__all__ = ["BodyLoss", "Case", "Cause", "Entitlement", "entitlement"]

DEGREES = {Cause.PARTIAL_ANATOMICAL: anatomical, Cause.PARTIAL_FUNCTIONAL: functional}
ON_THE_WAGE = frozenset({"death", "total_permanent", "partial_anatomical", "partial_functional", "stmb"})
COSTS = ("home_care", "prosthesis", "spectacles", "dental", "hearing_aid")
MOST_LOSSES = 100


@dataclass(frozen=True)
class Entitlement:
    """The lines that apply to a case, each with source, status and how it came about, their sum, and what to
    warn of.
    """

    case: Case
    lines: tuple[Explanation, ...]
    total: Rupiah
    cautions: tuple[Sentence, ...]


def entitlement(case: Case) -> Entitlement:
    """The benefits of one case by the law of the day of the accident or death.

    A Refusal for facts that do not belong to the cause, and before 23 April 2012. Source: PP 44/2015 and
    PP 82/2019 with Lampiran III; PP 53/2012 before 1 July 2015.
    """
    _require_consistent(case)
    degrees = DEGREES[case.cause](case.losses, on=case.on) if case.cause in DEGREES else ()
    programme = JKM_BENEFIT if case.cause is Cause.NON_WORK_DEATH else JKK_BENEFIT
    row = compute_one(_facts(case, degrees), programme)
    lines = _lines(case, row, programme, degrees)
    return Entitlement(case, lines, row["total"], cautions(case, lines))


def _facts(case: Case, degrees: tuple[Degree, ...]) -> dict[str, object]:
    children = {"on": case.on, **facts_of(case.children, on=case.on)}
    if case.cause is Cause.NON_WORK_DEATH:
        return {"years_contributed": case.years_contributed or 0, **children}
    return {
        "cause": case.cause.value,
        "wage": case.wage.amount,
        "stmb_months": case.stmb_months,
        "share": sum(degree.share for degree in degrees),
        **{f"transport_{mode}_cost": case.transport.get(mode, 0) for mode in MODES},
        **{f"{name}_cost": getattr(case, name) for name in COSTS},
        **children,
    }


def _lines(case: Case, row: Row, programme: Programme, degrees: tuple[Degree, ...]) -> tuple[Explanation, ...]:
    told = tuple(line for line in explain(row, programme, case.on) if line.role is Role.PAID)
    if programme is JKM_BENEFIT:
        return told
    return tuple(_on_the_wage(_of_degrees(line, row, degrees), case) for line in told)


def _of_degrees(line: Explanation, row: Row, degrees: tuple[Degree, ...]) -> Explanation:
    """The line of a partial disability, told part by part, no surer than the table's numbers."""
    if line.name not in DEGREES:
        return line
    law = parameter(f"benefit/jkk/{line.name}").at(row["on"])
    parts = " + ".join(str(degree.how) for degree in degrees)
    return replace(
        line,
        how=told_partial(row, law.value, parts=f"({parts})"),
        source="; ".join(dict.fromkeys((law.source, *(degree.source for degree in degrees)))),
        status=weakest(law.status, *(degree.status for degree in degrees)),
    )


def _on_the_wage(line: Explanation, case: Case) -> Explanation:
    """What rests on the wage is no surer than the wage."""
    if line.name not in ON_THE_WAGE or case.wage.status is Status.CONFIRMED:
        return line
    source = f"{line.source}; {case.wage.source}"
    return replace(line, source=source, status=weakest(line.status, case.wage.status))


def _require_consistent(case: Case) -> None:
    if objection := _objection(case):
        raise objection


def _objection(case: Case) -> Refusal | None:
    """Why these facts do not make a case, or None."""
    if unknown := sorted(set(case.transport) - set(MODES)):
        return Refusal(
            "{what} “{given}” tidak dikenal; pilih salah satu dari {choices}.",
            what="Jenis angkutan",
            given=unknown[0],
            choices=", ".join(MODES),
        )
    return _objection_to_losses(case) or _objection_to_accident_facts(case)


def _objection_to_losses(case: Case) -> Refusal | None:
    if case.cause in DEGREES and not case.losses:
        return Refusal("Bagian tubuh yang cacat belum disebut (--body-part).")
    if case.cause not in DEGREES and case.losses:
        return Refusal("Bagian tubuh hanya untuk sebab partial_anatomical atau partial_functional.")
    if len(case.losses) > MOST_LOSSES:
        return Refusal("Paling banyak {most} cacat dalam satu kasus.", most=MOST_LOSSES)
    return None


def _objection_to_accident_facts(case: Case) -> Refusal | None:
    if case.cause is Cause.TEMPORARY and not case.stmb_months:
        return Refusal("Lama tidak mampu bekerja belum disebut (--stmb-months).")
    costs = (case.stmb_months, *case.transport.values(), *(getattr(case, name) for name in COSTS))
    if case.cause is Cause.NON_WORK_DEATH and any(costs):
        return Refusal("STMB dan penggantian biaya hanya untuk kecelakaan kerja.")
    return None
