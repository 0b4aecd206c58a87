"""How do the invented packages become the tables of a run?

Every person, firm and number is invented; NPWPs start with 00 and belong to nobody.
"""

from datetime import date, timedelta
from typing import Any

import polars as pl
from invented_packages import PACKAGES, Package, Registered

from payung.reconcile import tables
from payung.reconcile.report.view import RunTables

AS_OF = date(2026, 11, 23)
ONE_DAY = timedelta(days=1)
REJECTED = {"file": pl.String, "line": pl.Int64, "reason": pl.String, "table": pl.String, "excerpt": pl.String}

CLOSES = {
    "unregistered": "bukti pendaftaran dan pembayaran pertama, atau nomor kepesertaan di cabang lain",
    "registered_late": "tidak dapat ditutup surut; cabang mencatat hari yang tidak terlindungi",
    "pending_unpaid": "pembayaran termin pertama dengan kode iuran",
    "under_declared": "perubahan nilai dasar di cabang dengan adendum",
    "instalment_overdue": "pembayaran termin kedua",
    "expires_before_end": "perpanjangan pendaftaran sampai akhir pekerjaan",
    "registration_without_package": "cabang memberi nomor kontrak yang benar",
}


def _state(package: Package, on: date) -> str:
    linked = [r for r in package.registrations if r.decision == "link"]
    if any(r.payments and r.payments[0][0] <= on <= r.ends for r in linked):
        return "protected"
    return "pending" if any(not r.payments and r.daftar <= on for r in linked) else "unprotected"


def _coverage(package: Package, package_id: str) -> list[dict[str, Any]]:
    if package.starts is None:
        return []
    last = min(package.ends or AS_OF, AS_OF)
    days = [package.starts + i * ONE_DAY for i in range((last - package.starts).days + 1)]
    rows: list[dict[str, Any]] = []
    for on in days:
        state = _state(package, on)
        if rows and rows[-1]["state"] == state:
            rows[-1] |= {"to_on": on, "days": rows[-1]["days"] + 1}
            continue
        rows.append(
            {
                "package_id": package_id,
                "from_on": on,
                "to_on": on,
                "days": 1,
                "state": state,
                "reason": "contoh",
                "nomor_kepesertaan": None,
                "confidence": "high",
            }
        )
    return rows


def _due(base: int | None) -> tuple[int | None, int | None]:
    if base is None:
        return None, None
    bounds = ((0, 210, 30), (100_000_000, 170, 20), (500_000_000, 130, 20), (10**9, 110, 10), (5 * 10**9, 90, 10))
    uppers = [b[0] for b in bounds[1:]] + [10**18]
    parts = [max(min(base, upper) - bound[0], 0) for bound, upper in zip(bounds, uppers, strict=True)]
    jkk, jkm = (sum(p * bound[column] for p, bound in zip(parts, bounds, strict=True)) for column in (1, 2))
    return (jkk + 50_000) // 100_000, (jkm + 50_000) // 100_000


def _package_row(package: Package, coverage: list[dict[str, Any]]) -> dict[str, Any]:
    base = None if package.value is None else package.value * 100 // 111
    jkk, jkm = _due(base)
    linked = [r for r in package.registrations if r.decision == "link"]
    known = {
        "package_id": f"nontender-{package.code}",
        "source": "nontender",
        "source_code": package.code,
        "stage": "started" if coverage else "contracted",
        "kind": "works",
        "kind_source": "jenis_pengadaan",
        "name": package.name,
        "owner": "Pemerintah Kota Contoh",
        "agency": package.agency,
        "ppk_name": "Contoh Pejabat",
        "executor_kind": "business",
        "executor_name": package.executor,
        "executor_npwp": "0012345678901000",
        "contract_no": f"000.3.3/ {package.code[-3:]} /2026",
        "contract_on": package.contract,
        "value": package.value,
        "value_source": "kontrak",
        "starts_on": package.starts,
        "starts_on_source": "spmk",
        "starts_on_confidence": "high",
        "ends_on": package.ends,
        "ends_on_source": "durasi",
        "ends_on_confidence": "medium",
        "addenda": 0,
        "city_paid": 0,
        "base": base,
        "base_kind": "net" if base else None,
        "jkk": jkk,
        "jkm": jkm,
        "contribution_due": None if jkk is None or jkm is None else jkk + jkm,
        "contribution_paid": sum(amount for r in linked for _, amount in r.payments),
        "register_by": package.contract + timedelta(days=20) if package.contract else None,
        "uncovered_days": sum(r["days"] for r in coverage if r["state"] != "protected"),
        "worked_days": sum(r["days"] for r in coverage),
        "origin": "NonTenderSelesai.json:12; SPMK.json:7",
    }
    return dict.fromkeys(tables.PACKAGES.schema) | known | package.more


