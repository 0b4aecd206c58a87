"""Is a taxpayer the same in every spelling, and is a person's NIK never shown?"""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from invented_exports import FIRM, NIK, award, contract, order, own_package, payment, put, registration

from payung.reconcile.normalise.taxpayers import as_npwp16, is_nik, masked, taxpayer_key, without_niks
from payung.reconcile.report.folder import write_run
from payung.reconcile.run import check, without_any_nik

SHOWN = "3671**********01"


def npwp(*cells: str | None) -> str | None:
    return pl.select(as_npwp16(*(pl.lit(cell, dtype=pl.String) for cell in cells))).item()


def key(npwp16: str) -> str:
    return pl.select(taxpayer_key(pl.lit(npwp16))).item()


@pytest.mark.parametrize(
    "text", ["90.000.001.9-416.000", "900000019416000", "0900000019416000", "900000019416000.0", " 0900000019416000 "]
)
def test_dotted_bare_and_16_digit_npwps_are_one(text: str) -> None:
    assert npwp(text) == FIRM


def test_a_nitku_names_its_taxpayer() -> None:
    assert npwp(FIRM + "000001") == FIRM


@pytest.mark.parametrize(
    "text", [None, "", "-", "0", "00.000.000.0-000.000", "0" * 16, "1" * 15, "9" * 16, "12345", "belum ada"]
)
def test_what_stands_in_for_an_npwp_is_none(text: str | None) -> None:
    assert npwp(text) is None


def test_an_empty_cell_leaves_the_word_to_the_next_spelling() -> None:
    assert npwp("", "90.000.001.9-416.000") == FIRM
    assert npwp("00.000.000.0-000.000", FIRM) == FIRM


def test_branches_of_a_firm_are_one_taxpayer_and_persons_are_themselves() -> None:
    assert key("0900000019416000") == key("0900000019416001")
    assert key(NIK) == NIK


def test_a_nik_in_the_place_of_an_npwp_is_known_as_a_person() -> None:
    assert pl.select(is_nik(pl.lit(NIK))).item()
    assert not pl.select(is_nik(pl.lit(FIRM))).item()


def test_a_nik_shows_its_region_and_last_digits_only_and_a_firm_shows_all() -> None:
    assert pl.select(masked(pl.lit(NIK))).item() == SHOWN
    assert pl.select(masked(pl.lit(FIRM))).item() == FIRM


@pytest.mark.parametrize(
    "around", ["{}", "setoran a.n. {} lunas", "({})", "{}.0", "{};{}", "NIK{}", "NIK_{}", "{}000001"]
)
def test_a_nik_in_free_text_is_masked_whatever_stands_around_it(around: str) -> None:
    said = pl.select(without_niks(pl.lit(around.format(NIK, NIK)))).item()
    assert NIK not in said
    assert "3671" in said


@pytest.mark.parametrize(
    "parted",
    ["3671 9941 0190 0001", "36.71.99.410190.0001", "3671-9941-0190-0001", "3671994101900001", "367199 410190 0001"],
)
@pytest.mark.parametrize("around", ["{}", "({})", "{}, {}", "{} {}", "a.n. {}Misal"])
def test_a_nik_in_free_text_is_masked_however_it_is_parted(parted: str, around: str) -> None:
    said = pl.select(without_niks(pl.lit(around.format(parted, parted)))).item()
    assert "410190" not in re.sub(r"[ .-]", "", said)


@pytest.mark.parametrize(
    "text",
    [
        "10-03-2026 05-04-2026",
        "2026-03-01 2026-04-05",
        "Rp 1.250.000.000 dan Rp 3.875.000.000",
        "2026 03 01 2026 04 05",
    ],
)
def test_days_and_amounts_in_free_text_are_no_niks(text: str) -> None:
    assert pl.select(without_niks(pl.lit(text))).item() == text


def test_the_npwp_of_a_firm_in_free_text_stays() -> None:
    assert pl.select(without_niks(pl.lit(f"NPWP {FIRM}"))).item() == f"NPWP {FIRM}"


def test_participation_numbers_of_sixteen_digits_are_no_niks_and_stay_apart() -> None:
    numbers = ["2611000000000112", "2611000000999912"]
    assert without_any_nik(pl.DataFrame({"nomor_kepesertaan": numbers}))["nomor_kepesertaan"].to_list() == numbers


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run folder over data in which persons' NIKs stand wherever they can."""
    folder, out = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("hasil") / "run"
    person = {"npwp16_penyedia": NIK, "nama_penyedia": f"CONTOH PERORANGAN (NIK {NIK})"}
    put(
        folder,
        [award(**person), award(kd_nontender=None, **person), award(kd_nontender=7, jenis_pengadaan=f"Barang {NIK}")],
        [contract(**person)],
        [order(npwp_penyedia_16=NIK, nama_penyedia=person["nama_penyedia"])],
        [own_package(npwp_pelaksana=NIK, nilai="kosong"), own_package(id_paket="PBG-2", npwp_pelaksana=NIK)],
        [
            registration(npwp_pelaksana=NIK, nama_pelaksana=f"CONTOH {NIK}"),
            registration(nomor_kepesertaan=None, npwp_pelaksana=NIK),
            registration(nomor_kepesertaan="JK-9", npwp_pelaksana=NIK, nama_proyek="Pekerjaan lain sama sekali"),
        ],
        [payment(npwp_pembayar=NIK, uraian=f"setoran {NIK}"), payment(npwp_pembayar=NIK, jumlah=-1, uraian=NIK)],
    )
    day = date(2026, 11, 23)
    write_run(check(folder, as_of=day), out)
    return out


def contents(path: Path) -> str:
    if path.suffix == ".parquet":
        return json.dumps(pl.read_parquet(path).to_dicts(), default=str)
    if path.suffix == ".xlsx":
        book = zipfile.ZipFile(path)
        return "".join(book.read(name).decode("utf-8", errors="ignore") for name in book.namelist())
    return path.read_text(encoding="utf-8")


def test_no_output_shows_a_whole_nik(written: Path) -> None:
    texts = {path.name: contents(path) for path in written.iterdir()}
    assert {"packages.parquet", "rejected.csv", "manifest.json", "laporan.xlsx", "laporan.html"} <= texts.keys()
    assert [name for name, text in texts.items() if NIK in text] == []
    assert SHOWN in texts["packages.parquet"]
    assert SHOWN in texts["rejected.csv"]
