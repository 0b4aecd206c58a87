"""Is a table known by its columns, whatever it is called and in whatever order they stand?"""

from pathlib import Path
from random import Random

import pytest
from invented_exports import (
    announcement,
    award,
    community_work,
    contract,
    handover,
    order,
    own_package,
    payment,
    plan,
    registration,
    tender,
)

from payung.reconcile.sources.recognition import columns_of, plain, shape_of, shapes
from payung.refusal import Refusal

KNOWN = {
    "SPSE-NonTenderSelesai": award(),
    "SPSE-NonTenderEkontrak-2Kontrak": contract(),
    "SPSE-NonTenderEkontrak-3SPMKSPP": order(),
    "SPSE-NonTenderEkontrak-4BAPBAST": handover(),
    "SPSE-NonTenderPengumuman": announcement(),
    "SPSE-TenderSelesaiNilai": tender(),
    "SPSE-PencatatanSwakelola": community_work(),
    "RUP-PaketPenyedia-Terumumkan": plan(),
    "paket": own_package(),
    "pendaftaran": registration(),
    "pembayaran": payment(),
}


def recognised(names: list[str]) -> str | None:
    columns = columns_of(Path("folder-yang-tidak-ada"))
    shape = shape_of(columns[plain(name)] for name in names if plain(name) in columns)
    return shape.name if shape else None


@pytest.mark.parametrize(("shape", "row"), list(KNOWN.items()))
def test_a_table_is_recognised_by_its_columns_in_any_order(shape: str, row: dict[str, object]) -> None:
    names = list(row)
    for seed in range(5):
        Random(seed).shuffle(names)
        assert recognised(names) == shape


def test_case_spaces_and_marks_in_a_header_do_not_matter() -> None:
    assert recognised([" Tgl. Bayar ", "JUMLAH", "NPWP-Pembayar"]) == "pembayaran"


def test_columns_nobody_knows_make_no_table() -> None:
    assert recognised(["suhu", "kelembapan"]) is None
    assert recognised([]) is None


def test_every_shape_names_only_fields_that_some_column_gives() -> None:
    fields = set(columns_of(Path("folder-yang-tidak-ada")).values())
    assert [shape.name for shape in shapes() if not shape.needs | shape.lacks <= fields] == []


def test_kolom_yaml_adds_a_citys_own_names_to_ours(tmp_path: Path) -> None:
    (tmp_path / "kolom.yaml").write_text("jumlah: [Nominal Setor, setoran]\n", encoding="utf-8")
    columns = columns_of(tmp_path)
    assert columns["nominal_setor"] == columns["setoran"] == columns["jumlah"] == "jumlah"


def test_kolom_yaml_outranks_our_reading_of_a_name(tmp_path: Path) -> None:
    (tmp_path / "kolom.yaml").write_text("uraian: [jumlah]\n", encoding="utf-8")
    assert columns_of(tmp_path)["jumlah"] == "uraian"


def test_kolom_yaml_reads_a_bare_word_as_one_name(tmp_path: Path) -> None:
    (tmp_path / "kolom.yaml").write_text("jumlah: nominal setor\n", encoding="utf-8")
    columns = columns_of(tmp_path)
    assert columns["nominal_setor"] == "jumlah"
    assert "n" not in columns


def test_an_empty_kolom_yaml_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "kolom.yaml").write_text("", encoding="utf-8")
    assert columns_of(tmp_path) == columns_of(tmp_path / "tidak-ada")


def test_kolom_yaml_refuses_fields_that_do_not_exist_and_names_them(tmp_path: Path) -> None:
    (tmp_path / "kolom.yaml").write_text("upah_rekaan: [upah]\njumlah: [setoran]\n", encoding="utf-8")
    with pytest.raises(Refusal, match="upah_rekaan") as refusal:
        columns_of(tmp_path)
    assert "jumlah" not in str(refusal.value)


@pytest.mark.parametrize("text", ["jumlah: [setoran", "hanya kalimat", "- jumlah", "jumlah: 5", "jumlah:"])
def test_a_kolom_yaml_that_cannot_be_read_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "kolom.yaml").write_text(text + "\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"^Berkas kolom\.yaml tidak terbaca"):
        columns_of(tmp_path)
