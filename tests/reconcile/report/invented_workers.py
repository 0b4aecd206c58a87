"""Which people work on the invented packages, and how many were seen there?

Every name is invented; hashes and KPJs belong to nobody.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from invented_run import build

from payung.reconcile import tables
from payung.reconcile.report.view import RunTables
from payung.reconcile.summary import people

ROSTER = "daftar-pekerja.xlsx#Lokasi A"
FIRST, SECOND = "nontender-90000000101", "nontender-90000000102"
LINKS = (
    (2, FIRST, "Budi Contoh", "25000000017", 0.9991, "nik_and_name", "link", "+ NIK dan nama sama."),
    (3, FIRST, "Siti Contoh", "25000000025", 0.9731, "name_birth", "link", "+ Nama dan tanggal lahir sama."),
    (4, FIRST, "Muhamad Contoh", "25000000033", 0.62, "score", "candidate", "+ Nama mirip.\n- Tanggal lahir berbeda."),
    (4, FIRST, "Muhamad Contoh", "25000000041", 0.31, "score", "candidate", "+ Nama mirip.\n- NIK berbeda."),
    (5, FIRST, "Yanto <b>Contoh</b>", None, 0.0, "none", "none", "- Tidak ditemukan."),
)
SPANS = ((2, 60, "protected"), (2, 10, "unprotected"), (3, 70, "elsewhere"), (4, 70, "unprotected"))
HEADS = (
    {"site": "101", "package_id": FIRST, "on_date": date(2026, 10, 1), "on_site": 9, "on_roster": 4, "named": 2,
     "registered": 1, "protected": 1, "registered_gap": 8, "payer": "executor"},
    {"site": "101", "package_id": FIRST, "on_date": date(2026, 11, 2), "on_site": 6, "on_roster": 4, "named": 2,
     "registered": 1, "protected": 1, "registered_gap": 5, "payer": "bpjs_tk", "payer_until": date(2026, 12, 14)},
    {"site": "K-77/2026", "site_kind": "nomor_kontrak", "on_roster": 3, "named": 3, "registered": 3},
)  # fmt: skip
ERRORS = {
    "false_links": {"of": 2, "sentence": "Dari 2 pekerja yang terhubung, 1 mungkin salah."},
    "missed_links": {"of": 0, "sentence": "Tidak ada yang dapat dikatakan."},
}
EXPECTED = {"package_id": FIRST, "low": 5, "estimate": 8, "high": 12, "roster_heads": 4, "basis": "contoh"}


def build_with_workers() -> RunTables:
    """The invented run with five rows of a roster, three visits and lists, and one expected range."""
    run = build()
    links = [dict(zip(("roster_line", "package_id", "name", "kpj", "probability", "level", "decision", "evidence"), row,
                      strict=True)) for row in LINKS]  # fmt: skip
    spans = [
        {"roster_line": line, "days": days, "state": state, "from_on": date(2026, 9, at + 1)}
        for at, (line, days, state) in enumerate(SPANS)
    ]
    rows = {
        "worker_links": [{"roster_file": ROSTER} | row for row in links],
        "worker_coverage": [{"roster_file": ROSTER, "package_id": FIRST} | row for row in spans],
        "heads": [{"site_kind": "id_paket"} | row for row in HEADS],
        "expected_heads": [EXPECTED],
    }
    frames = dict(run.tables) | {
        table.name: _shaped(table, rows[table.name]) for table in tables.TABLES if table.name in rows
    }
    return replace(run, tables=frames, summary={**run.summary, "people": people(frames), "errors": ERRORS})


def _shaped(table: tables.Table, rows: list[dict[str, Any]]) -> pl.DataFrame:
    return table.shaped(pl.DataFrame([dict.fromkeys(table.schema) | row for row in rows], schema=table.schema))
