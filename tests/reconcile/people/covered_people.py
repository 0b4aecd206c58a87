"""Which packages, registrations and payments stand beside the invented people?"""

from typing import Any

import polars as pl

from payung.reconcile.run import Run

Row = dict[str, Any]


def package(**cells: Any) -> Row:
    """A row of the canonical table of packages."""
    return {
        "id_paket": "PBG-1", "nama_paket": "Pembangunan Gedung Posyandu Contoh", "jenis": "Pekerjaan Konstruksi",
        "pemilik": "Kota Contoh", "satuan_kerja": "Dinas Contoh", "pelaksana": "CV Contoh Jaya",
        "npwp_pelaksana": "90.000.001.9-416.000", "nomor_kontrak": "600/12/SPK/2026", "tgl_kontrak": "2026-03-02",
        "nilai": "1110000000", "termasuk_ppn": "ya", "tgl_mulai": "2026-03-02", "tgl_selesai": "2026-07-29",
    } | cells  # fmt: skip


def registration(**cells: Any) -> Row:
    """A row of the branch's registrations: of ``package()``, for its value without PPN."""
    return {
        "nomor_kepesertaan": "26-1", "nomor_kontrak": "600/12/SPK/2026",
        "nama_proyek": "Pembangunan Gedung Posyandu Contoh", "nama_pelaksana": "CV Contoh Jaya",
        "npwp_pelaksana": "900000019416000", "npp": "JJ012345", "nilai_dasar": "1000000000",
        "tgl_daftar": "2026-03-03", "tgl_mulai": "2026-03-02", "tgl_selesai": "2026-07-29", "status": "peserta",
        "kantor_cabang": "Contoh",
    } | cells  # fmt: skip


def payment(**cells: Any) -> Row:
    """A row of the branch's payments: all of ``registration()``."""
    return {"nomor_kepesertaan": "26-1", "tgl_bayar": "2026-03-10", "jumlah": "1750000"} | cells


def days_of(run: Run, line: int = 2) -> list[tuple[Any, ...]]:
    """The spans of one row: first and last day as month and day, days, state, segment."""
    spans = run.tables["worker_coverage"].filter(pl.col("roster_line") == line)
    first, last = (pl.col(name).dt.strftime("%m-%d") for name in ("from_on", "to_on"))
    return spans.select(first, last, "days", "state", "segment").rows()


def reasons_of(run: Run, line: int = 2) -> list[str]:
    """Why each span of one row is what it is."""
    return run.tables["worker_coverage"].filter(pl.col("roster_line") == line)["reason"].to_list()


def found(run: Run, kind: str) -> list[Row]:
    """The findings of one kind."""
    return run.tables["findings"].filter(pl.col("kind") == kind).to_dicts()
