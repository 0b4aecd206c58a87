"""Is what each export's row says read to the same typed columns, whatever its spelling?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from invented_exports import FIRM, NIK, award, contract, order, own_package, plan, put, stages_of, tender

from payung.reconcile.stages import SCHEMA


def only_row(folder: Path) -> dict[str, Any]:
    rows = stages_of(folder).rows
    assert rows.height == 1
    return rows.row(0, named=True)


@pytest.mark.parametrize("key", ["npwp_16_penyedia", "npwp16_penyedia", "npwp_penyedia_16"])
def test_the_16_digit_npwp_is_found_under_its_three_names(tmp_path: Path, key: str) -> None:
    row = award(npwp_penyedia="")
    del row["npwp16_penyedia"]
    assert only_row(put(tmp_path, [row | {key: FIRM}]))["executor_npwp"] == FIRM


@pytest.mark.parametrize("text", ["90.000.001.9-416.000", "900000019416000", FIRM])
def test_the_older_npwp_speaks_where_the_16_digit_one_is_empty(tmp_path: Path, text: str) -> None:
    assert only_row(put(tmp_path, [award(npwp16_penyedia="", npwp_penyedia=text)]))["executor_npwp"] == FIRM


def test_a_nik_as_npwp_is_kept_whole_for_matching(tmp_path: Path) -> None:
    assert only_row(put(tmp_path, [award(npwp_penyedia="", npwp16_penyedia=NIK)]))["executor_npwp"] == NIK


def test_the_three_forms_of_a_date_stand_in_one_row(tmp_path: Path) -> None:
    row = only_row(put(tmp_path, [order(tgl_kontrak="2026-03-08 10:00:00")]))
    assert (row["contract_on"], row["spmk_on"], row["started_on"]) == (
        date(2026, 3, 8),
        date(2026, 3, 9),
        date(2026, 3, 9),
    )


@pytest.mark.parametrize("words", ["hari kalender", "hari kalendar", "hari"])
def test_the_duration_is_read_from_its_words(tmp_path: Path, words: str) -> None:
    row = only_row(put(tmp_path, [order(waktu_penyelesaian=f"45 (empat puluh lima) {words}")]))
    assert row["duration_days"] == 45


def test_html_leaves_names_and_scopes(tmp_path: Path) -> None:
    row = only_row(put(tmp_path, [contract(nama_paket="<b>Turap</b> Kali&nbsp;Contoh")]))
    assert (row["name"], row["scope"]) == ("Turap Kali Contoh", "Pemeliharaan")


def test_a_contract_number_is_shown_as_written(tmp_path: Path) -> None:
    assert only_row(put(tmp_path, [contract()]))["contract_no"] == "600.1/ 015 /SPK-DRN/2026"


@pytest.mark.parametrize("code", [90000000101, "90000000101", "90000000101.0", " 90000000101 ", 90000000101.0])
def test_a_code_is_the_same_as_number_as_text_and_as_excels_float(tmp_path: Path, code: object) -> None:
    assert only_row(put(tmp_path, [award(kd_nontender=code)]))["package_id"] == "nontender-90000000101"


@pytest.mark.parametrize("version", [2, "2", "2.0", 2.0])
def test_an_addendum_version_is_the_same_as_number_as_text_and_as_excels_float(tmp_path: Path, version: object) -> None:
    assert only_row(put(tmp_path, [contract(versi_addendum=version)]))["version"] == 2


@pytest.mark.parametrize("version", [None, "", "-"])
def test_a_contract_without_a_version_is_the_first(tmp_path: Path, version: object) -> None:
    assert only_row(put(tmp_path, [contract(versi_addendum=version)]))["version"] == 0


def test_decimals_of_an_amount_are_rounded_to_the_rupiah(tmp_path: Path) -> None:
    row = only_row(put(tmp_path, [tender(nilai_kontrak=2210000000.15, hps=2499321187.61)]))
    assert (row["v_kontrak"], row["v_hps"]) == (2_210_000_000, 2_499_321_188)


@pytest.mark.parametrize("code", [None, "", "  ", "<br>"])
def test_a_row_without_a_code_is_refused(tmp_path: Path, code: object) -> None:
    stages = stages_of(put(tmp_path, [award(), award(kd_nontender=code)]))
    assert stages.rows.height == 1
    assert stages.refused.select("file", "line", "reason").rows() == [("ekspor.json#tabel 0", 2, "tanpa kode paket")]


@pytest.mark.parametrize("value", [None, "", "menyusul", -5])
def test_our_own_table_needs_a_value(tmp_path: Path, value: object) -> None:
    stages = stages_of(put(tmp_path, [own_package(nilai=value)]))
    assert stages.rows.is_empty()
    assert stages.refused["reason"].to_list() == ["nilai kosong atau tidak terbaca"]


def test_cells_that_are_no_day_and_no_amount_are_counted_by_file_and_field(tmp_path: Path) -> None:
    stages = stages_of(put(tmp_path, [award(pagu="banyak", tgl_selesai_nontender="kapan-kapan"), award(pagu=None)]))
    assert stages.unreadable["ekspor.json#tabel 0:pagu"] == 1
    assert stages.unreadable["ekspor.json#tabel 0:tgl_selesai_nontender"] == 1


def test_the_origin_names_file_table_and_line(tmp_path: Path) -> None:
    stages = stages_of(put(tmp_path, [award(), award()], [contract()]))
    assert stages.rows["origin"].to_list() == [
        "ekspor.json#tabel 0:1",
        "ekspor.json#tabel 0:2",
        "ekspor.json#tabel 1:1",
    ]


def test_every_export_gives_the_same_columns_and_types(tmp_path: Path) -> None:
    rows = stages_of(put(tmp_path, [award()], [contract()], [order()], [tender()], [plan()], [own_package()])).rows
    assert dict(rows.schema) == {name: dtype() for name, dtype in SCHEMA.items()}
    assert sorted(set(rows["stage"])) == ["awarded", "canonical", "contracted", "planned", "started", "valued"]