def _finding_rows(package: Package, row: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "finding_id": f"{kind}:{row['package_id']}",
            "kind": kind,
            "package_id": row["package_id"],
            "nomor_kepesertaan": None,
            "sentence": f"Sampai 23 November 2026 ada {days} hari pekerjaan yang belum ditemukan perlindungannya.",
            "days": days,
            "amount": amount,
            "since_on": package.starts,
            "deadline_on": row["register_by"],
            "article": "Permenaker 5/2021 Pasal 66",
            "law_status": "secondary",
            "confidence": "high",
            "evidence": row["origin"],
            "closes_by": CLOSES[kind],
        }
        for kind, days, amount in package.findings
    ]


def _registration_row(package: Package, r: Registered) -> dict[str, Any]:
    return dict.fromkeys(tables.REGISTRATIONS.schema) | {
        "nomor_kepesertaan": r.number,
        "nomor_kontrak": f"000.3.3/{package.code[-3:]}/2026",
        "nama_proyek": package.name[:24].upper(),
        "nama_pelaksana": package.executor,
        "npwp_pelaksana": "0012345678901000",
        "nama_pemilik": package.agency,
        "nilai_dasar": r.base,
        "tgl_daftar": r.daftar,
        "tgl_mulai": package.starts,
        "tgl_selesai": r.ends,
        "status": "peserta" if r.payments else "mendaftar",
        "kantor_cabang": "Cabang Contoh",
        "contribution_due": sum(x or 0 for x in _due(r.base)),
        "contribution_paid": sum(a for _, a in r.payments),
        "first_paid_on": r.payments[0][0] if r.payments else None,
        "origin": "pendaftaran.xlsx:212",
    }


