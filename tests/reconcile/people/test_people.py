"""Are the three lists of people known by their columns, read whole, counted, and discreet?"""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from invented_exports import own_package
from invented_people import AS_OF, NIK, Row, other, participant, people_of, put, visit, worker

from payung.reconcile.people.people import people_tables
from payung.reconcile.run import Run, check, write_tables
from payung.reconcile.sources.intake import take_in

OLDER = {"NO_PEGAWAI": "1", "NAMA_DEPAN": "Misalwati", "NAMA_TENGAH": "", "NAMA_BELAKANG": "Andaikan", "HP": "0812",
         "TANGGAL_LAHIR": "17-08-1990", "JENIS_IDENTITAS": "KTP", "NOMOR_IDENTITAS": NIK, "UPAH": "150000",
         "LOKASI_PEKERJAAN": "3671", "TGL_AWAL_BEKERJA": "02-03-2026", "TGL_AKHIR_KONTRAK": "30-05-2026"}  # fmt: skip
NEWER = {k: v for k, v in OLDER.items() if k not in ("NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG")} | {
    "NAMA_LENGKAP": "Misalwati Andaikan"
}


def without(row: Row, *names: str) -> Row:
    return {name: cell for name, cell in row.items() if name not in names}


SHAPES = [
    ("daftar_pekerja", worker()),
    ("daftar_pekerja", without(worker(), "nik", "id_paket", "kpj")),
    ("daftar_pekerja", {"nomor_kontrak": "600/1", "nik": NIK, "nama": "Misal"}),
    ("daftar_pekerja", {"nomor_kepesertaan": "JK-1", "NIK": NIK}),
    ("daftar_pekerja", {"Nama Pekerja": "Misal", "Tanggal Lahir": "17-08-1990"}),
    ("daftar_pekerja", OLDER),
    ("daftar_pekerja", NEWER),
    ("peserta", participant()),
    ("peserta", {"kpj": "26000000011", "nama": "Misal"}),
    ("peserta", {"kpj": "26000000011", "nik": NIK, "nama": "Misal", "tgl_lahir": "17-08-1990"}),
    ("peserta", {"nik": NIK, "segmen": "BPU"}),
    ("kunjungan", visit()),
    ("kunjungan", {"nomor_kontrak": "600/1", "tanggal": "2026-04-01", "jumlah_pekerja": 3}),
]


@pytest.mark.parametrize(("shape", "row"), SHAPES)
def test_a_list_of_people_is_known_by_its_columns(tmp_path: Path, shape: str, row: Row) -> None:
    assert [source.shape.name for source in take_in(put(tmp_path, [row])).sources] == [shape]


def test_a_list_of_names_alone_is_none_of_them(tmp_path: Path) -> None:
    put(tmp_path, [visit()])
    (tmp_path / "hadir.csv").write_text("no,nama,tanda_tangan\n1,Misal,x\n", encoding="utf-8")
    assert take_in(tmp_path).unrecognised == ("hadir.csv",)


@pytest.mark.parametrize("row", [OLDER, NEWER])
def test_both_worker_sheets_are_read_to_the_same_row(tmp_path: Path, row: Row) -> None:
    read = people_of(put(tmp_path, [row])).roster.row(0, named=True)
    expected = {"nik": NIK, "name": "Misalwati Andaikan", "born": date(1990, 8, 17), "wage": 150_000,
                "starts_on": date(2026, 3, 2), "ends_on": date(2026, 5, 30)}  # fmt: skip
    assert {name: read[name] for name in expected} == expected


def test_lines_count_from_the_header_in_csv_excel_and_json(tmp_path: Path) -> None:
    titled = tmp_path / "titled.xlsx"
    with xlsxwriter.Workbook(titled) as book:
        sheet = book.add_worksheet("Pekerja")
        for line, cells in enumerate([["DAFTAR PEKERJA"], [], ["id_paket", "NIK", "Nama"], ["PBG-1", NIK, "Misal"],
                                      ["", 3671994503850020, "Umpama"], ["Jumlah", "", "2"]]):  # fmt: skip
            sheet.write_row(line, 0, cells)
    (tmp_path / "a.csv").write_text(f"id_paket;nik;nama\nPBG-1;{NIK};Misal\n", encoding="utf-8")
    put(tmp_path, [worker()])
    people = people_of(tmp_path)
    assert people.roster.select("place", "row_line", "site").rows() == [
        ("a.csv", 2, "PBG-1"),
        ("orang.json#tabel 0", 2, "PBG-1"),
        ("titled.xlsx#Pekerja", 2, "PBG-1"),
        ("titled.xlsx#Pekerja", 3, "PBG-1"),
    ]
    assert people.refused.select("file", "line", "reason").rows() == [
        ("titled.xlsx#Pekerja", 6, "baris jumlah, bukan data")
    ]


