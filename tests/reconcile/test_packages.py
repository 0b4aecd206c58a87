"""Is there one row per package, and does every fact say where it comes from?"""

import json
from datetime import date
from pathlib import Path

import pytest
from invented_exports import (
    CODE,
    FIRM,
    NIK,
    SAMPLE,
    Row,
    announcement,
    award,
    community_work,
    contract,
    frames_of,
    handover,
    only_package,
    order,
    own_package,
    plan,
    put,
    stages_of,
    tender,
)

from payung.reconcile.engines import Engine
from payung.reconcile.packages import with_confidence

STATED = {"nilai_negosiasi": 192_500_000, "nilai_terkoreksi": 194_000_000, "nilai_penawaran": 195_000_000}
LADDER = [
    ({"nilai_kontrak": 190_000_000}, 190_000_000, "kontrak"),
    ({}, 192_500_000, "negosiasi"),
    ({"nilai_negosiasi": None}, 194_000_000, "terkoreksi"),
    ({"nilai_negosiasi": None, "nilai_terkoreksi": None}, 195_000_000, "penawaran"),
    ({"nilai_negosiasi": None, "nilai_terkoreksi": "", "nilai_penawaran": None}, 199_500_000, "hps"),
    ({"nilai_negosiasi": 0, "nilai_terkoreksi": 0, "nilai_penawaran": 0, "hps": 0}, 200_000_000, "pagu"),
]


@pytest.mark.parametrize(("cells", "value", "source"), LADDER)
def test_an_empty_contract_value_falls_back_and_says_to_what(
    tmp_path: Path, cells: Row, value: int, source: str
) -> None:
    package = only_package(put(tmp_path, [award(**cells)]))
    assert (package["value"], package["value_source"]) == (value, source)


def test_a_package_that_nothing_values_has_no_value_and_no_source(tmp_path: Path) -> None:
    cells = dict.fromkeys(["nilai_negosiasi", "nilai_terkoreksi", "nilai_penawaran", "hps", "pagu"])
    package = only_package(put(tmp_path, [award(**cells)]))
    assert (package["value"], package["value_source"]) == (None, None)


def test_the_contract_outranks_the_award(tmp_path: Path) -> None:
    package = only_package(put(tmp_path, [award(nilai_kontrak=1)], [contract(nilai_kontrak=191_000_000)]))
    assert (package["value"], package["value_source"]) == (191_000_000, "kontrak")


@pytest.mark.parametrize("end", [None, "", "Mar 9, 2026, 12:00:00AM"])
def test_an_end_that_is_empty_or_equals_the_start_leaves_the_word_to_the_duration(
    tmp_path: Path, end: str | None
) -> None:
    package = only_package(put(tmp_path, [award()], [order(tgl_selesai_pekerjaan=end)]))
    assert (package["ends_on"], package["ends_on_source"]) == (date(2026, 4, 22), "durasi")


def test_a_contract_that_ends_the_day_it_starts_says_nothing_of_its_end(tmp_path: Path) -> None:
    same = {"tgl_kontrak_awal": "2026-03-09", "tgl_kontrak_akhir": "2026-03-09"}
    package = only_package(put(tmp_path, [award()], [contract(**same)]))
    assert (package["starts_on"], package["starts_on_source"]) == (date(2026, 3, 9), "kontrak")
    assert (package["ends_on"], package["ends_on_source"]) == (None, None)


def test_the_order_to_start_gives_both_days_with_high_confidence(tmp_path: Path) -> None:
    known = with_confidence(frames_of(put(tmp_path, [award()], [contract()], [order()])).known)
    package = known.row(0, named=True)
    assert (package["starts_on"], package["starts_on_source"]) == (date(2026, 3, 9), "spmk")
    assert (package["ends_on"], package["ends_on_source"]) == (date(2026, 4, 22), "spmk")
    assert package["starts_on_confidence"] == package["ends_on_confidence"] == "high"


def test_a_start_known_from_the_award_alone_has_low_confidence(tmp_path: Path) -> None:
    package = with_confidence(frames_of(put(tmp_path, [award()])).known).row(0, named=True)
    assert (package["starts_on_source"], package["starts_on_confidence"]) == ("penetapan", "low")
    assert (package["ends_on_source"], package["ends_on_confidence"]) == (None, None)