def _rows(packages: tuple[Package, ...]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {table.name: [] for table in tables.TABLES}
    for package in packages:
        package_id = f"nontender-{package.code}"
        coverage = _coverage(package, package_id)
        row = _package_row(package, coverage)
        rows["packages"].append(row)
        rows["coverage"] += coverage
        rows["findings"] += _finding_rows(package, row)
        for r in package.registrations:
            rows["registrations"].append(_registration_row(package, r))
            rows["registration_links"].append(
                {
                    "package_id": package_id,
                    "nomor_kepesertaan": r.number,
                    "probability": 0.9947 if r.decision == "link" else 0.61,
                    "decision": r.decision,
                    "base_matched": "net",
                    "evidence": r.evidence,
                }
            )
            rows["payments"] += [
                {
                    "payment_id": f"pembayaran.csv:{r.number}-{i}",
                    "nomor_kepesertaan": r.number,
                    "kode_iuran": "8123",
                    "paid_on": on,
                    "amount": amount,
                    "instalment": str(i + 1),
                    "match": "number",
                    "evidence": "nomor kepesertaan sama",
                }
                for i, (on, amount) in enumerate(r.payments)
            ]
    return rows


def _add_leftovers(rows: dict[str, list[dict[str, Any]]]) -> None:
    rows["payments"].append(
        {
            "payment_id": "pembayaran.csv:88",
            "nomor_kepesertaan": None,
            "kode_iuran": None,
            "paid_on": date(2026, 9, 2),
            "amount": 1_250_000,
            "instalment": None,
            "match": "none",
            "evidence": "setoran bank tanpa nomor, NPWP tidak tertulis",
        }
    )
    rows["unmatched_registrations"].append(
        {
            "nomor_kepesertaan": "25-0300",
            "nama_proyek": "PEMB RUKO CONTOH SQUARE",
            "nama_pelaksana": "PT Swasta Contoh",
            "nilai_dasar": 2_400_000_000,
            "tgl_daftar": date(2026, 8, 20),
            "kantor_cabang": "Cabang Contoh",
            "best_package_id": "nontender-90000000108",
            "best_probability": 0.12,
            "reason": "tidak ada paket dengan pelaksana atau nilai yang sama",
            "origin": "pendaftaran.xlsx:301",
        }
    )
    rows["findings"].append(
        {
            "finding_id": "registration_without_package:25-0300",
            "kind": "registration_without_package",
            "package_id": None,
            "nomor_kepesertaan": "25-0300",
            "sentence": "Pendaftaran 25-0300 belum menemukan paketnya.",
            "days": 0,
            "amount": 0,
            "since_on": date(2026, 8, 20),
            "deadline_on": None,
            "article": None,
            "law_status": "inferred",
            "confidence": "medium",
            "evidence": "pendaftaran.xlsx:301",
            "closes_by": CLOSES["registration_without_package"],
        }
    )
    rows["out_of_scope"].append(
        {
            "package_id": "nontender-90000000900",
            "name": "Pengadaan alat tulis",
            "reason": "jenis pengadaan Barang",
            "origin": "NonTenderSelesai.json:40",
        }
    )


def _summary(frames: dict[str, pl.DataFrame]) -> dict[str, Any]:
    packages, findings = frames["packages"], frames["findings"]
    totals = (
        findings.group_by("kind")
        .agg(pl.len().alias("count"), pl.col("days").sum(), pl.col("amount").sum())
        .sort("kind")
    )
    uncovered = packages["uncovered_days"].sum()
    return {
        "as_of": AS_OF.isoformat(),
        "packages": packages.height,
        "packages_by_stage": dict(packages.group_by("stage").len().sort("stage").iter_rows()),
        "with_registration": 6,
        "protected_before_start": 2,
        "worked_days": packages["worked_days"].sum(),
        "uncovered_days": uncovered,
        "uncovered_days_by_confidence": {"high": uncovered - 40, "medium": 40, "low": 0},
        "contribution_due": packages["contribution_due"].sum(),
        "contribution_paid": packages["contribution_paid"].sum(),
        "findings": {row.pop("kind"): row for row in totals.to_dicts()},
        "unmatched": {"packages": 4, "registrations": 1, "payments": 1},
        "candidates": 1,
        "rejected": {"tanggal mulai sesudah tanggal selesai": 1, "nilai tidak dapat dibaca": 2},
        "unrecognised_files": ["catatan-rapat.xlsx"],
    }


def _manifest() -> dict[str, Any]:
    return {
        "version": "0.1.0",
        "law_date": "2026-11-23",
        "city": "Kota Contoh",
        "thresholds": {"link": 0.95, "candidate": 0.5},
        "inputs": [
            {"file": "NonTenderSelesai.json", "sha256": "9f" * 32, "rows": 14, "recognised_as": "nontender_selesai"},
            {"file": "pendaftaran.xlsx", "sha256": "0a" * 32, "rows": 10, "recognised_as": "pendaftaran"},
            {"file": "catatan-rapat.xlsx", "sha256": "77" * 32, "rows": None, "recognised_as": None},
        ],
        "steps": [
            {"name": "masukan", "rows_in": 40, "rows_out": 37, "detail": {"ditolak": 3}},
            {"name": "paket", "rows_in": 14, "rows_out": 13, "detail": {"di luar lingkup": 1}},
            {"name": "pencocokan", "rows_in": 10, "rows_out": 8, "detail": {"calon": 1, "belum terhubung": 1}},
        ],
    }


def build(packages: tuple[Package, ...] = PACKAGES) -> RunTables:
    """The invented run: every shape a package can have, and something left over of every kind."""
    rows = _rows(packages)
    _add_leftovers(rows)
    frames = {t.name: t.shaped(pl.DataFrame(rows[t.name], schema=t.schema)) for t in tables.TABLES}
    rejected = pl.DataFrame(
        [
            ("SPMK.json", 9, "tanggal mulai sesudah tanggal selesai", "spmk", "kd_nontender=90000000120"),
            ("pembayaran.csv", 3, "nilai tidak dapat dibaca", "pembayaran", "jumlah=@SUM(A1)"),
            ("pembayaran.csv", 4, "nilai tidak dapat dibaca", "pembayaran", "jumlah=-"),
        ],
        schema=REJECTED,
        orient="row",
    )
    new = frozenset({"nontender-90000000110"})
    return RunTables(frames, rejected, _manifest(), _summary(frames), AS_OF, new)


def build_empty() -> RunTables:
    """A run over a folder that held nothing to use."""
    full = build()
    frames = {name: frame.clear() for name, frame in full.tables.items()}
    zero = {key: 0 if isinstance(value, int) else {} for key, value in full.summary.items()}
    summary = zero | {"as_of": AS_OF.isoformat(), "unrecognised_files": []}
    manifest = _manifest() | {"inputs": [], "steps": []}
    return RunTables(frames, full.rejected.clear(), manifest, summary, AS_OF, None)


def enlarge(run: RunTables, count: int) -> RunTables:
    """Copies every package with its rows until there are ``count`` packages; keys get the number of the copy."""
    copies = -(-count // run.tables["packages"].height)
    numbers = pl.DataFrame({"copy": range(copies)})
    tag = "-" + pl.col("copy").cast(pl.String)
    keys = ("package_id", "nomor_kepesertaan", "finding_id", "payment_id")
    frames = {
        name: frame.join(numbers, how="cross")
        .with_columns(pl.col(k) + tag for k in keys if k in frame.columns)
        .drop("copy")
        for name, frame in run.tables.items()
    }
    summary = {**run.summary, "packages": frames["packages"].height}
    return RunTables(frames, run.rejected, run.manifest, summary, run.as_of, run.new_package_ids)
