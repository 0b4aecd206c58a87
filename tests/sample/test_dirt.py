"""Every kind of dirt of real exports is present in the sample."""

import re
from collections import Counter
from importlib.resources import files
from random import Random

import polars as pl
import pytest
import yaml

from payung.sample.exports.rows import shape
from sample.reading import Folder


def test_every_row_has_exactly_the_fields_of_its_export(folder: Folder) -> None:
    fields = yaml.safe_load(files("payung.sample.exports").joinpath("fields.yaml").read_text(encoding="utf-8"))
    exports = folder.json("data.json") | {"SPSE-NonTenderSelesai": folder.awards}
    exports |= {
        "SPSE-NonTenderEkontrak-3SPMKSPP": folder.start_letters,
        "SPSE-NonTenderEkontrak-2Kontrak": folder.contracts,
    }
    exports.pop("_comment")
    assert len(exports) == 9
    for name, rows in exports.items():
        assert rows
        assert {tuple(row) for row in rows} == {tuple(fields[name])}


def test_a_value_for_an_unknown_field_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="kolom_rekaan"):
        shape("SPSE-TenderSelesai").row({"kolom_rekaan": 1}, Random(1))


def test_the_16_digit_number_goes_by_three_names(folder: Folder) -> None:
    tenders = folder.json("data.json")
    assert "npwp16_penyedia" in folder.awards[0]
    assert "npwp_16_penyedia" in tenders["SPSE-TenderSelesaiNilai"][0]
    assert "npwp_penyedia_16" in tenders["SPSE-TenderEkontrak-1SPPBJ"][0]


def test_tax_numbers_are_dotted_bare_of_16_digits_or_empty(folder: Folder) -> None:
    forms = Counter(re.sub(r"\d", "9", row["npwp_pelaksana"]) for row in folder.south)
    assert {"99.999.999.9-999.999", "9" * 15, "9" * 16, ""} <= forms.keys()
    assert 0.08 < forms[""] / forms.total() < 0.3
    assert any(row["npwp_penyedia"] == "" for row in folder.awards)


def test_dates_come_in_three_forms(folder: Folder) -> None:
    letter = folder.start_letters[0]
    assert re.fullmatch(r"2026-\d\d-\d\dT00:00:00\.000000Z", letter["tgl_spmk_spp"])
    assert re.fullmatch(r"[A-Z][a-z]{2} \d{1,2}, 2026, 12:00:00AM", letter["tgl_mulai_pekerjaan"])
    assert re.fullmatch(r"2026-\d\d-\d\d \d\d:\d\d:00", folder.awards[0]["tgl_selesai_nontender"])


def test_durations_are_written_in_words(folder: Folder) -> None:
    written = {row["waktu_penyelesaian"] for row in folder.start_letters}
    for form in ("45 (empat puluh lima) hari kalender", "30 (tiga puluh) hari kalendar", "45 Hari"):
        assert form in written


def test_contract_values_are_empty_unless_there_is_a_contract(folder: Folder) -> None:
    works = [row for row in folder.awards if row["jenis_pengadaan"] == "Pekerjaan Konstruksi"]
    empty = sum(row["nilai_kontrak"] is None for row in works) / len(works)
    assert 0.56 < empty < 0.66
    fallen = [row for row in works if row["nilai_negosiasi"] is None]
    assert any(row["nilai_terkoreksi"] for row in fallen)
    assert any(row["nilai_terkoreksi"] is None and row["nilai_penawaran"] for row in fallen)


def test_money_has_decimals_now_and_then(folder: Folder) -> None:
    amounts = [row["nilai_negosiasi"] for row in folder.awards if row["nilai_negosiasi"]]
    broken = [amount for amount in amounts if isinstance(amount, float)]
    assert broken
    assert all(0 < amount % 1 < 0.5 for amount in broken)


def test_a_tenders_contract_ends_on_the_day_it_starts(folder: Folder) -> None:
    rows = folder.json("data.json")["SPSE-TenderEkontrak-2Kontrak"]
    assert all(row["tgl_kontrak_awal"] == row["tgl_kontrak_akhir"] for row in rows)


def test_start_letters_lack_an_end_or_end_where_they_start(folder: Folder) -> None:
    rows = folder.start_letters
    assert any(row["tgl_selesai_pekerjaan"] is None for row in rows)
    assert any(row["tgl_selesai_pekerjaan"] == row["tgl_mulai_pekerjaan"] for row in rows)


def test_scopes_hold_html_and_contract_numbers_hold_spaces(folder: Folder) -> None:
    assert any(
        "<p>" in (row["lingkup_pekerjaan"] or "") for row in folder.json("data.json")["SPSE-TenderEkontrak-2Kontrak"]
    )
    numbers = [row["no_kontrak"] for row in folder.contracts]
    assert any(re.search(r"/ \d+ /", number) for number in numbers)


