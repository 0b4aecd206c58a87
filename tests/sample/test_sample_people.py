"""What the lists of people of the city hold, and what is true of them."""

import datetime as dt
import re
from pathlib import Path

import polars as pl
import pytest

from payung.identifiers import areas, nik
from payung.sample.city import write_city
from payung.sample.rosters import FORMS
from payung.sample.streams import AS_OF
from sample.conftest import CITY, PACKAGES, SEED
from sample.reading import Folder

PEOPLE = ("daftar pekerja", "pekerja proyek", "Tenaga Kerja", "data_tk", "BNBA", "peserta", "Peserta", "kunjungan")
TRUTHS = {"workers", "members", "visits"}
Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def listed(truth: Tables) -> pl.DataFrame:
    return truth["workers"].filter(pl.col("file").is_not_null())


def _sheet(folder: Folder, file: str, sheet: str, *, header: int) -> list[dict]:
    rows = folder.sheet(file, sheet)
    labels = rows[header - 1]
    return [dict(zip(labels, row, strict=True)) for row in rows[header:]]


def test_no_other_file_changes_with_the_people(folder: Folder, tmp_path: Path) -> None:
    counts = write_city(tmp_path / "kota", city=CITY, seed=SEED, packages=PACKAGES, people=False)
    alone, ours = Folder(tmp_path / "kota").hashes(), folder.hashes()
    assert alone == {name: ours[name] for name in alone}
    extra = {name for name in ours if name not in alone}
    assert len(extra) == 13
    assert all(name.startswith((*PEOPLE, ".truth/")) for name in extra)
    assert (counts.roster_rows, counts.participants, counts.visits) == (0, 0, 0)


def test_amounts_are_those_of_a_city(truth: Tables, listed: pl.DataFrame) -> None:
    assert 8_000 < listed.height < 12_000
    assert 25_000 < truth["members"].height < 40_000
    assert 30 < truth["visits"].height < 80


def test_many_firms_deliver_no_roster_and_many_rosters_are_short(truth: Tables, listed: pl.DataFrame) -> None:
    works = truth["workers"]["package_id"].drop_nulls().n_unique()
    assert 0.45 < listed["package_id"].drop_nulls().n_unique() / works < 0.75
    whole = truth["workers"].group_by("package_id").agg(pl.col("file").is_not_null().mean()).filter(pl.col("file") > 0)
    assert 0.35 < (whole["file"] < 1).mean() < 0.65


def test_every_worker_stands_where_the_truth_says(folder: Folder, listed: pl.DataFrame) -> None:
    rows = folder.csv("daftar pekerja DPUPR.csv")
    told = listed.filter(file="daftar pekerja DPUPR.csv").sort("line")
    assert told["line"].to_list() == list(range(2, len(rows) + 2))
    assert [row["id_paket"] for row in rows] == told["site"].to_list()
    same = sum(row["nik"] == true for row, true in zip(rows, told["nik"], strict=True))
    assert 0.72 < same / len(rows) < 0.88


def test_a_workbook_has_titles_merged_cells_numbers_and_a_total(folder: Folder, listed: pl.DataFrame) -> None:
    told = listed.filter(file="Tenaga Kerja Proyek.xlsx", sheet="Juni-Agustus").sort("line")
    rows = _sheet(folder, "Tenaga Kerja Proyek.xlsx", "Juni-Agustus", header=4)
    assert told["line"][0] == 5
    assert rows[told.height]["Nomor Kontrak"] == "JUMLAH"
    assert rows[told.height]["Upah"] == sum(row["Upah"] for row in rows[: told.height])
    sites = [row["Nomor Kontrak"] for row in rows[: told.height]]
    assert [site for site in sites if site] == told.unique("site", keep="first", maintain_order=True)["site"].to_list()
    numbers = [row["NIK"] for row in rows[: told.height] if isinstance(row["NIK"], float)]
    assert len(numbers) > told.height / 2
    assert all(number % 10 == 0 for number in numbers)


def test_both_headers_of_the_sipp_sheet_are_there(folder: Folder) -> None:
    new, old = (folder.sheet(file, "data_tk_baru")[0] for file in ("data_tk_baru.xlsx", "data_tk_baru lama.xlsx"))
    assert new[:3] == ["NO_PEGAWAI", "NAMA_LENGKAP", "GELAR"]
    assert old[:4] == ["NO_PEGAWAI", "NAMA_DEPAN", "NAMA_TENGAH", "NAMA_BELAKANG"]
    assert (len(new), len(old)) == (31, 32)