ADDENDA = [
    contract(),
    contract(versi_addendum=1, nilai_kontrak=200_000_000),
    contract(versi_addendum=2, nilai_kontrak=205_000_000, tgl_kontrak_akhir="2026-05-10"),
]


@pytest.mark.parametrize("order_of_rows", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_last_addendum_wins_in_whatever_order_the_rows_stand(
    tmp_path: Path, order_of_rows: tuple[int, ...]
) -> None:
    package = only_package(put(tmp_path, [award()], [ADDENDA[i] for i in order_of_rows], [order()]))
    assert (package["value"], package["addenda"]) == (205_000_000, 2)
    assert (package["ends_on"], package["ends_on_source"]) == (date(2026, 5, 10), "adendum")


def test_version_ten_comes_after_version_nine(tmp_path: Path) -> None:
    rows = [contract(versi_addendum=10, nilai_kontrak=10), contract(versi_addendum=9, nilai_kontrak=9)]
    assert only_package(put(tmp_path, [award()], rows))["value"] == 10


def test_two_plans_of_one_package_are_joined_by_codes_with_a_semicolon(tmp_path: Path) -> None:
    plans = [plan(kd_rup="1"), plan(kd_rup="2", tgl_awal_kontrak="2026-05-01", tgl_akhir_kontrak="2026-08-31")]
    row = award(kd_rup="1; 2", tgl_selesai_nontender=None)
    frames = frames_of(put(tmp_path, [row | {"tgl_selesai_nontender": None}], plans))
    package = frames.known.row(0, named=True)
    assert (package["starts_on"], package["starts_on_source"]) == (date(2026, 5, 1), "rup")
    assert (package["ends_on"], package["ends_on_source"]) == (date(2026, 8, 31), "rup")
    assert frames.left_out.is_empty()


def test_a_plan_written_as_excels_float_is_still_its_packages(tmp_path: Path) -> None:
    frames = frames_of(put(tmp_path, [award(kd_rup="90010001.0")], [plan(kd_rup="90010001")]))
    assert frames.left_out.is_empty()


def test_a_plan_without_a_package_is_left_out_with_its_reason(tmp_path: Path) -> None:
    frames = frames_of(put(tmp_path, [award()], [plan(), plan(kd_rup="7")]))
    assert frames.known["package_id"].to_list() == [f"nontender-{CODE}"]
    assert frames.left_out.select("package_id", "reason").rows() == [
        ("rup-7", "baru rencana (RUP), belum ada paketnya")
    ]


KINDS = [
    ({"jenis_pengadaan": "Pekerjaan Konstruksi"}, "works", "jenis_pengadaan"),
    ({"jenis_pengadaan": "Jasa Konsultansi Perorangan Konstruksi"}, "consultancy", "jenis_pengadaan"),
    ({"jenis_pengadaan": "JASA KONSULTANSI BADAN USAHA KONSTRUKSI"}, "consultancy", "jenis_pengadaan"),
    ({"jenis_pengadaan": None}, "works", "nama_paket"),
    ({"jenis_pengadaan": None, "nama_paket": "Pengawasan Drainase"}, "consultancy", "nama_paket"),
    ({"jenis_pengadaan": None, "nama_paket": "Kegiatan Nomor Tiga"}, "unknown", None),
]


@pytest.mark.parametrize(("cells", "kind", "source"), KINDS)
def test_the_kind_is_told_by_the_category_else_by_the_title_else_unknown(
    tmp_path: Path, cells: Row, kind: str, source: str | None
) -> None:
    package = only_package(put(tmp_path, [award(**cells)]))
    assert (package["kind"], package["kind_source"]) == (kind, source)


@pytest.mark.parametrize(
    "category", ["Pengadaan Barang", "Jasa Lainnya", "Jasa Konsultansi Badan Usaha Non Konstruksi"]
)
def test_goods_and_other_services_are_left_out_and_their_category_is_quoted(tmp_path: Path, category: str) -> None:
    frames = frames_of(put(tmp_path, [award(jenis_pengadaan=category)]))
    assert frames.known.is_empty()
    assert frames.left_out["reason"].to_list() == [f"jenis pengadaan «{category}» bukan konstruksi"]


def test_community_work_without_a_word_of_construction_is_left_out(tmp_path: Path) -> None:
    frames = frames_of(put(tmp_path, [community_work(), community_work(kd_swakelola_pct=2, nama_paket="Rapat Warga")]))
    assert frames.known["package_id"].to_list() == ["swakelola-90000000401"]
    assert frames.left_out["reason"].to_list() == ["swakelola tanpa kata konstruksi dalam namanya"]


def test_a_cancelled_selection_without_executor_is_left_out(tmp_path: Path) -> None:
    frames = frames_of(put(tmp_path, [announcement(status_nontender="Paket Batal")]))
    assert frames.left_out["reason"].to_list() == ["pemilihan batal atau gagal, belum ada pelaksana"]


EXECUTORS = [
    ({}, "business"),
    ({"nama_penyedia": "KSO Contoh Jaya - Contoh Karya"}, "kso"),
    ({"nama_penyedia": "CONTOH JAYA - CONTOH KARYA, K.S.O."}, "kso"),
    ({"nama_penyedia": "CONTOH JAYA JOINT OPERATION"}, "kso"),
    ({"nama_penyedia": "CV SAKSO JOYO"}, "business"),
    ({"nama_penyedia": "CONTOH PERORANGAN", "npwp16_penyedia": NIK}, "person"),
    ({"nama_penyedia": None, "npwp16_penyedia": None}, "unknown"),
]


@pytest.mark.parametrize(("cells", "kind"), EXECUTORS)
def test_the_kind_of_executor_is_told_by_name_and_number(tmp_path: Path, cells: Row, kind: str) -> None:
    assert only_package(put(tmp_path, [award(**cells)]))["executor_kind"] == kind


def test_named_members_make_an_executor_a_kso(tmp_path: Path) -> None:
    rows = [contract(anggota_kso="CV CONTOH SATU; PT CONTOH DUA")]
    assert only_package(put(tmp_path, [award()], rows))["executor_kind"] == "kso"


@pytest.mark.parametrize("members", [None, "", "-", []])
def test_an_empty_list_of_members_makes_no_kso(tmp_path: Path, members: object) -> None:
    assert only_package(put(tmp_path, [award()], [contract(anggota_kso=members)]))["executor_kind"] == "business"


def test_community_work_is_self_managed(tmp_path: Path) -> None:
    assert only_package(put(tmp_path, [community_work()]))["executor_kind"] == "self_managed"


STAGES = [
    ([[announcement()]], "announced"),
    ([[announcement()], [award()]], "awarded"),
    ([[announcement()], [award()], [contract()]], "contracted"),
    ([[award()], [contract()], [order()]], "started"),
    ([[award()], [order()]], "started"),
    ([[award()], [contract()], [order()], [handover(tgl_bast=None)]], "started"),
    ([[award()], [contract()], [order()], [handover()]], "handed_over"),
]


@pytest.mark.parametrize(("tables", "stage"), STAGES)
def test_the_stage_is_the_furthest_that_the_files_show(tmp_path: Path, tables: list[list[Row]], stage: str) -> None:
    assert only_package(put(tmp_path, *tables))["stage"] == stage


def test_a_payment_repeated_in_a_later_version_counts_once_and_another_payment_counts(tmp_path: Path) -> None:
    rows = [handover(besar_pembayaran=5), handover(besar_pembayaran=5, versi_addendum=1)]
    rows.append(handover(besar_pembayaran=7, no_bap="BAP/2", tgl_bap="2026-05-30"))
    package = only_package(put(tmp_path, [award()], rows))
    assert (package["city_paid"], package["city_paid_first_on"]) == (12, date(2026, 4, 30))


def test_our_own_table_gives_private_works(tmp_path: Path) -> None:
    package = only_package(put(tmp_path, [own_package()]))
    assert (package["package_id"], package["value"], package["value_source"]) == ("paket-PBG-001", 10**9, "kontrak")
    assert (package["starts_on"], package["ends_on"]) == (date(2026, 6, 1), date(2026, 11, 30))


def test_the_same_code_of_two_sources_is_two_packages(tmp_path: Path) -> None:
    known = frames_of(put(tmp_path, [award()], [tender(kd_tender=CODE)])).known
    assert known["package_id"].to_list() == [f"nontender-{CODE}", f"tender-{CODE}"]


def city(folder: Path) -> Path:
    """Every kind of export, every stage, and packages in and out of scope."""
    return put(
        folder,
        [announcement(), announcement(kd_nontender=5), announcement(kd_nontender=6, status_nontender="Gagal")],
        [award(), award(kd_nontender=2, jenis_pengadaan="Pengadaan Barang"), award(kd_nontender=3, kd_rup="1;2")],
        ADDENDA,
        [order(), order(kd_nontender=3, tgl_selesai_pekerjaan=None)],
        [handover(), handover(no_bap="BAP/2", tgl_bap="2026-05-30", besar_pembayaran=7)],
        [tender(), tender(kd_tender=8, nama_penyedia="KSO Contoh")],
        [community_work(), community_work(kd_swakelola_pct=9, nama_paket="Rapat")],
        [own_package(), own_package(id_paket="PBG-2", npwp_pelaksana=NIK)],
        [plan(), plan(kd_rup="1"), plan(kd_rup="2", tgl_akhir_kontrak="2026-12-01"), plan(kd_rup="3")],
    )


def test_duckdb_and_polars_give_equal_packages(tmp_path: Path) -> None:
    duckdb, polars = (frames_of(city(tmp_path), engine=engine) for engine in (Engine.DUCKDB, Engine.POLARS))
    assert duckdb.known.equals(polars.known, null_equal=True)
    assert duckdb.known.schema == polars.known.schema
    assert duckdb.left_out.sort("package_id").equals(polars.left_out.sort("package_id"), null_equal=True)


def test_every_code_is_a_package_or_left_out_once_and_a_used_plan_is_neither(tmp_path: Path) -> None:
    codes = set(stages_of(city(tmp_path)).rows["package_id"])
    frames = frames_of(tmp_path)
    told = [*frames.known["package_id"], *frames.left_out["package_id"]]
    assert len(told) == len(set(told))
    assert codes - set(told) == {"rup-90010001", "rup-1", "rup-2"}


@pytest.mark.parametrize("engine", list(Engine))
def test_one_json_of_several_exports_and_separate_files_give_the_same_packages(tmp_path: Path, engine: Engine) -> None:
    together, apart = tmp_path / "satu", tmp_path / "terpisah"
    together.mkdir(), apart.mkdir()
    (together / "sample.json").write_bytes(SAMPLE.read_bytes())
    exports = json.loads(SAMPLE.read_text(encoding="utf-8"), parse_float=str)
    for number, rows in enumerate(rows for rows in exports.values() if isinstance(rows, list)):
        (apart / f"unduhan ({number}).json").write_text(json.dumps(rows), encoding="utf-8")
    one, several = frames_of(together, engine=engine).known, frames_of(apart, engine=engine).known
    assert one.height == 3
    assert one.drop("origin").equals(several.drop("origin"), null_equal=True)
    assert set(one["origin"]).isdisjoint(several["origin"])


def test_the_invented_sample_reads_as_it_was_meant(tmp_path: Path) -> None:
    (tmp_path / "sample.json").write_bytes(SAMPLE.read_bytes())
    drainage, supervision, tendered = frames_of(tmp_path).known.rows(named=True)
    assert (drainage["stage"], drainage["kind"], drainage["executor_npwp"]) == ("started", "works", FIRM)
    assert (drainage["starts_on"], drainage["ends_on"]) == (date(2026, 3, 9), date(2026, 4, 22))
    assert (supervision["kind"], supervision["executor_kind"], supervision["value"]) == (
        "consultancy",
        "person",
        97_000_000,
    )
    assert (tendered["value"], tendered["value_source"], tendered["kind"]) == (2_210_000_000, "kontrak", "unknown")
