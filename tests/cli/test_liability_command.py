"""Does `payung liability` say what one accident costs, how sure each number is, and refuse in one sentence?"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from payung.cli.main import run
from payung.cli.words import speak

PACKAGE = "liability --value 180000000 --on 2026-11-24"
IN_CITY = f"{PACKAGE} --city 36.71"


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    yield
    speak("id")


def asked(line: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run([*line.split(), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_package_is_answered_with_contribution_wage_and_burdens(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(IN_CITY, capsys)
    assert {name: answer[name] for name in ("on", "city", "status")} == {
        "on": "2026-11-24",
        "city": "36.71",
        "status": "inferred",
    }
    assert answer["sentence"] == (
        "Iuran yang belum dibayar Rp 392.000; satu pekerja meninggal di proyek ini menjadi tanggungan perusahaan "
        "Rp 281.171.488, 717 kali lipat."
    )
    assert answer["contribution"]["total"] == 392_000
    assert [(line["name"], line["amount"]) for line in answer["contribution"]["lines"]] == [
        ("jkk", 346_000),
        ("jkm", 46_000),
    ]
    assert [line["name"] for line in answer["contribution"]["bases"]] == ["base"]
    assert [(one["name"], one["amount"], one["times"], one["payer"]) for one in answer["liabilities"]] == [
        ("death", 281_171_488, 717, "executor"),
        ("total_permanent", 314_366_736, 801, "executor"),
        ("index_finger", 38_875_723, 99, "executor"),
    ]


def test_every_number_has_source_and_status(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(IN_CITY, capsys)
    lines = [line for one in answer["liabilities"] for line in one["lines"]]
    contribution = [*answer["contribution"]["lines"], *answer["contribution"]["bases"]]
    for one in (*answer["liabilities"], *lines, *contribution, answer["wage"]):
        assert one["source"]
        assert one["status"] in ("confirmed", "secondary", "inferred", "memory")
    for one in answer["liabilities"]:
        assert sum(line["amount"] for line in one["lines"]) == one["amount"]
        assert (one["source"], one["reason"]) == (
            "PP 44/2015 Pasal 27 ayat (1)",
            "Proyek belum terdaftar: manfaat menjadi tanggungan pelaksana.",
        )


def test_the_stand_in_for_a_wage_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(IN_CITY, capsys)
    assert answer["warnings"][0].startswith("Upah pekerja tidak disebut: dipakai upah minimum.")
    assert answer["warnings"][-1].startswith("Belum termasuk beasiswa anak")


@pytest.mark.parametrize(
    ("options", "wage", "death"),
    [
        ("--monthly-wage 5000000", 5_000_000, 262_000_000),
        ("--daily-wage 200000", 5_000_000, 262_000_000),
        ("--monthly-wage 5.000.000 --city 36.71", 5_000_000, 262_000_000),
    ],
)
def test_a_wage_that_is_told_is_used(options: str, wage: int, death: int, capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(f"{PACKAGE} {options}", capsys)
    assert (answer["wage"]["amount"], answer["liabilities"][0]["amount"]) == (wage, death)
    assert not any("upah minimum" in warning for warning in answer["warnings"])


def test_a_gross_value_is_made_net(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked("liability --value-gross 180000000 --on 2026-11-24 --monthly-wage 5000000", capsys)
    assert answer["contribution"]["total"] == 358_108
    assert any("termasuk PPN 11 %" in warning for warning in answer["warnings"])


def test_the_latest_known_wage_is_used_when_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    line = "liability --value 180000000 --on 2027-01-01 --city 36.71 --latest-wage"
    answer = asked(line, capsys)
    assert answer["wage"]["amount"] == 5_399_406
    assert answer["warnings"][1] == "Upah minimum tahun 2027 belum tercatat; dipakai yang terakhir dikenal, tahun 2026."


def test_a_person_reads_the_sentence_the_tables_and_the_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(IN_CITY.split()) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for text in ("717 kali lipat", "24 November 2026", "Rp 5.399.406", "Kejadian", "Rp 314.366.736", "simpulan", "⚠"):
        assert text in shown


def test_the_same_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*IN_CITY.split(), "--lang", "en"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for text in ("717 times as much", "November 24, 2026", "Monthly wage", "Event", "⚠ The worker's wage"):
        assert text in shown


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("liability --on 2026-11-24 --city 36.71", "Sebutkan salah satu: --value"),
        (f"{IN_CITY} --value-gross 1", "Sebutkan salah satu: --value"),
        (PACKAGE, "Sebutkan upah pekerjanya"),
        (f"{PACKAGE} --monthly-wage 1 --daily-wage 1", "Sebutkan satu upah saja"),
        (f"{PACKAGE} --city Tangerang", "“Tangerang” bukan kode wilayah"),
        (f"{PACKAGE} --city 32.73", "Upah minimum wilayah 32.73 belum tercatat"),
        ("liability --value 1 --on 2026-11-24 --city 36.71", "tidak menghasilkan iuran"),
        ("liability --value 180000000 --on 2027-01-01 --city 36.71", "untuk tahun 2027 belum tercatat"),
        ("liability --value 180000000 --on besok --city 36.71", "“besok” bukan tanggal"),
        (f"{PACKAGE} --monthly-wage seratus", "“seratus” bukan jumlah rupiah"),
        (f"{PACKAGE} --daily-wage -1", "“-1” bukan jumlah rupiah"),
    ],
)
def test_bad_input_ends_in_one_sentence(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 2
    output = capsys.readouterr()
    assert sentence in output.err
    assert output.err.count("\n") == 1
    assert output.out == ""
