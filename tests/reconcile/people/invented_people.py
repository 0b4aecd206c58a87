"""Which invented people, on which rosters and in which lists, do the tests of people begin from?

District 99 of 36.71 does not exist, so that no NIK here can be anybody's; the names are joined at random.
"""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl

from payung.reconcile.people.people import People, read_people
from payung.reconcile.sources.intake import take_in

Row = dict[str, Any]
Links = Callable[[list[Row], list[Row]], list[Row]]
AS_OF = date(2026, 11, 23)
NIK = "3671991708900017"
OTHER_NIK = "3671994503850023"


def worker(**cells: Any) -> Row:
    """A row of a roster."""
    return {
        "id_paket": "PBG-1",
        "nik": NIK,
        "nama": "Misalwati Andaikan",
        "tgl_lahir": "17-08-1990",
        "hp": "0812-0000-0001",
        "pekerjaan": "tukang batu",
        "upah": "150000",
        "satuan_upah": "hari",
        "tgl_mulai": "2026-03-02",
        "tgl_selesai": "2026-05-30",
        "kpj": None,
    } | cells


def participant(**cells: Any) -> Row:
    """A row of the branch's participants."""
    return {
        "kpj": "26000000011",
        "nik": NIK,
        "nama": "MISALWATI ANDAIKAN",
        "tgl_lahir": "1990-08-17",
        "hp": "+6281200000001",
        "segmen": "JAKON",
        "tgl_awal": "2026-03-01",
        "tgl_akhir": "2026-05-31",
    } | cells


def other(**cells: Any) -> Row:
    """A participant who is somebody else."""
    return (
        participant(
            kpj="26000000029", nik=OTHER_NIK, nama="UMPAMASARI CONTOHNINGSIH", tgl_lahir="1985-03-05", hp="081200000002"
        )
        | cells
    )


def visit(**cells: Any) -> Row:
    """A row of the visits."""
    return {"id_paket": "PBG-1", "tgl_kunjungan": "2026-04-01", "jumlah_pekerja": "12", "catatan": "cuaca baik"} | cells


def put(folder: Path, *tables: list[Row]) -> Path:
    """The tables as one JSON file; an empty one is left out."""
    exports = {f"tabel {i}": rows for i, rows in enumerate(tables) if rows}
    (folder / "orang.json").write_text(json.dumps(exports), encoding="utf-8")
    return folder


def people_of(folder: Path) -> People:
    return read_people(take_in(folder), Path(mkdtemp(prefix=".", dir=folder)))


def one(rows: list[Row]) -> Row:
    """The only row."""
    assert len(rows) == 1, rows
    return rows[0]


def said(rows: list[Row], *columns: str) -> list[tuple[Any, ...]]:
    """The rows as tuples of these columns."""
    return pl.DataFrame(rows).select(columns).rows() if rows else []
