"""Which cover does a participant's row give a worker on this work, how strong is it, and by which article?

A table, strongest first: of several covers on one day the first decides. A cover of another employer or another
project is a cover of other risks, and is called so.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from payung.rules.lines import covers
from payung.rules.parameters import parameter

EVER, NEVER_ENDS = date(1900, 1, 1), date(2100, 12, 31)
PROTECTED, ELSEWHERE, UNPROTECTED = "protected", "elsewhere", "unprotected"
LATE_LIST = "liability/partial_worker_list"
CHANGE = "deadline/worker_change"


class Segment(StrEnum):
    """The segments of participants; NONE where no cover says one."""

    JAKON = "JAKON"
    PU = "PU"
    BPU = "BPU"
    NONE = "none"


@dataclass(frozen=True)
class Cover:
    """One kind of cover: what it makes of a day, its segment, how sure it can be at most, and its law."""

    name: str
    state: str
    segment: Segment
    sure: str
    law: str


COVERS = (
    Cover("named", PROTECTED, Segment.JAKON, "high", "liability/protected"),
    Cover("own_firm", PROTECTED, Segment.PU, "medium", "worker/permanent_staff"),
    Cover("by_value", PROTECTED, Segment.JAKON, "medium", "liability/late_worker_change"),
    Cover("other_project", ELSEWHERE, Segment.JAKON, "high", "worker/cover_elsewhere"),
    Cover("other_employer", ELSEWHERE, Segment.PU, "high", "worker/cover_elsewhere"),
    Cover("self_employed", ELSEWHERE, Segment.BPU, "high", "worker/not_self_employed"),
    Cover("no_work_told", ELSEWHERE, Segment.JAKON, "low", "worker/cover_elsewhere"),
    Cover("no_project_told", ELSEWHERE, Segment.JAKON, "low", "worker/cover_elsewhere"),
    Cover("no_firm_told", ELSEWHERE, Segment.PU, "low", "worker/cover_elsewhere"),
    Cover("no_segment_told", ELSEWHERE, Segment.NONE, "low", "worker/cover_elsewhere"),
    Cover("late_list", UNPROTECTED, Segment.NONE, "medium", LATE_LIST),
)
NOTHING = Cover("nothing", UNPROTECTED, Segment.NONE, "medium", "liability/unregistered")
EVERY = (*COVERS, NOTHING)
PROTECTING = tuple(cover.name for cover in COVERS if cover.state == PROTECTED and cover.name != "by_value")


def segment_of(text: pl.Expr) -> pl.Expr:
    """JAKON | PU | BPU as the branch writes them, short or whole; None for anything else."""
    word = text.str.to_uppercase().str.replace_all(r"[^A-Z]", "")
    return (
        pl.when(word.str.contains("JAKON|KONSTRUKSI")).then(pl.lit(Segment.JAKON))
        .when(word.str.contains("BPU|BUKANPENERIMA")).then(pl.lit(Segment.BPU))
        .when(word.str.contains("^PU|PENERIMAUPAH")).then(pl.lit(Segment.PU))
    )  # fmt: skip


def cover_of_pair() -> pl.Expr:
    """The name in COVERS of a participant's row beside a worker's row.

    Needs ``work`` of the worker, ``segment`` and ``number_key`` of the participant, and of the pair
    ``is_own_project``, ``is_own_firm`` and ``are_firms_known``: whether both sides say which firm.
    """
    segment, number = pl.col("segment"), pl.col("number_key")
    return (
        pl.when(pl.col("is_own_project")).then(pl.lit("named"))
        .when(segment == Segment.BPU).then(pl.lit("self_employed"))
        .when((segment == Segment.PU) & pl.col("is_own_firm")).then(pl.lit("own_firm"))
        .when((segment == Segment.PU) & pl.col("are_firms_known")).then(pl.lit("other_employer"))
        .when(segment == Segment.PU).then(pl.lit("no_firm_told"))
        .when(number.is_not_null() & pl.col("work").is_null()).then(pl.lit("no_work_told"))
        .when(number.is_not_null()).then(pl.lit("other_project"))
        .when(segment == Segment.JAKON).then(pl.lit("no_project_told"))
        .otherwise(pl.lit("no_segment_told"))
    )  # fmt: skip


def article(key: str, on: date) -> str:
    """The first instrument that the law under this key cites on this day; its last one where none is in force."""
    history = parameter(key).history
    dated = next((entry for entry in history if covers(entry, on)), history[-1])
    return dated.source.split(";")[0]
