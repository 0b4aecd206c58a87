"""Does every citation of the law stand on the shelf, and does the shelf say only what is known?"""

import datetime as dt
import re

import polars as pl
import pytest

from payung.reconcile.rulebook import RULES
from payung.rules.parameters import Status, law, parameter
from payung.rules.shelf import Obliged, citing, is_in_force, named, named_by, pieces, shelf, without_addresses

ADDRESS = re.compile(r"https?://\S+|[a-z]+\.com/\S+")
NUMBERED = re.compile(
    r"\b(?:UU|PP|Perpres|Inpres|Permenaker|Permendagri|PMK|Perdir|Perwal|Kepgub|SE|Peraturan \w+|Surat [A-Z]\w+ \w+)"
    r"(?: [A-Z]\w+)* \d[\w.]*/\w[\w./]*"
)
NO_INSTRUMENT = (
    "Alamat sebagaimana dimuat", "BPJS TK Yogyakarta 2019", "Disimpulkan dari upah padat karya", "Indeks congruità",
    "Kepala BPJS TK Pekalongan", "Laman resmi BPJS TK", "Pilihan Payung", "Poster BPJS TK", "Prosiding PPI",
    "Simpulan dari bunyi", "Surat BPJS TK 2019 di", "Tiga santunan", "anggapan Payung", "e-kliping hlm.",
    "jimmybudhi.com", "krishandsoftware.com", "tidak ada naskah", "http",
)  # fmt: skip
"""How a source begins that names no text: an address, a choice of our own, or what a branch or a poster said."""
SOURCES = [(key, entry.source) for key, one in law().items() for entry in one.history]


@pytest.mark.parametrize(("key", "source"), SOURCES)
def test_every_source_of_the_law_names_a_text_of_the_shelf_or_is_listed(key: str, source: str) -> None:
    assert named(source) or source.startswith(NO_INSTRUMENT)


@pytest.mark.parametrize(("key", "source"), SOURCES)
def test_no_numbered_text_in_a_source_is_missing_from_the_shelf(key: str, source: str) -> None:
    unknown = " ".join(piece.text for piece in pieces(ADDRESS.sub("", source)) if piece.key is None)
    assert NUMBERED.findall(unknown) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_article_of_every_kind_of_finding_stands_on_the_shelf(rule: object) -> None:
    told = rule(pl.lit(dt.date(2026, 11, 23)))  # type: ignore[operator]
    cited = [law()[key].at(dt.date(2026, 11, 23)).source for key in told.laws]
    assert all(named(source) or source.startswith(NO_INSTRUMENT) for source in cited)
    assert named_by(told.laws) or told.kind == "instalment_overdue"  # whose only source is the page of BPJS


def test_a_free_citation_names_its_instruments_once_and_in_order() -> None:
    told = "PP 44/2015 Pasal 53 ayat (1); Permenaker 5/2021 Pasal 66; PP 44/2015 Pasal 54"
    assert [one.key for one in named(told)] == ["pp_44_2015", "permenaker_5_2021"]
    assert "".join(piece.text for piece in pieces(told)) == told


@pytest.mark.parametrize("told", ["PP 137/2021", "XPP 7/2021", "PP 7/20215", "PP 7/2021/A", "", "tanpa pasal"])
def test_a_number_that_is_part_of_another_names_nothing(told: str) -> None:
    assert named(told) == ()


def test_the_longest_name_wins() -> None:
    assert [one.key for one in named("PP 37/2021, lalu PP 7/2021")] == ["pp_37_2021", "pp_7_2021"]
    assert [one.key for one in named("Perdir 22/2022")] == ["perdir_22_2022"]


def test_the_instruments_of_the_benefits_begin_on_the_days_of_the_law() -> None:
    begins = parameter("meta/instruments").at(dt.date(2026, 1, 1)).value
    assert begins == {key: f"{shelf()[key].from_on}" for key in begins}


def test_every_text_is_told_once_and_points_to_texts_of_the_shelf() -> None:
    names = [name for one in shelf().values() for name in one.names]
    assert len(names) == len(set(names))
    for one in shelf().values():
        assert {*one.replaced_by, *one.changes, *one.changed_by} <= set(shelf())
        assert all(one.key in shelf()[other].changes for other in one.changed_by)
        assert one.name.startswith(one.kind) or one.key == "kep_196_men_1999"
        assert one.source.strip()
        assert one.title.strip()


def test_days_run_forward_and_what_replaces_comes_after() -> None:
    for one in shelf().values():
        days = [day for day in (one.dated_on, one.from_on, one.ended_on) if day]
        assert days == sorted(days)


def test_a_text_whose_wording_was_not_read_says_where_it_was_heard() -> None:
    unread = [one for one in shelf().values() if one.status is not Status.CONFIRMED]
    assert unread
    assert all("peraturan.bpk.go.id" not in one.source for one in unread)


def test_everybody_of_the_chain_is_obliged_by_something() -> None:
    assert {duty.whom for one in shelf().values() for duty in one.duties} == set(Obliged)
    assert all(duty.what.endswith(".") for one in shelf().values() for duty in one.duties)


def test_the_numbers_of_the_law_that_rest_on_a_text_are_found_from_it() -> None:
    keys = {parameter.key for parameter, _ in citing("pp_44_2015")}
    assert {"jakon/programmes", "liability/unregistered"} <= keys
    assert citing("inpres_2_2021") == ()


def test_only_the_value_of_the_day_is_asked_where_a_day_is_given() -> None:
    key = ["deadline/project_registration"]
    assert [one.key for one in named_by(key)] == ["permenaker_44_2015", "surat_keuda_400_5_7_765"]
    assert [one.key for one in named_by(key, dt.date(2026, 1, 1))] == ["surat_keuda_400_5_7_765"]


@pytest.mark.parametrize(
    ("from_on", "ended_on", "holds"),
    [
        (None, None, True), (dt.date(2026, 1, 2), None, True), (dt.date(2026, 1, 3), None, False),
        (None, dt.date(2026, 1, 2), True), (None, dt.date(2026, 1, 1), False),
    ],
)  # fmt: skip
def test_a_text_holds_on_its_first_and_on_its_last_day(
    from_on: dt.date | None, ended_on: dt.date | None, holds: bool
) -> None:
    assert is_in_force(from_on, ended_on, dt.date(2026, 1, 2)) is holds


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("PP 44/2015 Pasal 53", "PP 44/2015 Pasal 53"),
        ("Laman resmi BPJS TK https://bpjs.example./en/a.html", "Laman resmi BPJS TK"),
        ("Permenaker 5/2021 menurut https://a.example/b; PP 44/2015", "Permenaker 5/2021; PP 44/2015"),
        ("Surat 765/Keuda: https://a.example/b/; insideborneo.com; nusantarainfo.com", "Surat 765/Keuda"),
        ("Surat 765/Keuda, 21 Februari 2025 (padangkita.com)", "Surat 765/Keuda, 21 Februari 2025"),
    ],
)
def test_a_source_is_told_without_the_addresses_where_it_was_read(source: str, plain: str) -> None:
    assert without_addresses(source) == plain
