"""Does `payung premium` say base, lines, articles and doubts, and refuse in one sentence?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from payung.cli.main import run
from payung.cli.words import speak

PROJECT = "premium project --on 2025-03-01 --value 180000000"
WAGE = "premium wage --monthly-wage 10000000 --month 2026-02"


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    yield
    speak("id")


def asked(line: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run([*line.split(), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_project_is_answered_line_by_line_with_its_articles(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(PROJECT, capsys)
    assert {name: answer[name] for name in ("programme", "on", "base", "base_kind", "total", "warnings")} == {
        "programme": "jakon_project",
        "on": "2025-03-01",
        "base": 180_000_000,
        "base_kind": "net",
        "total": 392_000,
        "warnings": [],
    }
    assert [(line["name"], line["amount"], line["status"]) for line in answer["lines"]] == [
        ("jkk", 346_000, "confirmed"),
        ("jkm", 46_000, "confirmed"),
    ]
    assert answer["lines"][0]["source"].startswith("PP 44/2015 Pasal 54 ayat (2)")


def test_the_brackets_are_exact_decimals_in_text(capsys: pytest.CaptureFixture[str]) -> None:
    brackets = asked("premium project --on 2025-03-01 --value 100000001", capsys)["brackets"]
    assert brackets[1] == {
        "line": "jkk",
        "over": 100_000_000,
        "up_to": 500_000_000,
        "rate_per_100000": 170,
        "amount": 1,
        "exact": "0.0017",
    }


def test_a_gross_value_is_made_net_at_the_rate_of_its_day_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = asked("premium project --value-gross 548.779.873 --on 2022-09-26", capsys)
    assert (answer["base"], answer["total"], answer["value_kind"]) == (494_396_282, 989_353, "gross")
    assert answer["ppn"]["rate_per_100000"] == 11_000
    assert "termasuk PPN 11 %" in answer["warnings"][0]


@pytest.mark.parametrize(
    ("options", "programme", "total"),
    [
        ("--worker tetap --risk-group III --size besar", "company", 989_000),
        ("--worker PKWT --risk-group iii --size BESAR", "company_pkwt", 1_074_000),
        ("--worker harian", "jakon_wage", 204_000),
        ("--worker borongan --size kecil --risk-group V", "jakon_wage", 204_000),
        ("--worker tetap --risk-group III --size mikro", "company", 119_000),
    ],
)
def test_a_workers_kind_chooses_the_programme(
    options: str, programme: str, total: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(f"{WAGE} {options}", capsys)
    assert (answer["programme"], answer["total"], answer["month"]) == (programme, total, "2026-02")
    assert sum(line["amount"] for line in answer["lines"]) == total


def test_warnings_do_not_change_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(f"{WAGE} --worker pkwt --size besar", capsys)
    assert "Pasal 54 ayat (1)" in answer["warnings"][0]


def test_a_person_reads_a_table_with_money_and_dates_in_indonesian(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(f"{WAGE} --worker pkwt --size besar".split()) == 0
    shown = capsys.readouterr().out
    assert all(text in shown for text in ("1 Februari 2026", "Rp 1.074.000", "Dasar hukum", "⚠", "JKP"))


def test_the_same_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*PROJECT.split(), "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert all(text in shown for text in ("March 1, 2025", "Work accident insurance", "Total", "Rp 392.000"))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("premium project --on 2025-03-01", "Sebutkan salah satu: --value"),
        ("premium project --on 2025-03-01 --value 1 --value-gross 1", "Sebutkan salah satu: --value"),
        ("premium project --on 2025-03-01 --value seratus", "“seratus” bukan jumlah rupiah"),
        ("premium project --on 2025-03-01 --value -1", "“-1” bukan jumlah rupiah"),
        ("premium project --on 2025-03-01 --value 9000000000000001", "Nilai kontrak harus bilangan bulat"),
        ("premium project --on 2025-02-30 --value 1", "“2025-02-30” bukan tanggal"),
        ("premium project --on 2015-06-30 --value 1", "berlaku mulai 2015-07-01"),
        (f"{WAGE} --worker magang", "Jenis pekerja “magang” tidak dikenal"),
        (f"{WAGE} --worker tetap --size besar", "Kelompok risiko belum disebut"),
        (f"{WAGE} --worker tetap --size besar --risk-group VI", "Kelompok risiko “VI” tidak dikenal"),
        (f"{WAGE} --worker pkwt", "Ukuran usaha belum disebut"),
        (f"{WAGE}-31 --worker harian", "“2026-02-31” bukan bulan"),
    ],
)
def test_bad_input_ends_in_one_sentence(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 2
    output = capsys.readouterr()
    assert sentence in output.err
    assert output.err.count("\n") == 1
    assert output.out == ""


def test_with_json_the_refusal_is_also_on_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["premium", "project", "--on", "kemarin", "--value", "1", "--json"]) == 2
    output = capsys.readouterr()
    assert json.loads(output.out) == {"error": output.err.strip()}
