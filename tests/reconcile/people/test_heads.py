"""Do the heads on site, on the roster, by name and protected add up for each day somebody counted, and who pays?"""

from collections.abc import Callable
from datetime import date

import pytest
from covered_people import package, payment, registration
from invented_people import Row, other, participant, visit, worker

from payung.reconcile.run import Run

Checked = Callable[..., Run]
STRANGER = worker(nik=None, nama="Tanpa Nomor", tgl_lahir="2000-01-01", hp=None)
CITY = ([package()], [registration()], [payment()])
HERE = {"nomor_kepesertaan": "26-1", "tgl_awal": "2026-03-10", "tgl_akhir": "2026-05-29"}


@pytest.fixture
def counted(people_run: Checked) -> Callable[[list[Row], list[Row]], list[tuple[object, ...]]]:
    def rows(roster: list[Row], visits: list[Row]) -> list[tuple[object, ...]]:
        heads = people_run(roster, [participant(), other()], visits).tables["heads"]
        return heads.select("site", "on_date", "on_site", "on_roster", "named", "roster_gap", "name_gap").rows()

    return rows


def test_a_visit_is_compared_with_the_roster_of_that_day(counted: Callable[..., list[tuple[object, ...]]]) -> None:
    late = worker(nik="3671994503850023", nama="Umpamasari", tgl_lahir=None, hp=None, tgl_mulai="2026-05-01")
    visits = [visit(), visit(tgl_kunjungan="2026-05-02", jumlah_pekerja="2 orang")]
    assert counted([worker(), STRANGER, late], visits) == [
        ("PBG-1", date(2026, 4, 1), 12, 2, 1, 10, 1),
        ("PBG-1", date(2026, 5, 2), 2, 3, 2, -1, 1),
    ]


def test_first_and_last_day_count_and_a_worker_without_dates_is_always_there(
    counted: Callable[..., list[tuple[object, ...]]],
) -> None:
    undated = STRANGER | {"tgl_mulai": None, "tgl_selesai": None}
    days = [("2026-03-01", 1), ("2026-03-02", 2), ("2026-05-30", 2), ("2026-05-31", 1)]
    rows = counted([worker(), undated], [visit(tgl_kunjungan=day) for day, _ in days])
    assert [row[3] for row in rows] == [count for _, count in days]


def test_a_worker_written_twice_counts_once(counted: Callable[..., list[tuple[object, ...]]]) -> None:
    assert counted([worker(), worker(nama="Misalwati"), STRANGER, STRANGER], [visit()])[0][3:5] == (2, 1)


def test_of_two_counts_on_one_day_the_larger_stands(counted: Callable[..., list[tuple[object, ...]]]) -> None:
    assert counted([worker()], [visit(jumlah_pekerja="7"), visit(jumlah_pekerja="9")])[0][2] == 9


def test_work_that_nobody_visited_is_counted_without_a_day(counted: Callable[..., list[tuple[object, ...]]]) -> None:
    assert counted([worker(id_paket="PBG-2"), worker()], [visit()])[1] == ("PBG-2", None, None, 1, 1, None, 0)


def test_a_visit_without_a_roster_shows_all_heads_missing(counted: Callable[..., list[tuple[object, ...]]]) -> None:
    assert counted([worker()], [visit(id_paket="PBG-9")])[1] == ("PBG-9", date(2026, 4, 1), 12, 0, 0, 12, 0)


FOUR = ("on_site", "on_roster", "registered", "protected", "registered_gap", "protected_gap", "payer", "payer_until")
WINDOW = date(2026, 4, 21)  # the thirtieth working day after 2 March
DAYS = [
    ("2026-03-09", (3, 2, 0, 0, 3, 3, "executor", None)),  # the project is paid on the tenth
    ("2026-03-10", (3, 2, 1, 2, 2, 1, "bpjs_tk", WINDOW)),
    ("2026-04-21", (3, 2, 1, 2, 2, 1, "bpjs_tk", WINDOW)),
    ("2026-04-22", (3, 2, 1, 1, 2, 2, "executor", WINDOW)),
    ("2026-05-29", (3, 2, 1, 1, 2, 2, "executor", WINDOW)),
    ("2026-05-30", (3, 2, 0, 0, 3, 3, "executor", WINDOW)),  # the name was listed until the twenty-ninth
]


@pytest.mark.parametrize(("day", "numbers"), DAYS)
def test_four_numbers_their_gaps_and_the_payer_on_each_side_of_every_boundary(
    people_run: Checked, day: str, numbers: tuple[object, ...]
) -> None:
    visits = [visit(tgl_kunjungan=day, jumlah_pekerja="3")]
    run = people_run([worker(), STRANGER], [participant(**HERE)], visits, *CITY)
    assert run.tables["heads"].select(FOUR).rows() == [numbers]


def test_people_outside_the_roster_are_counted_from_the_first_visit_that_saw_them(people_run: Checked) -> None:
    visits = [visit(tgl_kunjungan=day, jumlah_pekerja="5") for day in ("2026-04-01", "2026-05-19", "2026-05-20")]
    listed = participant(**HERE | {"tgl_awal": "2026-03-01", "tgl_akhir": None})
    run = people_run([worker()], [listed], visits, *CITY)
    until = date(2026, 5, 19)  # the thirtieth working day after 1 April
    assert run.tables["heads"].select("on_date", "payer", "payer_until").rows() == [
        (date(2026, 4, 1), "bpjs_tk", until),
        (date(2026, 5, 19), "bpjs_tk", until),
        (date(2026, 5, 20), "executor", until),
    ]


def test_where_every_head_has_a_name_nobody_else_pays(people_run: Checked) -> None:
    run = people_run([worker()], [participant(**HERE)], [visit(jumlah_pekerja="1")], *CITY)
    assert run.tables["heads"].select(FOUR).rows() == [(1, 1, 1, 1, 0, 0, None, None)]


def test_of_work_that_nobody_knows_nobody_can_say_who_pays(people_run: Checked) -> None:
    run = people_run([worker()], [participant()], [visit()])
    assert run.tables["heads"].select("registered", "protected", "payer").rows() == [(0, 0, None)]


def test_a_package_without_a_registration_is_the_executors(people_run: Checked) -> None:
    run = people_run([worker()], [participant()], [visit()], [package()])
    assert run.tables["heads"].select("package_id", "payer", "payer_until").rows() == [
        ("paket-PBG-1", "executor", None)
    ]


def test_the_summary_adds_the_last_visit_of_each_work(people_run: Checked) -> None:
    visits = [
        visit(tgl_kunjungan="2026-04-01", jumlah_pekerja="9"),
        visit(jumlah_pekerja="3", tgl_kunjungan="2026-04-22"),
    ]
    people = people_run([worker(), STRANGER], [participant(**HERE)], visits, *CITY).summary["people"]
    assert people == {
        "roster_rows": 2, "decisions": {"link": 1, "candidate": 0, "none": 1},
        "days": {"protected": 81 + 43, "elsewhere": 0, "unprotected": 90 + 90 - 81 - 43}, "rows_without_days": 0,
        "on_several_sites": 0, "works_visited": 1, "heads_on_site": 3, "heads_on_roster": 2, "heads_registered": 1,
        "heads_protected": 1, "gaps": {"roster_gap": 1, "registered_gap": 2, "protected_gap": 2},
        "roster_below_expected": 0,
    }  # fmt: skip


def test_without_lists_of_people_the_summary_says_nothing_of_them(people_run: Checked) -> None:
    assert people_run([package()]).summary["people"] is None
