"""Does `payung law` show every number with its article, days, certainty, and what rests on it?"""

import json

import pytest

from payung.cli.main import run
from payung.cli.words import speak
from payung.rules.parameters import Status, law


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


def test_without_a_day_the_whole_history_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "show", "benefit/jkp/cash", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["key"], shown["unit"]) == ("benefit/jkp/cash", "list")
    assert [(entry["from"], entry["to"]) for entry in shown["history"]] == [
        ("2021-02-02", "2025-02-06"),
        ("2025-02-07", None),
    ]
    assert [entry["source"][:10] for entry in shown["history"]] == ["PP 37/2021", "PP 6/2025 "]
    assert [entry["status"] for entry in shown["history"]] == ["confirmed", "confirmed"]
    assert shown["history"][1]["note"] == "Manfaat yang sedang berjalan disesuaikan sejak 7 Februari 2025."
    assert shown["rests"]["programmes"] == [
        {"name": "jkp_benefit", "label": "Manfaat Jaminan Kehilangan Pekerjaan (JKP), satu bulan", "lines": ["cash"]}
    ]
    assert [module["name"] for module in shown["rests"]["modules"]] == ["payung.rules.programmes.jkp_benefit"]


def test_the_history_is_drawn_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "show", "benefit/jkp/cash"]) == 0
    drawn = capsys.readouterr().out
    assert "Nilai: months: 3; rate: 45 % | months: 3; rate: 25 % (list)" in drawn
    assert "Berlaku: 2 Februari 2021 – 6 Februari 2025" in drawn
    assert "Berlaku: 7 Februari 2025 – …" in drawn
    assert "Kepastian: naskah sudah dibaca" in drawn
    assert "Yang bertumpu padanya: Manfaat Jaminan Kehilangan Pekerjaan (JKP), satu bulan" in drawn


def test_a_number_on_which_nothing_rests_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "show", "checkpoint/tender_document"]) == 0
    assert "Yang bertumpu padanya: –" in capsys.readouterr().out


def test_the_doubts_are_those_that_are_not_confirmed_in_force_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "doubts", "--on", "2026-02-28", "--json"]) == 0
    answered = json.loads(capsys.readouterr().out)
    entries = [entry for one in law().values() for entry in one.history]
    listed = answered["doubts"]
    assert answered["on"] == "2026-02-28"
    assert answered["count_by_status"]["confirmed"] == len(entries) - len(listed)
    assert sum(answered["count_by_status"].values()) == len(entries)
    assert {one["status"] for one in listed} == set(Status) - {"confirmed"}
    assert [one["in_force"] for one in listed] == sorted((one["in_force"] for one in listed), reverse=True)
    assert all(one["source"] and one["label"] and one["unit"] for one in listed)


def test_a_doubt_says_what_rests_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "doubts", "--on", "2026-02-28", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["doubts"]
    (cap,) = [one for one in listed if one["key"] == "company/jp/wage_cap" and one["in_force"]]
    assert (cap["value"], cap["from"], cap["to"]) == (10_547_400, "2025-03-01", "2026-02-28")
    assert [(one["name"], one["lines"]) for one in cap["rests"]["programmes"]] == [
        ("company", ["jp_wage"]),
        ("company_pkwt", ["jp_wage"]),
    ]
    (deadline,) = [one for one in listed if one["key"] == "deadline/project_registration" and one["in_force"]]
    assert "payung.reconcile.rulebook" in [one["name"] for one in deadline["rests"]["modules"]]


def test_the_doubts_are_drawn_with_the_count_by_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "doubts", "--on", "2026-02-28"]) == 0
    drawn = capsys.readouterr().out
    first, second = drawn.index("Berlaku pada 28 Februari 2026"), drawn.index("Tidak berlaku pada hari itu")
    assert drawn.index("pengetahuan umum, perlu diperiksa") < first < second
    assert first < drawn.index("10.547.400 · 1 Maret 2025 – 28 Februari 2026") < second
    assert second < drawn.index("11.086.300 · 1 Maret 2026 – …")


def test_without_a_day_the_doubts_are_those_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["law", "doubts", "--json"]) == 0
    answered = json.loads(capsys.readouterr().out)
    assert answered["on"] >= "2026-11-24"
    assert answered["doubts"]


def test_in_english_a_module_is_known_by_its_question(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        assert run(["--lang", "en", "law", "show", "late_fine/rate_per_month"]) == 0
    finally:
        speak("id")
    assert "What rests on it: payung.rules.late_fine (What does paying late cost?)" in capsys.readouterr().out
