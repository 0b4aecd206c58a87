"""Is every file of a folder either recognised or named, and every row either kept or refused?"""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from invented_exports import CODE, NIK, award, contract, own_package, payment, put, registration

from payung.reconcile.branch import read_branch
from payung.reconcile.run import check
from payung.reconcile.sources.intake import take_in
from payung.reconcile.stages import read_stages
from payung.refusal import Refusal

AS_OF = date(2026, 11, 23)


def names(folder: Path) -> set[str]:
    return {source.shape.name for source in take_in(folder).sources}


def test_a_table_is_recognised_under_any_file_name_in_any_folder(tmp_path: Path) -> None:
    deep = tmp_path / "kiriman bulan ini" / "dari Budi"
    deep.mkdir(parents=True)
    (deep / "Salinan dari Book1 (2) - FINAL.json").write_text(json.dumps([award()]), encoding="utf-8")
    (tmp_path / "SPSE-TenderSelesai.json").write_text(json.dumps([payment()]), encoding="utf-8")
    assert names(tmp_path) == {"SPSE-NonTenderSelesai", "pembayaran"}


def test_the_order_of_the_columns_does_not_matter(tmp_path: Path) -> None:
    backwards = dict(reversed(list(award().items())))
    put(tmp_path, [backwards])
    assert names(tmp_path) == {"SPSE-NonTenderSelesai"}


def test_a_file_that_is_not_recognised_is_named_and_its_rows_are_counted(tmp_path: Path) -> None:
    put(tmp_path, [award()])
    (tmp_path / "cuaca.csv").write_text("hari,suhu\nSenin,31\n", encoding="utf-8")
    (tmp_path / "surat.pdf").write_bytes(b"%PDF")
    intake = take_in(tmp_path)
    assert intake.unrecognised == ("cuaca.csv", "surat.pdf")
    assert {entry["file"]: (entry["rows"], entry["rows_recognised"]) for entry in intake.inputs} == {
        "cuaca.csv": (1, 0),
        "ekspor.json": (1, 1),
        "surat.pdf": (0, 0),
    }


def test_every_file_is_known_by_the_hash_of_its_bytes(tmp_path: Path) -> None:
    put(tmp_path, [award()])
    digest = hashlib.sha256((tmp_path / "ekspor.json").read_bytes()).hexdigest()
    assert [entry["sha256"] for entry in take_in(tmp_path).inputs] == [digest]


def test_hidden_files_and_the_citys_own_columns_are_not_inputs(tmp_path: Path) -> None:
    put(tmp_path, [award()])
    (tmp_path / ".kunci.json").write_text("[", encoding="utf-8")
    (tmp_path / "kolom.yaml").write_text("jumlah: [setoran]\n", encoding="utf-8")
    assert [entry["file"] for entry in take_in(tmp_path).inputs] == ["ekspor.json"]


def test_kolom_yaml_lets_a_file_be_recognised_that_was_not(tmp_path: Path) -> None:
    put(tmp_path, [award()])
    (tmp_path / "bank.csv").write_text("hari_setor;setoran\n2026-03-21;379504\n", encoding="utf-8")
    assert take_in(tmp_path).unrecognised == ("bank.csv",)
    (tmp_path / "kolom.yaml").write_text("tgl_bayar: [hari setor]\njumlah: [setoran]\n", encoding="utf-8")
    intake = take_in(tmp_path)
    assert intake.unrecognised == ()
    assert read_branch(intake).payments["amount"].to_list() == [379504]


def test_a_folder_with_nothing_recognised_is_refused_in_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "kosong"
    folder.mkdir()
    with pytest.raises(Refusal, match=r"^Tidak ada ekspor pengadaan .* di kosong; .*\.$"):
        take_in(folder)
    (folder / "cuaca.csv").write_text("hari,suhu\nSenin,31\n", encoding="utf-8")
    with pytest.raises(Refusal, match="Tidak ada ekspor"):
        take_in(folder)


