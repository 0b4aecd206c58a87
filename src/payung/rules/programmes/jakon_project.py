"""What does a construction project pay for JKK and JKM when the wages are not known?

Marginal brackets on the contract value, PP 44/2015 Pasal 54(2) and 55(2). The law is silent on PPN; branches
take the value without it, so the base is always stated: ``net`` as given, or made net from a gross value at
the rate of its day.
"""

from datetime import date

import narwhals as nw

from payung.rules.lines import Fact, Frame, Line, Programme, Role, Row, Sentence, by_date
from payung.rules.money import CONTRACT_LIMIT, PER, percent_text, rupiah_text, scaled, within
from payung.rules.parameters import Dated, parameter
from payung.rules.programmes.tariffs import bracketed, contribution, marginal

JKK = "jakon/contract_value/jkk"
JKM = "jakon/contract_value/jkm"
NET = "jakon/contract_value/excludes_ppn"
PPN = "ppn/effective_rate"


def ppn_on(on: date) -> Dated:
    """The effective PPN rate, per hundred thousand, in force on this day."""
    return parameter(PPN).at(on)


def net_of_ppn(value: nw.Expr, on: nw.Expr) -> nw.Expr:
    """The value without PPN of its day: value × 100.000 ÷ (100.000 + rate), half-up; null stays null."""
    return by_date(parameter(PPN), lambda rate: scaled(value, PER, PER + rate), on=on)


def gross_of_ppn(value: nw.Expr, on: nw.Expr) -> nw.Expr:
    """The value with PPN of each row's day, half-up; ``net_of_ppn`` gives the same value back exactly."""
    return by_date(parameter(PPN), lambda rate: scaled(value, PER + rate, PER), on=on)


def project_contribution(frame: Frame) -> Frame:
    """The frame (``base``: Int64, ``on``: Date) with ``jkk``, ``jkm`` and ``total``, in rupiah.

    For many rows of mixed quality: where the base is null or outside 0..9·10¹⁵, or the day is before the law,
    all three are null; no row is refused and none gets a wrong number.
    """
    base, on = within(nw.col("base").cast(nw.Int64), CONTRACT_LIMIT), nw.col("on")
    parts = {
        name: by_date(parameter(key), lambda value: marginal(base, bracketed(value)), on=on)
        for name, key in (("jkk", JKK), ("jkm", JKM))
    }
    return frame.with_columns(**parts).with_columns(total=nw.col("jkk") + nw.col("jkm"))


def _base() -> nw.Expr:
    value, on = nw.col("value"), nw.col("on")
    return nw.when(nw.col("value_kind") == "gross").then(net_of_ppn(value, on)).otherwise(value)


def _told_base(row: Row, _: bool) -> Sentence:
    if row["value_kind"] == "net":
        return Sentence("nilai kontrak tanpa PPN, dipakai apa adanya")
    facts = {
        "value": rupiah_text(row["value"]),
        "rate": percent_text(ppn_on(row["on"]).value),
        "base": rupiah_text(row["base"]),
    }
    return Sentence("{value} ÷ (100 % + PPN {rate}) = {base}, dibulatkan ke rupiah terdekat", facts)


def _cautions(row: Row) -> tuple[Sentence, ...]:
    if row["value_kind"] == "net":
        return ()
    facts = {"rate": percent_text(ppn_on(row["on"]).value), "base": rupiah_text(row["base"])}
    return (
        Sentence(
            "Nilai dianggap termasuk PPN {rate}; dasar iuran tanpa PPN {base}. "
            "PP 44/2015 tidak menyebut PPN: ini praktik cabang, pastikan dengan cabang Anda.",
            facts,
        ),
    )


JAKON_PROJECT = Programme(
    "jakon_project",
    "Jasa konstruksi: per proyek menurut nilai kontrak",
    facts=(
        Fact("value", "Nilai kontrak", limit=CONTRACT_LIMIT),
        Fact("value_kind", "Jenis nilai", choices=("net", "gross")),
    ),
    lines=(
        Line("base", "Dasar pengenaan iuran", NET, _base, role=Role.BASIS, told=_told_base),
        contribution("jkk", "Jaminan Kecelakaan Kerja (JKK)", source=JKK, base="base", scale=bracketed),
        contribution("jkm", "Jaminan Kematian (JKM)", source=JKM, base="base", scale=bracketed),
    ),
    cautions=_cautions,
)
