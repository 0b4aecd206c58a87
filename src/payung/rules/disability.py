"""What share of eighty months' wage is a lost part of the body, or a lost function, worth?

The table has one number per part (law/benefit/disability). Most are a share; what is measured in steps (sight
per 10 %, hearing per 10 decibels) is a share per whole step; one is a range inside which the doctor sets the
share. Shares of several losses are added, and no cap is invented: none is printed.
"""

import datetime as dt
import difflib
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from payung.refusal import Refusal
from payung.rules.lines import Sentence
from payung.rules.money import PER, percent_text
from payung.rules.parameters import Dated, Parameter, Status, law, parameter, weakest

TABLE = "benefit/disability/"
PART_STEPS = "benefit/jkk/part_steps"
THOUSANDTHS = 1000


@dataclass(frozen=True)
class BodyLoss:
    """A part of the body as the table names it, and how much of it is lost.

    ``loss`` in thousandths of a percent (of a decibel for hearing); None: the whole part. For a range it is
    the share the doctor set.
    """

    part: str
    loss: int | None = None


@dataclass(frozen=True)
class Degree:
    """The share of eighty months' wage, in ten-billionths, how it came about, by which sources and how sure."""

    share: int
    how: Sentence
    source: str
    status: Status


@functools.cache
def body_parts() -> Mapping[str, Parameter]:
    """The parts of the body the table knows, by their name."""
    return {key.removeprefix(TABLE): one for key, one in law().items() if key.startswith(TABLE)}


def body_part(name: str) -> Parameter:
    """The number of this part; a Refusal with the nearest names when the table has none."""
    if name in body_parts():
        return body_parts()[name]
    near = _near(name)
    if not near:
        raise Refusal("Bagian tubuh “{part}” tidak ada dalam tabel cacat. Daftarnya: payung law list.", part=name)
    raise Refusal(
        "Bagian tubuh “{part}” tidak ada dalam tabel cacat. Yang mirip: {near}.", part=name, near=", ".join(near)
    )


def _near(name: str) -> list[str]:
    """Names of the table: at most four whose Indonesian label holds every word, else those written alike."""
    words = name.lower().split()
    labelled = [
        part for part, one in body_parts().items() if words and all(word in one.label.lower() for word in words)
    ]
    return labelled[:4] or difflib.get_close_matches(name, body_parts(), n=3, cutoff=0.4)


def anatomical(losses: Sequence[BodyLoss], *, on: dt.date) -> tuple[Degree, ...]:
    """The degree of every part lost; a Refusal for a share of a part, which is a loss of function."""
    return tuple(_degree(loss, body_part(loss.part), on, is_function=False) for loss in losses)


def functional(losses: Sequence[BodyLoss], *, on: dt.date) -> tuple[Degree, ...]:
    """The degree of every function lost: loss × table; a Refusal where the loss was not told."""
    return tuple(_degree(loss, body_part(loss.part), on, is_function=True) for loss in losses)


def _degree(loss: BodyLoss, part: Parameter, on: dt.date, *, is_function: bool) -> Degree:
    entry = part.at(on)
    if part.unit == "rate_per_step":
        return _stepped(_told(loss, part), part, entry, on)
    if part.unit == "rate_range":
        return _set_by_doctor(_told(loss, part), part, entry)
    return _reduced(_told(loss, part), part, entry) if is_function else _whole(loss, part, entry)


def _told(loss: BodyLoss, part: Parameter) -> int:
    if loss.loss is None:
        raise Refusal("{label}: besarnya belum disebut; tulis misalnya {part}:30.", label=part.label, part=loss.part)
    if not 0 < loss.loss <= 100 * THOUSANDTHS:
        raise Refusal(
            "{label}: besarnya lebih dari 0 dan paling banyak 100; yang disebut {given}.",
            label=part.label,
            given=_number(loss.loss),
        )
    return loss.loss


def _whole(loss: BodyLoss, part: Parameter, entry: Dated) -> Degree:
    if loss.loss is not None:
        raise Refusal(
            "{label}: persen kehilangan hanya untuk cacat sebagian fungsi (partial_functional).", label=part.label
        )
    how = Sentence("{label} {rate}", {"label": part.label, "rate": percent_text(entry.value)})
    return Degree(entry.value * PER, how, entry.source, entry.status)


def _reduced(lost: int, part: Parameter, entry: Dated) -> Degree:
    facts = {"label": part.label, "lost": percent_text(lost), "rate": percent_text(entry.value)}
    return Degree(entry.value * lost, Sentence("{label} {lost} × {rate}", facts), entry.source, entry.status)


def _stepped(lost: int, part: Parameter, entry: Dated, on: dt.date) -> Degree:
    """Whole steps only; a part of a step makes the degree no surer than that setting."""
    rate, step = entry.value["rate"], entry.value["step"]
    steps, rest = divmod(lost, step * THOUSANDTHS)
    setting = parameter(PART_STEPS).at(on)
    facts = {"label": part.label, "steps": steps, "rate": percent_text(rate)}
    status = weakest(entry.status, setting.status) if rest else entry.status
    return Degree(steps * rate * PER, Sentence("{label} {steps} × {rate}", facts), entry.source, status)


def _set_by_doctor(share: int, part: Parameter, entry: Dated) -> Degree:
    lowest, highest = entry.value["lowest_rate"], entry.value["highest_rate"]
    if not lowest <= share <= highest:
        raise Refusal(
            "{label}: dokter menetapkan antara {lowest} dan {highest}; yang disebut {given}.",
            label=part.label,
            lowest=percent_text(lowest),
            highest=percent_text(highest),
            given=percent_text(share),
        )
    how = Sentence("{label} {rate}", {"label": part.label, "rate": percent_text(share)})
    return Degree(share * PER, how, entry.source, entry.status)


def _number(thousandths: int) -> str:
    return f"{Decimal(thousandths) / THOUSANDTHS:f}".replace(".", ",")