def test_a_folder_with_only_exports_we_do_not_need_is_refused(tmp_path: Path) -> None:
    put(tmp_path, [{"kd_rup": "1", "kd_kab_kota": "36.71"}])
    with pytest.raises(Refusal, match="Tidak ada ekspor"):
        take_in(tmp_path)


def test_a_folder_that_is_not_there_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"tidak ditemukan; periksa ejaannya, lalu ulangi\.$"):
        take_in(tmp_path / "tidak-ada")


def test_a_broken_file_among_good_ones_is_named(tmp_path: Path) -> None:
    put(tmp_path, [award()])
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    with pytest.raises(Refusal, match=r"^Berkas rusak\.xlsx"):
        take_in(tmp_path)


def dirty(folder: Path) -> Path:
    """Three tables with good rows and bad ones."""
    return put(
        folder,
        [award(), award(kd_nontender=None, nama_paket=f"Atas nama {NIK}"), award(kd_nontender="  ")],
        [own_package(), own_package(id_paket="PBG-2", nilai="menyusul")],
        [registration(), registration(), registration(nomor_kepesertaan="Jumlah", nilai_dasar=5)],
        [payment(), payment(jumlah=-5), payment(tgl_bayar="kapan-kapan"), payment(nomor_kepesertaan="TOTAL")],
    )


def test_a_refused_row_has_its_file_its_line_and_its_reason(tmp_path: Path) -> None:
    intake = take_in(dirty(tmp_path))
    refused = [*read_stages(intake).refused.rows(named=True), *read_branch(intake).refused.rows(named=True)]
    assert [(row["file"], row["line"], row["reason"]) for row in refused] == [
        ("ekspor.json#tabel 0", 2, "tanpa kode paket"),
        ("ekspor.json#tabel 0", 3, "tanpa kode paket"),
        ("ekspor.json#tabel 1", 2, "nilai kosong atau tidak terbaca"),
        ("ekspor.json#tabel 2", 3, "baris jumlah, bukan data"),
        ("ekspor.json#tabel 3", 2, "jumlah kosong, nol, atau tidak terbaca"),
        ("ekspor.json#tabel 3", 3, "tgl_bayar kosong atau tidak terbaca"),
        ("ekspor.json#tabel 3", 4, "baris jumlah, bukan data"),
        ("ekspor.json#tabel 2", 1, "pendaftaran yang sama tercatat lagi"),
    ]


def test_the_excerpt_of_a_refused_row_shows_no_nik(tmp_path: Path) -> None:
    refused = read_stages(take_in(dirty(tmp_path))).refused
    assert NIK not in "".join(refused["excerpt"])


def test_kept_and_refused_add_up_to_what_was_read(tmp_path: Path) -> None:
    intake = take_in(dirty(tmp_path))
    stages, branch = read_stages(intake), read_branch(intake)
    kept = stages.rows.height + branch.registrations.height + branch.payments.height
    refused = stages.refused.height + branch.refused.height
    assert (kept, refused) == (4, 8)
    assert kept + refused == sum(source.frame.height for source in intake.sources) == 12


def test_the_counts_of_every_step_of_the_manifest_add_up(tmp_path: Path) -> None:
    dirty(tmp_path)
    put(tmp_path, [contract(kd_nontender=CODE + 1, nama_paket="Pengadaan Meja")], name="lain.json")
    (tmp_path / "cuaca.csv").write_text("hari,suhu\nSenin,31\n", encoding="utf-8")
    steps = {step["name"]: step for step in check(tmp_path, as_of=AS_OF).manifest["steps"]}
    read, recognise, packages = steps["read"], steps["recognise"], steps["packages"]
    assert recognise["rows_in"] == recognise["rows_out"] + sum(recognise["detail"].values()) == 14
    assert read["rows_in"] == recognise["rows_out"] == read["rows_out"] + read["detail"]["rejected"]
    assert packages["rows_in"] == sum(packages["detail"].values())
    assert steps["payments"]["rows_in"] == sum(steps["payments"]["detail"].values()) == 1
    assert steps["link"]["rows_in"] == sum(steps["link"]["detail"].values()) == 1