REFUSED = [
    ([worker(nik=None, nama=None)], "daftar_pekerja", "tanpa nama dan tanpa NIK"),
    ([worker(nik="belum ada", nama=" ")], "daftar_pekerja", "tanpa nama dan tanpa NIK"),
    ([participant(nik=None, nama=None, kpj=None)], "peserta", "tanpa KPJ, NIK, dan nama"),
    ([visit(id_paket=None)], "kunjungan", "tanpa paket, kontrak, atau nomor kepesertaan"),
    ([visit(tgl_kunjungan="nanti")], "kunjungan", "tanggal kunjungan kosong atau tidak terbaca"),
    ([visit(jumlah_pekerja="ramai")], "kunjungan", "jumlah pekerja kosong atau tidak terbaca"),
]


@pytest.mark.parametrize(("rows", "table", "reason"), REFUSED)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(
    tmp_path: Path, rows: list[Row], table: str, reason: str
) -> None:
    refused = people_of(put(tmp_path, rows)).refused
    assert refused.select("file", "line", "table", "reason").rows() == [("orang.json#tabel 0", 1, table, reason)]


def test_a_visit_after_the_day_of_the_check_is_refused_with_its_reason(people_run: Callable[..., Run]) -> None:
    run = people_run([worker()], [visit(), visit(tgl_kunjungan="2099-04-01", jumlah_pekerja="99")])
    assert run.rejected["reason"].to_list() == ["kunjungan sesudah tanggal pemeriksaan"]
    assert run.tables["heads"]["on_site"].to_list() == [12]


def test_people_alone_make_a_whole_run_whose_counts_add_up(people_run: Callable[..., Run]) -> None:
    roster = [
        worker(),
        worker(nama="Orang Lain"),
        worker(nik=None, nama="Tanpa Siapa", hp=None),
        worker(**{"nik": None, "nama": None}),
    ]
    run = people_run(roster, [participant(), other()], [visit(), visit(id_paket=None)])
    steps = {step["name"]: step for step in run.manifest["steps"]}
    assert steps["recognise"]["rows_out"] == steps["read"]["rows_in"] == 8
    assert sum(steps["read"]["detail"].values()) == 8
    assert steps["read"]["detail"]["rejected"] == run.rejected.height == 2
    assert steps["people"] == {"name": "people", "rows_in": 3, "rows_out": 1,
                               "detail": {"link": 1, "candidate": 1, "none": 1}}  # fmt: skip
    assert run.tables["heads"].height == 1


def test_without_lists_of_people_the_manifest_says_nothing_of_them(people_run: Callable[..., Run]) -> None:
    city_run = people_run([own_package()])
    assert [step["name"] for step in city_run.manifest["steps"]] == [
        "recognise",
        "read",
        "packages",
        "payments",
        "link",
    ]
    assert set(city_run.manifest["steps"][1]["detail"]) == {"procurement", "registrations", "payments", "rejected"}
    assert city_run.tables["worker_links"].is_empty()
    assert city_run.tables["heads"].is_empty()


def test_a_participants_list_or_a_roster_alone_is_enough(people_run: Callable[..., Run]) -> None:
    assert people_run([participant()]).tables["worker_links"].is_empty()
    assert people_run([worker()]).tables["worker_links"]["decision"].to_list() == ["none"]


def test_nothing_written_holds_a_clear_nik(people_run: Callable[..., Run], tmp_path: Path) -> None:
    spaced = " ".join((NIK[:4], NIK[4:8], NIK[8:12], NIK[12:]))
    roster = [worker(), worker(nama=f"Misalwati {NIK}"), worker(kpj=NIK), worker(nik=NIK[:15]), worker(id_paket=NIK),
              worker(nik="x", nama=None, alamat=spaced, id_paket=NIK[:15])]  # fmt: skip
    run = people_run(roster, [participant(kpj=NIK), other()], [visit(id_paket=None, catatan=spaced)])
    out = tmp_path / "hasil"
    out.mkdir()
    write_tables(run, out)
    texts = [(out / "rejected.csv").read_text(), json.dumps(run.summary)]
    texts += [table.write_csv() for table in run.tables.values()]
    assert not re.search(r"3671[ .]?99\d{2}", "\n".join(texts).replace("2026", ""))


def test_a_run_of_people_repeated_gives_the_same_tables(people_run: Callable[..., Run], tmp_path: Path) -> None:
    first = people_run([worker(), worker(nama="Orang Lain")], [participant(), other()], [visit()])
    again = check(tmp_path, as_of=AS_OF)
    assert all(table.equals(again.tables[name]) for name, table in first.tables.items())


def test_the_tables_say_one_line_for_every_usable_row(tmp_path: Path) -> None:
    tables = people_tables(people_of(put(tmp_path, [worker(), worker(nama="Orang Lain")], [participant()])))
    assert tables["worker_links"]["roster_line"].to_list() == [2, 3]
