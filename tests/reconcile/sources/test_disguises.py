"""Is a file read for what it is whatever its ending, and is what cannot be read said in one sentence?"""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from invented_exports import NIK, award, put

from payung.reconcile.sources import workbooks
from payung.reconcile.sources.intake import take_in
from payung.reconcile.sources.preview import preview
from payung.refusal import Refusal

HEADER = ["id_paket", "nik", "nama", "upah"]
WORKER = ["P-1", NIK, "Misal Andaiwati", "150000"]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def workbook(path: Path, sheet: str = "Pekerja") -> Path:
    inside = path.with_suffix(".xlsx.asli")
    with xlsxwriter.Workbook(inside) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, HEADER)
        page.write_row(1, 0, WORKER)
    return inside.rename(path)


def as_csv(path: Path, *, end: str = "\n") -> Path:
    path.write_bytes(end.join([",".join(HEADER), ",".join(WORKER), ""]).encode())
    return path


@pytest.mark.parametrize("name", ["daftar.xls", "daftar.csv", "daftar.xlsm"])
def test_a_workbook_is_read_under_any_ending(tmp_path: Path, name: str) -> None:
    workbook(tmp_path / name)
    assert take_in(tmp_path).sources[0].frame["nik"].to_list() == [NIK]


@pytest.mark.parametrize("name", ["daftar.xls", "daftar.xlsx"])
def test_text_is_read_under_the_ending_of_a_workbook(tmp_path: Path, name: str) -> None:
    as_csv(tmp_path / name)
    assert take_in(tmp_path).sources[0].frame["nik"].to_list() == [NIK]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        (
            "a.xls",
            b"\n<html><table></table></html>",
            "Berkas a.xls berupa halaman web, bukan Excel",
        ),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "Berkas a.xlsx bersandi; buka dengan Excel"),
        ("a.xlsx", OLE, "Berkas a.xlsx tidak dapat dibuka"),
        ("a.xlsx", b"", "Berkas a.xlsx tidak dapat dibuka"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(tmp_path: Path, name: str, raw: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(Refusal) as refused:
        take_in(tmp_path)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith("lalu ulangi.")


def test_a_workbook_that_grows_out_of_all_measure_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "daftar.xlsx")
    monkeypatch.setattr(workbooks, "SURELY_FITS", 1 << 20)
    assert take_in(tmp_path).sources
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/isi.xml", b" " * (4 << 20))
    with pytest.raises(Refusal, match=r"^daftar\.xlsx terlalu besar bila dibuka; simpan sebagai CSV"):
        take_in(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lines_that_end_as_on_old_macintoshes_are_not_lost(tmp_path: Path, encoding: str) -> None:
    text = as_csv(tmp_path / "daftar.csv", end="\r").read_text(encoding="utf-8")
    (tmp_path / "daftar.csv").write_bytes(text.replace("\n", "\r").encode(encoding))
    assert take_in(tmp_path).sources[0].frame["nik"].to_list() == [NIK]


def test_a_letter_that_no_database_takes_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, [award(nama_paket="Jalan\0 Contoh")])
    assert take_in(tmp_path).sources[0].frame["nama_paket"].to_list() == ["Jalan Contoh"]


def test_a_nik_in_the_name_of_a_file_or_sheet_is_masked_and_the_names_stay_apart(tmp_path: Path) -> None:
    near = NIK[:4] + "0000000000" + NIK[14:]
    as_csv(tmp_path / f"daftar {NIK}.csv")
    as_csv(tmp_path / f"daftar {near}.csv")
    (tmp_path / f"lain {NIK}.txt").write_text("", encoding="utf-8")
    workbook(tmp_path / "buku.xlsx", sheet=NIK)
    intake = take_in(tmp_path)
    masked = f"{NIK[:4]}**********{NIK[14:]}"
    places = {source.part.place for source in intake.sources}
    assert places == {f"daftar {masked}.csv", f"daftar {masked}.csv__2", f"buku.xlsx#{masked}"}
    assert intake.unrecognised == (f"lain {masked}.txt",)
    assert NIK not in str(intake.inputs)
    assert NIK not in str(preview(tmp_path))
