"""Who pays, may the payment go out, and what follows if nothing is done?"""

import datetime as dt
from collections.abc import Mapping
from random import Random
from types import MappingProxyType

from payung.refusal import Refusal
from payung.rules import gate
from payung.rules.case import Case, Cause
from payung.rules.deadlines import worker_change
from payung.rules.entitlement import entitlement
from payung.rules.parameters import parameter
from payung.rules.payer import Facts, Payer, Protection, who_pays
from payung.rules.periods import is_certain
from payung.rules.quiz.makers.amounts import WAGES
from payung.rules.quiz.makers.cover import JOBS
from payung.rules.quiz.values import Made, Maker, Option, Word, of_codes
from payung.rules.wage_basis import monthly

PAYERS = (Payer.EXECUTOR.value, Payer.BPJS.value, "worker", "city")
CAUSES = (gate.NOT_FOUND, gate.PENDING, gate.LAPSED, gate.PROTECTED)
ANSWERS = (gate.Answer.MAY.value, gate.Answer.NOT_YET.value, "small", "last")
NO_CATEGORY = ("no_site_only", "no_hours_only", "if_police")
DAY = dt.timedelta(days=1)


def payer_unregistered(draw: Random, on: dt.date) -> Made:
    """An accident on a project that nobody registered."""
    return _paid_by(on, Facts(registered=False), job=Word(draw.choice(JOBS)), months=draw.randrange(2, 9))


def payer_before_payment(draw: Random, on: dt.date) -> Made:
    """An accident after the form and before the first payment."""
    late = draw.randrange(3, 15)
    return _paid_by(on, Facts(registered=True), job=Word(draw.choice(JOBS)), late=late)


def payer_new_worker(draw: Random, on: dt.date) -> Made:
    """An accident of a worker who is not in the list, before or after the window to tell of them has closed."""
    is_over = draw.random() < 0.5
    window: int = parameter("deadline/worker_change").at(on).value
    weeks = draw.randrange(1, 5) if not is_over else draw.randrange(window // 5 + 2, window // 5 + 8)
    since = on - weeks * 7 * DAY
    until = worker_change(since).on
    if not is_certain(until):
        raise Refusal("Hari libur sampai {on} belum ditetapkan.", on=until)
    facts = Facts(registered=True, protected=(Protection(since - 30 * DAY, None),), listed=False, worked_since=since)
    return _paid_by(on, facts, job=Word(draw.choice(JOBS)), weeks=weeks, days=window, until=until)


def _paid_by(on: dt.date, facts: Facts, **told: object) -> Made:
    case = Case(cause=Cause.WORK_ACCIDENT_DEATH, on=on, wage=monthly(WAGES[0]))
    first, *_rest = who_pays(entitlement(case), facts)
    return of_codes(first.payer.value, PAYERS, **told)


def gate_answer(draw: Random, on: dt.date) -> Made:
    """What the payment gate says of a state of protection."""
    cause = draw.choice(CAUSES)
    said = gate.verdict(cause, since=None, proof=None, on=on)
    return of_codes(said.answer.value, ANSWERS, cause=Word(cause), job=Word(draw.choice(JOBS)))


def is_work_accident(draw: Random, on: dt.date) -> Made:
    """An accident of a kind that the law names."""
    category = Word(draw.choice(parameter("claim/work_accident_definition").at(on).value["categories"]))
    return of_codes("yes", NO_CATEGORY, category=category)


def first_sanction(draw: Random, on: dt.date) -> Made:
    """What follows first where a firm does not register; the wrong choices are the later steps."""
    rows = sorted(parameter("sanction/steps").at(on).value, key=lambda row: int(row["order"]))
    at = draw.randrange(0, min(len(rows), 3))
    others = tuple(Option(row["name"], Word(row["name"])) for row in rows if row is not rows[at])
    before = Word(rows[at - 1]["name"]) if at else Word("nothing_yet")
    order = tuple(Word(row["name"]) for row in rows)
    return Made(Option("right", Word(rows[at]["name"])), others, {"before": before, "order": order})


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "payer_unregistered": payer_unregistered,
        "payer_before_payment": payer_before_payment,
        "payer_new_worker": payer_new_worker,
        "gate_answer": gate_answer,
        "is_work_accident": is_work_accident,
        "first_sanction": first_sanction,
    }
)