def test_a_list_made_on_a_computer_puts_the_month_first(folder: Folder, listed: pl.DataFrame) -> None:
    rows = _sheet(folder, "BNBA jakon.xlsx", "Sheet1", header=1)
    born = listed.filter(file="BNBA jakon.xlsx").sort("line")["born"]
    early = [
        (row["Tanggal Lahir"], day)
        for row, day in zip(rows, born, strict=True)
        if row["Tanggal Lahir"] and day.day < 13
    ]
    assert len(early) > 20
    assert all(text == f"{day:%m-%d-%Y}" for text, day in early)


def test_each_kind_of_number_names_works(listed: pl.DataFrame) -> None:
    by_file = dict(listed.group_by("file").agg(pl.len()).iter_rows())
    assert by_file.keys() == {form.file for form in FORMS}
    assert min(by_file.values()) > 50
    named = listed.filter(pl.col("file") == "data_tk_baru.xlsx")
    assert (named["site"] == named["nomor_kepesertaan"]).all()


def test_who_is_covered_how(truth: Tables) -> None:
    segments = dict(truth["members"]["segment"].value_counts(normalize=True).iter_rows())
    assert segments["PU"] == pytest.approx(0.62, abs=0.06)
    assert segments["BPU"] == pytest.approx(0.31, abs=0.06)
    assert 0.04 < segments["JAKON"] < 0.12
    workers = truth["workers"]
    registered = workers.filter(pl.col("nomor_kepesertaan").is_not_null())
    assert 0.25 < (registered["project_days"] > 0).mean() < 0.6
    assert (workers.filter(pl.col("nomor_kepesertaan").is_null())["project_days"] == 0).all()
    assert 0.3 < (workers["kpj"].list.len() == 0).mean() < 0.7
    assert (workers["kpj"].list.len() > 1).any()


def test_some_covers_lapse_before_they_end(truth: Tables) -> None:
    projects = truth["members"].filter(segment="JAKON")
    assert 0.01 < (projects["paid_to"] < projects["to_on"]).mean() < 0.2
    others = truth["members"].filter(pl.col("segment") != "JAKON")
    assert 0.1 < (others["paid_to"] < AS_OF).mean() < 0.25


def test_covered_days_are_counted_day_by_day(truth: Tables) -> None:
    """Counted the slow way, for the workers of some registered projects."""
    held = truth["members"].filter(segment="JAKON").partition_by("person", as_dict=True)
    some = truth["workers"].filter(pl.col("project_days") > 0).head(40)
    for row in some.iter_rows(named=True):
        mine = held[(row["person"],)].filter(nomor_kepesertaan=row["nomor_kepesertaan"]).row(0, named=True)
        last = min(row["ends_on"], AS_OF)
        days = [row["starts_on"] + dt.timedelta(days=at) for at in range((last - row["starts_on"]).days + 1)]
        until = min(mine["to_on"], mine["paid_to"])
        assert row["project_days"] == sum(mine["from_on"] <= day <= until for day in days)
        assert row["days"] == len(days)


def test_visits_count_more_heads_than_the_roster_names(folder: Folder, truth: Tables) -> None:
    visits = truth["visits"]
    rows = folder.csv("kunjungan lapangan.csv", delimiter=";")
    assert [int(row["jumlah_pekerja"]) for row in rows] == visits["heads"].to_list()
    assert (visits["heads"] > visits["listed"]).mean() > 0.5
    assert (visits["heads"] - visits["present"]).abs().max() <= 1
    assert all(sum(bool(row[of]) for of in ("id_paket", "nomor_kontrak", "nomor_kepesertaan")) == 1 for row in rows)


def test_no_nik_of_a_worker_comes_from_a_district_that_exists(truth: Tables) -> None:
    numbers = pl.concat([truth["workers"]["nik"], truth["members"]["nik"]]).unique()
    assert set(numbers.str.slice(4, 2).cast(pl.Int64)) == set(range(80, 96))
    assert all(nik.is_valid(number) for number in numbers.head(500))
    tables = areas.read("districts.csv", folder=areas.files("payung.identifiers") / "regions")
    assert max(int(area.code.rpartition(".")[2]) for area in tables) < 80


def test_no_list_says_more_of_a_person_than_a_real_one() -> None:
    columns = {label.lower() for form in FORMS for label in form.columns}
    assert not [label for label in columns if re.search(r"truth|person|benar", label)]
