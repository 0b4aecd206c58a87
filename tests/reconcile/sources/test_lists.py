"""Does a large list give the same rows piece by piece as a small one at once?"""

import hashlib
from pathlib import Path

import polars as pl
import pytest
from invented_exports import NIK

from payung.reconcile.sources import lists
from payung.reconcile.sources.intake import Intake, take_in
from payung.reconcile.sources.parts import LINE
from payung.refusal import Refusal

ROWS = 25


def people(rows: int = ROWS) -> pl.DataFrame:
    number = pl.int_range(rows, eager=True)
    return pl.DataFrame({"kpj": number + 26_000_000_000, "nik": [NIK] * rows, "nama": [f"Misal {i}" for i in number]})


def written(folder: Path, kind: str) -> Path:
    if kind == "parquet":
        people().write_parquet(folder / "peserta.parquet")
    elif kind == "two rows":
        body = people().write_csv(include_header=False)
        (folder / "peserta.csv").write_text("Daftar,,\nNomor,Nomor,Nama\nKPJ,KTP,Lengkap\n" + body)
    else:
        lines = people().write_csv(separator=";").replace("Misal 3\n", "Misal é\n\n;;\n")
        (folder / "peserta.csv").write_text("DAFTAR PESERTA\n" + lines, encoding=kind)
    return folder


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a large one."""
    monkeypatch.setattr(lists, "LARGE", 0)


def pieces(intake: Intake, most: int = 10) -> list[pl.DataFrame]:
    (source,) = intake.sources
    return [piece.frame for piece in source.pieces(most)]


@pytest.mark.parametrize("kind", ["utf-8", "utf-8-sig", "cp1252", "parquet", "two rows"])
def test_a_large_file_gives_the_same_rows_and_counts_as_a_small_one(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = take_in(written(tmp_path, kind))
    monkeypatch.setattr(lists, "LARGE", 0)
    big = take_in(tmp_path)
    assert big.inputs == small.inputs
    assert big.inputs[0]["rows"] == ROWS
    found = pieces(big)
    assert [piece.height for piece in found] == [10, 10, 5]
    assert pl.concat(found).equals(small.sources[0].frame)


@pytest.mark.usefixtures("large")
def test_the_hash_of_a_large_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    intake = take_in(written(tmp_path, "utf-8"))
    assert intake.inputs[0]["sha256"] == hashlib.sha256((tmp_path / "peserta.csv").read_bytes()).hexdigest()


@pytest.mark.usefixtures("large")
def test_lines_go_on_from_piece_to_piece(tmp_path: Path) -> None:
    found = pieces(take_in(written(tmp_path, "parquet")))
    assert [piece[LINE].to_list()[0] for piece in found] == [1, 11, 21]


@pytest.mark.usefixtures("large")
def test_a_large_file_broken_after_its_head_is_refused_by_name(tmp_path: Path) -> None:
    intake = take_in(written(tmp_path, "parquet"))
    (tmp_path / "peserta.parquet").write_bytes(b"PAR1 terpotong")
    with pytest.raises(Refusal, match=r"^Berkas peserta\.parquet tidak dapat dibuka"):
        pieces(intake)
