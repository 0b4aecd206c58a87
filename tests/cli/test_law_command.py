"""Does `payung law` show every number with its article, days and certainty?"""

import json

import pytest

from payung.cli.main import run
from payung.rules.parameters import law


def test_the_list_holds_every_number_with_its_history(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["key"] for one in listed] == list(law())
    assert all(entry["source"] and entry["status"] for one in listed for entry in one["history"])


def test_the_list_is_drawn_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "list"]) == 0
    assert "jakon/contract_value/jkk" in capsys.readouterr().out


def test_one_number_on_one_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "show", "company/jp/wage_cap", "--on", "2026-02-28", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["value"], shown["from"], shown["to"]) == (10_547_400, "2025-03-01", "2026-02-28")
    assert (shown["status"], shown["unit"], shown["on"]) == ("secondary", "rupiah", "2026-02-28")


def test_open_ends_are_empty_for_machines_and_dots_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "show", "jakon/instalments", "--on", "2026-02-28", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["from"], shown["to"]) == (None, None)
    assert run(["law", "show", "ppn/effective_rate", "--on", "2026-02-28"]) == 0
    assert "Berlaku: 1 April 2022 – …" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("law show jakon/wage/jk --on 2025-01-01", "Yang mirip: jakon/wage/"),
        ("law show jakon/wage/jkk --on 2015-06-30", "yang pertama berlaku sejak 2015-07-01"),
        ("law show jakon/wage/jkk --on besok", "“besok” bukan tanggal"),
    ],
)
def test_what_is_not_in_the_law_is_refused(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 2
    assert sentence in capsys.readouterr().err
