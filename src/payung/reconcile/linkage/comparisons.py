"""What is compared between a package and a registration, and what does each outcome say to a person?

A comparison is a ladder of levels, best first; the first whose condition holds is the outcome. Conditions are
SQL over columns of ``linkage/features.py`` (``_l`` the package, ``_r`` the registration). The sentences are the
evidence people read: ``+`` speaks for the link, ``-`` against it, nothing where it says nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """One outcome: its name, its condition (empty: everything else), and the sentence with its sign."""

    name: str
    condition: str
    sentence: str


@dataclass(frozen=True)
class Comparison:
    """A ladder of levels; ``absent`` is the condition under which it says nothing at all."""

    name: str
    absent: str
    levels: tuple[Level, ...]


def _within(column: str, days: int) -> str:
    return f"abs({column}_l - {column}_r) <= {days}"


def _equals(*values: str, by: str = "1") -> str:
    return " OR ".join(f"abs({value}_l - base_r) <= {by}" for value in values)


def _alike(share: float) -> str:
    """Jaccard: the titles share at least this part of all their words (each list holds a word once)."""
    return f"len(list_intersect(title_l, title_r)) * {1 + share} >= {share} * (len(title_l) + len(title_r))"


COMPARISONS = (
    Comparison(
        "contract",
        "contract_l IS NULL OR contract_r IS NULL",
        (
            Level("same", "contract_l = contract_r", "+ Nomor kontrak sama: {contract_no_l}."),
            Level(
                "similar",
                "jaro_winkler_similarity(contract_l, contract_r) >= 0.95 "
                "OR replace(contract_l, '/', '') = replace(contract_r, '/', '')",
                "+ Nomor kontrak hampir sama: {contract_no_l} dan {contract_no_r}.",
            ),
            Level("other", "", "- Nomor kontrak berbeda: {contract_no_l} dan {contract_no_r}."),
        ),
    ),
    Comparison(
        "executor",
        "(npwp_l IS NULL OR npwp_r IS NULL) AND (firm_l IS NULL OR firm_r IS NULL)",
        (
            Level("npwp_and_name", "npwp_l = npwp_r AND firm_l = firm_r", "+ NPWP dan nama pelaksana sama."),
            Level("npwp", "npwp_l = npwp_r", "+ NPWP pelaksana sama dengan pendaftaran di cabang."),
            Level("name", "firm_l = firm_r", "+ Nama pelaksana sama: {executor_l}."),
            Level(
                "member",
                "len(words_r) >= 1 AND len(words_l) > len(words_r) AND list_has_all(words_l, words_r)",
                "+ Pendaftar {executor_r} disebut dalam nama pelaksana {executor_l} (mis. anggota KSO).",
            ),
            Level(
                "similar_name",
                "jaro_winkler_similarity(firm_l, firm_r) >= 0.92",
                "+ Nama pelaksana hampir sama: {executor_l} dan {executor_r}.",
            ),
            Level("other", "", "- Pelaksana berbeda: {executor_l} dan {executor_r}."),
        ),
    ),
    Comparison(
        "base",
        "net_l IS NULL OR base_r IS NULL",
        (
            Level("net", _equals("net"), "+ Nilai dasar {base_r} sama dengan nilai kontrak tanpa PPN."),
            Level("gross", _equals("gross"), "+ Nilai dasar {base_r} sama dengan nilai kontrak termasuk PPN."),
            Level(
                "before_addendum",
                _equals("net_before", "gross_before"),
                "+ Nilai dasar {base_r} sama dengan nilai sebelum adendum.",
            ),
            Level(
                "nearly",
                _equals("net", "gross", by="greatest(1000, net_l // 1000)"),
                "+ Nilai dasar {base_r} hampir sama dengan nilai kontrak ({net_l} tanpa PPN).",
            ),
            Level(
                "part",
                "base_r < net_l AND base_r * 10 >= net_l",
                "- Nilai dasar {base_r} lebih kecil dari nilai kontrak tanpa PPN {net_l}.",
            ),
            Level("other", "", "- Nilai dasar {base_r} tidak cocok dengan nilai kontrak {gross_l}."),
        ),
    ),
    Comparison(
        "start",
        "start_l IS NULL OR start_r IS NULL",
        (
            Level("same_day", "start_l = start_r", "+ Tanggal mulai sama: {start_l}."),
            Level("days", _within("start", 7), "+ Tanggal mulai berdekatan: {start_l} dan {start_r}."),
            Level("weeks", _within("start", 30), ""),
            Level("other", "", "- Tanggal mulai berjauhan: {start_l} dan {start_r}."),
        ),
    ),
    Comparison(
        "finish",
        "finish_l IS NULL OR finish_r IS NULL",
        (
            Level("same_day", "finish_l = finish_r", "+ Tanggal selesai sama: {finish_l}."),
            Level("weeks", _within("finish", 21), ""),
            Level("other", "", "- Tanggal selesai berjauhan: {finish_l} dan {finish_r}."),
        ),
    ),
    Comparison(
        "title",
        "len(title_l) = 0 OR len(title_r) = 0 OR title_l IS NULL OR title_r IS NULL",
        (
            Level("same", "title_l = title_r", "+ Nama pekerjaan sama."),
            Level("most", _alike(0.6), "+ Nama pekerjaan sebagian besar sama: “{name_r}”."),
            Level("some", _alike(0.35), "- Nama pekerjaan hanya sebagian mirip: “{name_r}”."),
            Level("few", _alike(0.15), "- Nama pekerjaan hanya sedikit mirip: “{name_r}”."),
            Level("other", "", "- Nama pekerjaan berbeda: “{name_r}”."),
        ),
    ),
)

# a firm's packages that start far apart are not one work; where a start is unknown, any may be
_NEAR = "coalesce(abs(l.start - r.start) <= 45, true)"
BLOCKING = (
    "l.contract = r.contract",
    f"l.npwp = r.npwp AND {_NEAR}",
    f"l.firm = r.firm AND {_NEAR}",
    "l.net = r.base",
    "l.gross = r.base",
    "l.title_text = r.title_text",
    {"blocking_rule": "l.members = r.members", "arrays_to_explode": ["members"]},
)


def splink_comparison(comparison: Comparison) -> dict[str, object]:
    """The comparison in Splink's form, without its trained weights."""
    levels: list[dict[str, object]] = [
        {"sql_condition": comparison.absent, "label_for_charts": "absent", "is_null_level": True}
    ]
    levels += [
        {"sql_condition": level.condition or "ELSE", "label_for_charts": level.name} for level in comparison.levels
    ]
    return {"output_column_name": comparison.name, "comparison_levels": levels}
