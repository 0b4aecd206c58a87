"""Does every number of a draft come from the law, with its article, and does it always say that it is a draft?"""

import re
from dataclasses import replace
from datetime import date

import pytest
from opened import squeezed, text_of

from payung.letters import Wording
from payung.letters.drafting import (
    FACTS,
    WARNING,
    Draft,
    DraftKind,
    composed_draft,
    draft_png,
    draft_text,
    draft_wording,
    render_draft,
)
from payung.letters.example import CITY
from payung.letters.setting import compiled
from payung.refusal import Refusal
from payung.rules.parameters import parameter
from payung.rules.shelf import without_addresses

ON = date(2026, 11, 23)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def drafted(kind: DraftKind, body: str | None = None, on: date = ON) -> Draft:
    wording = Wording("Perlindungan", body) if body else None
    return Draft(kind, CITY, "Kota Contoh", on, wording)


@pytest.fixture(params=list(DraftKind))
def kind(request: pytest.FixtureRequest) -> DraftKind:
    found: DraftKind = request.param
    return found


def test_the_words_that_ship_hold_no_number_of_their_own(kind: DraftKind) -> None:
    words = PLACEHOLDER.sub("", draft_wording(kind).body)
    assert re.findall(r"\d+", re.sub(r"^# \d+\.", "", words, flags=re.MULTILINE)) == []


def test_every_number_stands_with_its_mark_and_the_list_says_its_article(kind: DraftKind) -> None:
    names = [name for name in PLACEHOLDER.findall(draft_wording(kind).body) if name in FACTS]
    told = composed_draft(drafted(kind))
    keys = list(dict.fromkeys(FACTS[name][0] for name in names))
    assert [one["number"] for one in told["grounds"]] == list(range(1, len(keys) + 1))
    assert [one["source"] for one in told["grounds"]] == [
        without_addresses(parameter(key).at(ON).source) for key in keys
    ]
    marks = re.findall(r"\[(\d+)\]", draft_text(drafted(kind)).partition("Dasar:")[0])
    assert {int(mark) for mark in marks} == set(range(1, len(keys) + 1))


def test_a_draft_says_so_on_every_page_and_in_its_text(kind: DraftKind) -> None:
    text = text_of(render_draft(drafted(kind)))
    assert text.count(WARNING) >= len(draft_png(drafted(kind), ppi=20)) + 1
    assert "DRAF" in squeezed(text)
    assert draft_text(drafted(kind)).startswith(WARNING)


def test_a_draft_could_be_read_aloud_by_the_rules_of_pdf_ua(kind: DraftKind) -> None:
    (made,) = compiled(
        "rancangan.typ", composed_draft(drafted(kind)), format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=0
    )
    assert made.startswith(b"%PDF")


def test_the_numbers_are_those_of_the_day() -> None:
    body = "Perubahan dilaporkan dalam {batas_perubahan}."
    assert "dalam 30 hari kerja [1]" in draft_text(drafted(DraftKind.CLAUSE, body))
    assert "dalam 7 hari kerja [1]" in draft_text(drafted(DraftKind.CLAUSE, body, on=date(2020, 1, 1)))
    with pytest.raises(Refusal, match="belum ada ketentuannya"):
        draft_text(drafted(DraftKind.CLAUSE, body, on=date(2010, 1, 1)))


def test_the_same_number_keeps_its_mark_and_the_city_has_none() -> None:
    text = draft_text(drafted(DraftKind.CIRCULAR, "{kota}: {batas_lapor}, lalu {dasar_mulai}, dan {batas_lapor}."))
    assert "Kota Contoh: 2×24 jam [1], lalu [2], dan 2×24 jam [1]." in text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("program", "JKK dan JKM"), ("termin", "50 % lalu 25 % lalu 25 %"), ("banyak_teguran", "3 kali"),
        ("tindak_lanjut", "5 hari kerja"), ("batas_daftar", "14 hari kerja"),
    ],
)  # fmt: skip
def test_every_number_is_said_as_a_clause_says_it(name: str, said: str) -> None:
    assert f"{said} [1]." in draft_text(drafted(DraftKind.CLAUSE, f"{{{name}}}."))


def test_hours_that_are_no_whole_days_are_said_as_hours() -> None:
    assert [FACTS["batas_lapor"][1](hours) for hours in (36, 72)] == ["36 jam", "3×24 jam"]


@pytest.mark.parametrize("body", ["{entah}", "{batas_daftar", " "])
def test_words_that_cannot_hold_are_refused(body: str) -> None:
    with pytest.raises(Refusal):
        render_draft(replace(drafted(DraftKind.CIRCULAR, "x"), wording=Wording("Hal", body)))
