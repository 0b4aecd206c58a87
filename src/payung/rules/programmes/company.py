"""What do a company and its own wage earners pay each month?

JKK and JKM for everyone, JHT and JP by the size of the company (Perpres 109/2013 Pasal 6), JP up to the wage
cap of the month. JKP costs the employer nothing more: its parts are shown, and never added. Fixed-term
(PKWT) staff of a construction company pay JKK by PP 44/2015 Pasal 54(1); whether that holds for those who do
not work on a project is a doubt, told as a warning.
"""

import narwhals as nw

from payung.rules.lines import Fact, Line, Programme, Role, Row, Sentence, by_date
from payung.rules.money import WAGE_LIMIT, at_most, rupiah_text
from payung.rules.parameters import Status, parameter
from payung.rules.programmes import jakon_wage
from payung.rules.programmes.tariffs import contribution, contribution_by, shown

SIZES = ("besar", "menengah", "kecil", "mikro")
RISK_GROUPS = ("I", "II", "III", "IV", "V")
BY_SIZE = "company/programmes_by_size"
JP_CAP = "company/jp/wage_cap"
JKP_CAP = "company/jkp/wage_cap"

WAGE = Fact("wage", "Upah sebulan", limit=WAGE_LIMIT)
SIZE = Fact("size", "Ukuran usaha", choices=SIZES)
RISK_GROUP = Fact("risk_group", "Kelompok risiko", choices=RISK_GROUPS)


def _joins_jht() -> nw.Expr:
    return _joins("jht")


def _joins_jp() -> nw.Expr:
    return _joins("jp")


def _joins(programme: str) -> nw.Expr:
    """True where companies of the row's size must join this programme on the row's day."""

    def sizes(table: dict[str, list[str]]) -> nw.Expr:
        return nw.col("size").is_in([size for size in SIZES if programme in table[size]])

    return by_date(parameter(BY_SIZE), sizes, on=nw.col("on"))


def _joins_jkp() -> nw.Expr:
    """JKP exists from its first day on, for companies that also join JHT (PP 37/2021 Pasal 4)."""
    first = parameter(JKP_CAP).history[0].from_on
    return _joins("jht") & (nw.col("on") >= first)


def _capped(source: str) -> nw.Expr:
    def capped(cap: int) -> nw.Expr:
        return at_most(nw.col("wage"), nw.lit(cap, dtype=nw.Int64))

    return by_date(parameter(source), capped, on=nw.col("on"))


def _told_cap(row: Row, cap: int) -> Sentence:
    facts = {"wage": rupiah_text(row["wage"]), "cap": rupiah_text(cap)}
    if row["wage"] <= cap:
        return Sentence("upah {wage}, di bawah batas {cap}", facts)
    return Sentence("upah {wage}, dihitung sampai batas {cap}", facts)


def _cap_caution(row: Row) -> tuple[Sentence, ...]:
    cap = parameter(JP_CAP).at(row["on"])
    if row["jp_wage"] < cap.value or cap.status is Status.CONFIRMED:
        return ()
    facts = {"cap": rupiah_text(cap.value), "source": cap.source}
    return (Sentence("Batas upah JP {cap} berasal dari sumber kedua ({source}); naskahnya belum dibaca.", facts),)


def _contract_cautions(row: Row) -> tuple[Sentence, ...]:
    doubt = Sentence(
        "JKK pekerja PKWT perusahaan konstruksi dihitung menurut PP 44/2015 Pasal 54 ayat (1). "
        "Untuk PKWT yang bukan pekerja proyek, kelompok risiko perusahaan mungkin berlaku: "
        "pastikan dengan cabang."
    )
    return (doubt, *_cap_caution(row))


_JHT_AND_JP = (
    contribution(
        "jht_employer",
        "Jaminan Hari Tua (JHT), pemberi kerja",
        source="company/jht/employer",
        base="wage",
        applies=_joins_jht,
    ),
    contribution(
        "jht_worker",
        "Jaminan Hari Tua (JHT), pekerja",
        source="company/jht/worker",
        base="wage",
        applies=_joins_jht,
    ),
    Line(
        "jp_wage",
        "Upah dasar JP",
        JP_CAP,
        lambda: _capped(JP_CAP),
        role=Role.BASIS,
        applies=_joins_jp,
        told=_told_cap,
    ),
    contribution(
        "jp_employer",
        "Jaminan Pensiun (JP), pemberi kerja",
        source="company/jp/employer",
        base="jp_wage",
        applies=_joins_jp,
    ),
    contribution(
        "jp_worker",
        "Jaminan Pensiun (JP), pekerja",
        source="company/jp/worker",
        base="jp_wage",
        applies=_joins_jp,
    ),
)

_JKP = (
    Line(
        "jkp_wage",
        "Upah dasar JKP",
        JKP_CAP,
        lambda: _capped(JKP_CAP),
        role=Role.SHOWN,
        applies=_joins_jkp,
        told=_told_cap,
    ),
    *(
        shown(contribution(name, label, source=source, base="jkp_wage", applies=_joins_jkp))
        for name, label, source in (
            ("jkp_total", "Jaminan Kehilangan Pekerjaan (JKP), seluruhnya", "company/jkp/total"),
            ("jkp_government", "JKP dibayar Pemerintah", "company/jkp/government"),
            ("jkp_from_jkk", "JKP dialihkan dari JKK", "company/jkp/from_jkk"),
            ("jkp_from_jkm", "JKP dialihkan dari JKM", "company/jkp/from_jkm"),
        )
    ),
)

COMPANY = Programme(
    "company",
    "Perusahaan: pekerja tetap",
    facts=(WAGE, RISK_GROUP, SIZE),
    lines=(
        contribution_by(
            "jkk", "Jaminan Kecelakaan Kerja (JKK)", source="company/jkk", base="wage", choice="risk_group"
        ),
        contribution("jkm", "Jaminan Kematian (JKM)", source="company/jkm", base="wage"),
        *_JHT_AND_JP,
        *_JKP,
    ),
    cautions=_cap_caution,
)

COMPANY_CONTRACT = Programme(
    "company_pkwt",
    "Perusahaan konstruksi: pekerja waktu tertentu (PKWT)",
    facts=(WAGE, SIZE),
    lines=(*jakon_wage.JAKON_WAGE.lines, *_JHT_AND_JP, *_JKP),
    cautions=_contract_cautions,
)
