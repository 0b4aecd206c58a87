"""Do the heads on site, on the roster and by name add up for each day somebody counted?"""

from datetime import date
from pathlib import Path

from invented_people import Row, other, participant, people_of, put, visit, worker

from payung.reconcile.people.people import people_tables

STRANGER = worker(nik=None, nama="Tanpa Nomor", tgl_lahir="2000-01-01", hp=None)


def counted(folder: Path, roster: list[Row], visits: list[Row]) -> list[tuple[object, ...]]:
    tables = people_tables(people_of(put(folder, roster, [participant(), other()], visits)))
    return tables["heads"].sort("site", "on_date").select(
        "site", "on_date", "on_site", "on_roster", "named", "roster_gap", "name_gap"
    ).rows()  # fmt: skip


def test_a_visit_is_compared_with_the_roster_of_that_day(tmp_path: Path) -> None:
    late = worker(nik="3671994503850023", nama="Umpamasari", tgl_lahir=None, hp=None, tgl_mulai="2026-05-01")
    visits = [visit(), visit(tgl_kunjungan="2026-05-02", jumlah_pekerja="2 orang")]
    assert counted(tmp_path, [worker(), STRANGER, late], visits) == [
        ("PBG-1", date(2026, 4, 1), 12, 2, 1, 10, 1),
        ("PBG-1", date(2026, 5, 2), 2, 3, 2, -1, 1),
    ]


def test_first_and_last_day_count_and_a_worker_without_dates_is_always_there(tmp_path: Path) -> None:
    undated = STRANGER | {"tgl_mulai": None, "tgl_selesai": None}
    days = [("2026-03-01", 1), ("2026-03-02", 2), ("2026-05-30", 2), ("2026-05-31", 1)]
    rows = counted(tmp_path, [worker(), undated], [visit(tgl_kunjungan=day) for day, _ in days])
    assert [row[3] for row in rows] == [count for _, count in days]


def test_a_worker_written_twice_counts_once(tmp_path: Path) -> None:
    assert counted(tmp_path, [worker(), worker(nama="Misalwati"), STRANGER, STRANGER], [visit()])[0][3:5] == (2, 1)


def test_of_two_counts_on_one_day_the_larger_stands(tmp_path: Path) -> None:
    assert counted(tmp_path, [worker()], [visit(jumlah_pekerja="7"), visit(jumlah_pekerja="9")])[0][2] == 9


def test_work_that_nobody_visited_is_counted_without_a_day(tmp_path: Path) -> None:
    assert counted(tmp_path, [worker(id_paket="PBG-2"), worker()], [visit()])[1] == ("PBG-2", None, None, 1, 1, None, 0)


def test_a_visit_without_a_roster_shows_all_heads_missing(tmp_path: Path) -> None:
    rows = counted(tmp_path, [worker()], [visit(id_paket="PBG-9")])
    assert rows[1] == ("PBG-9", date(2026, 4, 1), 12, 0, 0, 12, 0)
