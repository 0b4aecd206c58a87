"""Do a package's code, its contract and its registration lead to one work, and unknown numbers to their own?"""

from collections.abc import Callable

import polars as pl
import pytest
from covered_people import days_of, package, payment, registration
from invented_people import Row, participant, visit, worker

from payung.reconcile.people.sites import nothing_known, with_work, works
from payung.reconcile.run import Run

Checked = Callable[..., Run]
CITY = ([package()], [registration()], [payment()])
STRANGER = worker(id_paket="pbg - 1", nik=None, nama="Umpama Sekali", tgl_lahir=None, hp=None)
NO_SITE = {"id_paket": None, "nomor_kontrak": None, "nomor_kepesertaan": None}
NAMED = [
    {"id_paket": "PBG-1"},
    {"id_paket": "pbg-1 "},
    {"id_paket": "paket-PBG-1"},
    {"nomor_kontrak": "600/12/SPK/2026"},
    {"nomor_kontrak": "600 / 12 / spk / 2026"},
    {"nomor_kepesertaan": "26-1"},
    {"nomor_kepesertaan": "26 1"},
]


@pytest.mark.parametrize("site", NAMED)
def test_every_number_of_a_package_leads_to_it(people_run: Checked, site: Row) -> None:
    run = people_run([worker(**NO_SITE | site)], [participant()], *CITY, [visit()])
    assert run.tables["worker_links"]["package_id"].to_list() == ["paket-PBG-1"]
    assert run.tables["worker_coverage"]["package_id"].unique().to_list() == ["paket-PBG-1"]
    assert run.tables["heads"].select("package_id", "on_site", "on_roster").rows() == [("paket-PBG-1", 12, 1)]


def test_a_work_named_in_several_ways_is_one_work_shown_by_its_code(people_run: Checked) -> None:
    rosters = [worker(**NO_SITE | site, nik=None, nama=f"Umpama {i} Contoh", tgl_lahir=None, hp=None)
               for i, site in enumerate(NAMED[:2] + NAMED[3:4])]  # fmt: skip
    run = people_run(rosters, [participant()], *CITY, [visit(**NO_SITE | {"nomor_kepesertaan": "26-1"})])
    assert run.tables["heads"].select("site_kind", "site", "on_site", "on_roster").rows() == [
        ("id_paket", "PBG-1", 12, 3)
    ]


def test_a_number_that_two_packages_share_names_neither(people_run: Checked) -> None:
    twice = [package(), package(id_paket="PBG-9", nama_paket="Pembangunan Jalan Lain", nilai="5000000")]
    run = people_run([worker(**NO_SITE | {"nomor_kontrak": "600/12/SPK/2026"})], [participant()], twice)
    assert run.tables["worker_links"]["package_id"].to_list() == [None]


def test_work_that_only_the_branch_knows_goes_by_its_registration(people_run: Checked) -> None:
    contract = worker(**NO_SITE | {"nomor_kontrak": "600/12/SPK/2026"}, tgl_selesai=None)
    run = people_run([contract], [participant(nomor_kepesertaan="26-1")], [registration()], [payment()])
    assert days_of(run) == [("03-02", "03-09", 8, "unprotected", "none"),
                            ("03-10", "05-31", 83, "protected", "JAKON"),
                            ("06-01", "07-29", 59, "unprotected", "none")]  # fmt: skip


def test_work_that_nobody_knows_is_matched_and_counted_under_its_own_number(people_run: Checked) -> None:
    run = people_run([worker(), STRANGER], [participant()], [visit()])
    assert run.tables["worker_links"]["decision"].to_list() == ["link", "none"]
    assert run.tables["heads"].select("site", "package_id", "on_site", "on_roster").rows() == [("PBG-1", None, 12, 2)]


def test_a_row_without_a_site_has_no_work_and_is_matched_all_the_same(people_run: Checked) -> None:
    run = people_run([worker(**NO_SITE)], [participant()])
    assert run.tables["worker_links"]["decision"].to_list() == ["link"]
    assert run.tables["heads"].is_empty()


def test_a_site_of_nothing_but_marks_keeps_its_own_text() -> None:
    rows = pl.DataFrame({"site": ["--", "//"], "site_kind": ["nomor_kepesertaan", "nomor_kontrak"]})
    told = with_work(rows, nothing_known())
    assert told["work"].to_list() == ["nomor_kepesertaan:--", "nomor_kontrak://"]
    assert works(nothing_known(), told).height == 2