def test_plan_codes_are_joined_and_some_plans_are_missing(folder: Folder) -> None:
    planned = {row["kd_rup"] for row in folder.csv("rup penyedia 2026.csv")}
    codes = [code for row in folder.awards for code in row["kd_rup"].split(";")]
    assert any(";" in row["kd_rup"] for row in folder.awards)
    assert 0.03 < sum(code not in planned for code in codes) / len(codes) < 0.15


def test_firms_spell_themselves_in_many_ways(folder: Folder) -> None:
    names = {row["nama_penyedia"] for row in folder.awards}
    for form in (r"CV [A-Z]", r"CV\. [A-Z]", r"cv\.[a-z]", r".*, CV$", r"(?!CV|PT|UD)[A-Z]+ [A-Z]+$"):
        assert any(re.match(form, name) for name in names), form


def test_addenda_are_later_versions(folder: Folder) -> None:
    versions = Counter(row["versi_addendum"] for row in folder.contracts)
    assert versions[1] > 0
    assert {row["apakah_addendum"] for row in folder.contracts if row["versi_addendum"]} == {"Ya"}


def test_monthly_payments_repeat_the_hand_over(folder: Folder) -> None:
    known = folder.payments_by_city
    codes = {row["kd_nontender"] for row in known if row["cara_pembayaran_kontrak"] == "Bulanan"}
    monthly = [row for row in known if row["kd_nontender"] in codes]
    rows = Counter(row["kd_nontender"] for row in monthly)
    assert rows
    assert min(rows.values()) >= 2
    assert len({(row["kd_nontender"], row["tgl_bast"]) for row in monthly}) == len(rows)


def test_contract_numbers_are_miscopied_at_the_branch(folder: Folder) -> None:
    numbers = [row["nomor_kontrak"] for row in folder.south]
    assert 0.15 < sum(not number for number in numbers) / len(numbers) < 0.35
    assert any(" / " in number for number in numbers)
    assert any(number and number.count("/") < 4 for number in numbers)


def test_project_names_are_shortened(folder: Folder) -> None:
    names = [row["nama_proyek"] for row in folder.south]
    for form in (r"Pemb\.|Pbgn\.", r"RW\d\d", r"Kel(urahan)? ", r"^[A-Z0-9 .,()-]+$", r"^(Pekerjaan|PEKERJAAN) "):
        assert any(re.search(form, name) for name in names), form


def test_some_registrations_stand_in_both_branch_files(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    double = {row["nomor_kepesertaan"] for row in folder.north} & {row["nomor_kepesertaan"] for row in folder.south}
    assert double
    assert double == set(truth["registrations"].filter("is_double")["nomor_kepesertaan"])


def test_the_workbook_has_titles_a_total_and_a_hidden_note(folder: Folder) -> None:
    rows = folder.sheet("Data Proyek Utara.xlsx", "Kepesertaan")
    assert rows[0][0].startswith("REKAPITULASI")
    assert rows[3][0] == "Nomor Kepesertaan"
    assert rows[-1][3] == "JUMLAH"
    assert "Catatan" in folder.sheet("Data Proyek Utara.xlsx", "catatan")[0][0]


def test_deposits_have_words_and_no_number(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    rows = folder.sheet("mutasi bank (2).xlsx", "mutasi")[3:]
    assert 0.05 < len(rows) / len(truth["payments"]) < 0.15
    assert all(not row[0] and not row[1] and row[3] > 0 and "SETORAN" in row[6] for row in rows)
    assert sum(bool(row[5]) for row in rows) / len(rows) > 0.6


def test_goods_are_beside_the_works(folder: Folder, truth: dict[str, pl.DataFrame]) -> None:
    kinds = {row["jenis_pengadaan"] for row in folder.awards}
    assert {
        "Pengadaan Barang",
        "Jasa Lainnya",
        "Pekerjaan Konstruksi",
        "Jasa Konsultansi Perorangan Konstruksi",
    } <= kinds
    assert len(truth["other"]) == 195


def test_money_is_also_written_as_text(folder: Folder) -> None:
    rows = folder.csv("pekerjaan provinsi dan swasta.csv", delimiter=";", encoding="cp1252")
    values = " ".join(row["nilai"] for row in rows)
    assert re.search(r"Rp [\d.]+,00", values)
    assert re.search(r"\d Jt", values)


def test_a_consortium_is_only_known_by_its_name(folder: Folder) -> None:
    rows = folder.json("data.json")["SPSE-TenderSelesaiNilai"]
    assert any("KSO" in row["nama_penyedia"] for row in rows)
