"""How do the tests read the sample folder without the check?"""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from python_calamine import CalamineWorkbook


@dataclass(frozen=True)
class Folder:
    """A written sample city."""

    path: Path

    def json(self, name: str) -> Any:
        return json.loads((self.path / name).read_text(encoding="utf-8"))

    def csv(self, name: str, *, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
        with (self.path / name).open(encoding=encoding, newline="") as file:
            return list(csv.DictReader(file, delimiter=delimiter))

    def parquet(self, name: str) -> list[dict[str, Any]]:
        return pl.read_parquet(self.path / name).to_dicts()

    def sheet(self, name: str, sheet: str) -> list[list[Any]]:
        book = CalamineWorkbook.from_path(str(self.path / name))
        return book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)

    @property
    def awards(self) -> list[dict[str, Any]]:
        return [row for row in self.json("unduhan (3).json") if row["kd_nontender"]]

    @property
    def start_letters(self) -> list[dict[str, Any]]:
        return list(self.json("unduhan (4).json"))

    @property
    def contracts(self) -> list[dict[str, Any]]:
        return self.parquet("kontrak.parquet")

    @property
    def payments_by_city(self) -> list[dict[str, str]]:
        return [row for row in self.csv("bap bast.csv", delimiter=";") if row["kd_nontender"]]

    @property
    def south(self) -> list[dict[str, str]]:
        return self.csv("Book2.csv", delimiter=";")

    @property
    def north(self) -> list[dict[str, Any]]:
        rows = self.sheet("Data Proyek Utara.xlsx", "Kepesertaan")
        names = [label.lower().replace(" ", "_") for label in rows[3]]
        return [dict(zip(names, row, strict=True)) for row in rows[4:] if row[0]]

    def hashes(self) -> dict[str, str]:
        files = sorted(path for path in self.path.rglob("*") if path.is_file())
        return {str(p.relative_to(self.path)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
