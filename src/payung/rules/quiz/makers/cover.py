"""Who and what: which workers, which work and which programmes belong to the registration of a project."""

import datetime as dt
from collections.abc import Mapping
from random import Random
from types import MappingProxyType

from payung.rules.parameters import parameter
from payung.rules.quiz.values import Made, Maker, Option, Word, of_codes

HEADS = range(6, 61)
STAFF = range(2, 6)
JOBS = ("drainage", "school", "road", "bridge", "pipes", "market", "park", "clinic")
"""Invented pieces of work, so that two forms of one question tell two stories."""
SIZES = ("mikro", "kecil", "menengah", "besar")
PLAIN_WORKS = "pelaksanaan"
"""Nobody doubts that building is construction; it is asked about only where the law names nothing else."""
ALL_PROGRAMMES = ("jkk", "jkm", "jht", "jp")
PLACES_OF_STAFF = ("company", "project", "self", "nobody")


def workers_covered(draw: Random, on: dt.date) -> Made:
    """All kinds of workers the law lists; the wrong choices leave some out."""
    kinds = tuple(Word(kind) for kind in parameter("jakon/wage/workers").at(on).value)
    wrong = (Option("only_permanent"), Option("without_short"), Option("leaders"))
    return Made(Option("right", kinds), wrong, {"job": _job(draw), "heads": draw.choice(HEADS)})


def permanent_staff(draw: Random, on: dt.date) -> Made:
    """Through what the executor's own permanent staff are registered."""
    right = parameter("worker/permanent_staff").at(on).value
    return of_codes(right, PLACES_OF_STAFF, staff=draw.choice(STAFF), job=_job(draw))


def programmes(draw: Random, on: dt.date) -> Made:
    """Which programmes a project must have, whatever the size of the firm."""
    law = tuple(parameter("jakon/programmes").at(on).value)
    sets = (law[:1], ALL_PROGRAMMES, tuple(dict.fromkeys((*law, "jht"))), law[1:])
    wrong = tuple(Option("+".join(one), _upper(one)) for one in sets if one)
    return Made(Option("right", _upper(law)), wrong, {"size": Word(draw.choice(SIZES)), "job": _job(draw)})


def work_in_scope(draw: Random, on: dt.date) -> Made:
    """A kind of work that the law names; the wrong choices make exceptions it does not know."""
    named = parameter("jakon/scope").at(on).value
    kind = Word(draw.choice([one for one in named if one != PLAIN_WORKS] or named))
    return of_codes("yes", ("only_works", "only_large", "only_long"), kind=kind, heads=draw.choice(HEADS))


def names_needed(draw: Random, on: dt.date) -> Made:
    """Whether the names of workers are told although the contribution follows the value."""
    right = "yes" if parameter("worker/named_list").at(on).value else "no_certificate"
    return of_codes(right, ("yes", "no_certificate", "after_accident", "at_end"), job=_job(draw), heads=_heads(draw))


def who_contributes(draw: Random, on: dt.date) -> Made:
    """Who bears the contribution of a project."""
    right = parameter("jakon/payer").at(on).value
    return of_codes(right, ("employer", "worker", "half", "city"), job=_job(draw), heads=_heads(draw))


def _heads(draw: Random) -> int:
    return draw.choice(HEADS)


def _job(draw: Random) -> Word:
    return Word(draw.choice(JOBS))


def _upper(programmes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one.upper() for one in programmes)


MAKERS: Mapping[str, Maker] = MappingProxyType(
    {
        "workers_covered": workers_covered,
        "permanent_staff": permanent_staff,
        "programmes": programmes,
        "work_in_scope": work_in_scope,
        "names_needed": names_needed,
        "who_contributes": who_contributes,
    }
)
