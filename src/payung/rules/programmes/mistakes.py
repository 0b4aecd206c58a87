"""Which known mistake explains a published or billed amount that differs from the law?

Seen in the press and on the web: one flat rate on the whole value instead of marginal brackets, an invented
rate, the value with PPN instead of without. A misprint explains nothing, so it stays unexplained.
"""

from collections.abc import Iterator
from datetime import date

from payung.rules.lines import Sentence, compute_one
from payung.rules.money import PER, Rupiah, at_rate, percent_text, rupiah_text, scaled
from payung.rules.parameters import parameter
from payung.rules.programmes.jakon_project import JAKON_PROJECT, JKK, JKM, ppn_on


def recognise_error(published: Rupiah, base: Rupiah, on: date) -> Sentence | None:
    """The mistake that gives ``published`` (JKK + JKM) for this net base, as a sentence; None if right or
    unknown.

    A base or day that the programme refuses is refused here too.
    """
    right = _total(base, "net", on)
    if published == right:
        return None
    return next((mistake for mistake in _mistakes(published, base, on) if mistake is not None), None)


def _mistakes(published: Rupiah, base: Rupiah, on: date) -> Iterator[Sentence | None]:
    yield _flat(published, base, on)
    yield _with_ppn(published, base, on)
    yield _without_ppn_twice(published, base, on)
    yield _invented(published, base)


def _total(value: Rupiah, value_kind: str, on: date) -> Rupiah:
    return int(compute_one({"value": value, "value_kind": value_kind, "on": on}, JAKON_PROJECT)["total"])


def _flat(published: Rupiah, base: Rupiah, on: date) -> Sentence | None:
    """One bracket's rate on the whole value, the most common misreading."""
    jkk, jkm = parameter(JKK).at(on).value, parameter(JKM).at(on).value
    for rate in (a["rate"] + b["rate"] for a, b in zip(jkk, jkm, strict=True)):
        if published == at_rate(base, rate):
            return Sentence(
                "Tarif {rate} dikenakan atas seluruh nilai {base}; "
                "menurut PP 44/2015 tiap tarif hanya mengenai bagian nilai di lapisannya.",
                {"rate": percent_text(rate), "base": rupiah_text(base)},
            )
    return None


def _with_ppn(published: Rupiah, base: Rupiah, on: date) -> Sentence | None:
    rate = ppn_on(on).value
    if published != _total(scaled(base, PER + rate, PER), "net", on):
        return None
    return Sentence("Dihitung dari nilai termasuk PPN {rate}, bukan tanpa PPN.", {"rate": percent_text(rate)})


def _without_ppn_twice(published: Rupiah, base: Rupiah, on: date) -> Sentence | None:
    if published != _total(base, "gross", on):
        return None
    facts = {"rate": percent_text(ppn_on(on).value)}
    return Sentence("PPN {rate} dikeluarkan sekali lagi dari nilai yang sudah tanpa PPN.", facts)


def _invented(published: Rupiah, base: Rupiah) -> Sentence | None:
    """A round rate (whole hundredths of a percent) on the whole value that no bracket knows."""
    if base == 0 or published * PER % (base * 10):
        return None
    return Sentence(
        "Tarif rata {rate} atas seluruh nilai {base}; tarif itu tidak ada dalam PP 44/2015.",
        {"rate": percent_text(published * PER // base), "base": rupiah_text(base)},
    )
