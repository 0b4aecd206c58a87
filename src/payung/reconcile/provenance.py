"""Where does a package's value, start and end come from, and how far can that be trusted?

Each fact is the first of several sources that says anything; the order is the order of trust. Columns are those
of a package's stages side by side: ``v_kontrak_contracted`` is the contract value in the contract export.
``STAGE_FIELDS`` lists what each stage can say, the most binding stage first.
"""

import narwhals as nw
import polars as pl

Sourced = tuple[str, nw.Expr]

_PLACE = ("owner", "agency", "agency_code", "ppk_name", "name", "origin")
_EXECUTOR = ("executor_name", "executor_npwp")
_CONTRACT = ("contract_no", "contract_on")
_OFFERS = ("v_kontrak", "v_negosiasi", "v_terkoreksi", "v_penawaran", "v_hps", "v_pagu", "awarded_on")
STAGE_FIELDS = {
    "contracted": (*_PLACE, *_EXECUTOR, *_CONTRACT, "contract_from", "contract_to", "v_kontrak", "version",
                   "executor_form", "kso_members"),
    "started": (*_PLACE, *_EXECUTOR, *_CONTRACT, "started_on", "spmk_on", "finishes_on", "duration_days", "version"),
    "appointed": (*_PLACE, *_EXECUTOR, "v_harga_final"),
    "valued": (*_PLACE, *_EXECUTOR, *_OFFERS, "category", "kind", "status"),
    "awarded": (*_PLACE, *_EXECUTOR, *_OFFERS, "category", "kind", "status"),
    "canonical": (*_PLACE, *_EXECUTOR, *_CONTRACT, "category", "kind", "from_on", "to_on", "v_nilai", "incl_ppn"),
    "recorded": (*_PLACE, "category", "kind", "status", "from_on", "to_on", "v_realisasi", "v_pagu"),
    "announced": (*_PLACE, "category", "kind", "status", "v_hps", "v_pagu"),
    "realised": (*_EXECUTOR, *_CONTRACT, "origin"),
}  # fmt: skip
VALUES = (
    ("kontrak", "v_kontrak_contracted"), ("kontrak", "v_nilai_canonical"), ("kontrak", "v_kontrak_valued"),
    ("kontrak", "v_kontrak_awarded"), ("harga_final", "v_harga_final_appointed"),
    ("negosiasi", "v_negosiasi_valued"), ("negosiasi", "v_negosiasi_awarded"),
    ("terkoreksi", "v_terkoreksi_valued"), ("terkoreksi", "v_terkoreksi_awarded"),
    ("penawaran", "v_penawaran_valued"), ("penawaran", "v_penawaran_awarded"),
    ("realisasi", "v_realisasi_recorded"), ("realisasi", "realised"),
    ("hps", "v_hps_valued"), ("hps", "v_hps_awarded"), ("hps", "v_hps_announced"),
    ("pagu", "v_pagu_valued"), ("pagu", "v_pagu_awarded"), ("pagu", "v_pagu_announced"), ("pagu", "v_pagu_recorded"),
)  # fmt: skip
NEEDED_FOR_ENDS = (
    "finishes_on_started", "contract_to_contracted", "version_contracted", "version_started", "duration_days_started",
    "to_on_canonical", "to_on_recorded", "rup_to",
)  # fmt: skip
CONFIDENCE = {
    "spmk": "high", "durasi": "high", "adendum": "high", "paket": "high",
    "kontrak": "medium", "pendaftaran": "medium", "pencatatan": "medium", "bast": "medium",
    "penetapan": "low", "rup": "low",
}  # fmt: skip


def identity(name: str) -> nw.Expr:
    """A name, code or number: the latest stage that gives it."""
    return nw.coalesce(*told_by(name))


def told_by(name: str) -> list[nw.Expr]:
    """The columns of this name, of the most binding stage first (the order of ``STAGE_FIELDS``)."""
    return [nw.col(f"{name}_{stage}") for stage, fields in STAGE_FIELDS.items() if name in fields]


def first(sources: list[Sourced]) -> tuple[nw.Expr, nw.Expr]:
    """The first value that is there, and the name of its source."""
    value = nw.coalesce(*(expr for _, expr in sources))
    named = nw.coalesce(*(nw.when(~expr.is_null()).then(nw.lit(source)) for source, expr in sources))
    return value, named


def values() -> list[Sourced]:
    """The contract's value, falling back as the exports require: negotiated, corrected, offered, and so on."""
    self_recorded = nw.col("source").is_in(["pencatatan", "swakelola"])
    realised = nw.when(self_recorded).then(nw.col("city_paid"))
    columns = [(source, realised if name == "realised" else nw.col(name)) for source, name in VALUES]
    return [(source, nw.when(column > 0).then(column)) for source, column in columns]


def starts() -> list[Sourced]:
    """The first day of work: the order to start, else the contract, else what only hints at it."""
    return [
        ("spmk", nw.col("started_on_started")),
        ("spmk", nw.col("spmk_on_started")),
        ("paket", nw.col("from_on_canonical")),
        ("kontrak", nw.col("contract_from_contracted")),
        ("kontrak", identity("contract_on")),
        ("pencatatan", nw.col("from_on_recorded")),
        ("penetapan", nw.coalesce(nw.col("awarded_on_valued"), nw.col("awarded_on_awarded"))),
        ("rup", nw.col("rup_from")),
    ]


def ends() -> list[Sourced]:
    """The last day of work. An end that equals the start says nothing (as in every tender contract seen)."""
    finish, extended = nw.col("finishes_on_started"), nw.col("contract_to_contracted")
    newer = (nw.col("version_contracted") > nw.col("version_started")) & (extended > finish)
    counted = nw.col("starts_on") + nw.col("duration_days_started") - 1
    return [
        ("adendum", _after_start(nw.when(newer).then(extended))),
        ("spmk", _after_start(finish)),
        ("durasi", _after_start(counted)),
        ("paket", _after_start(nw.col("to_on_canonical"))),
        ("kontrak", _after_start(extended)),
        ("pencatatan", _after_start(nw.col("to_on_recorded"))),
        ("bast", _after_start(nw.col("handed_over_on"))),
        ("rup", _after_start(nw.col("rup_to"))),
    ]


def _after_start(day: nw.Expr) -> nw.Expr:
    return nw.when(day > nw.col("starts_on")).then(day)


def confidence_of(source: pl.Expr) -> pl.Expr:
    """high | medium | low by the kind of source; None when there is none."""
    return source.replace_strict(CONFIDENCE, default=None, return_dtype=pl.String)
