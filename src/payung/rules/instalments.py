"""How is a project's contribution split into instalments (termin)?

50 % / 25 % / 25 %, by the official page on how contributions are paid. Later instalments are rounded down to
the rupiah and the first takes what remains, so that the parts always add up to the whole; the source does
not say who rounds.
"""

from datetime import date

from payung.rules.money import PER, Amount
from payung.rules.parameters import Dated, parameter

INSTALMENTS = "jakon/instalments"


def shares_on(on: date) -> Dated:
    """The share of each instalment on this day, per hundred thousand, first one first."""
    return parameter(INSTALMENTS).at(on)


def split(total: Amount, shares: tuple[int, ...]) -> tuple[Amount, ...]:
    """The instalments of ``total`` (rupiah, or a Narwhals expression of them); they add up to it exactly."""
    parts = [total * share // PER for share in shares]
    parts[0] = total
    for later in parts[1:]:
        parts[0] = parts[0] - later
    return tuple(parts)


def instalments(total: Amount, *, on: date) -> tuple[Amount, ...]:
    """The instalments of a contribution computed on this day."""
    return split(total, tuple(shares_on(on).value))
