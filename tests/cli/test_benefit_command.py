"""Does `payung benefit` say wage, lines, articles and doubts, and refuse in one sentence?"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from payung.cli.main import run
from payung.cli.words import speak

DEATH = ["benefit", "--cause", "work_accident_death", "--on", "2026-03-06"]


@pytest.fixture(autouse=True)
def _indonesian(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COLUMNS", "200")
    yield
    speak("id")


def asked(*words: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def drawn(*words: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(list(words)) == 0
    return capsys.readouterr().out


def test_a_death_is_answered_line_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(*DEATH, "--monthly-wage", "5.000.000", capsys=capsys)
    assert list(answer) == ["cause", "label", "on", "wage", "lines", "total", "status", "warnings"]
    assert (answer["cause"], answer["on"], answer["total"]) == ("work_accident_death", "2026-03-06", 262_000_000)
    assert (answer["label"], answer["status"]) == ("Meninggal karena kecelakaan kerja", "confirmed")
    assert answer["wage"] == {
        "amount": 5_000_000,
        "how": "upah sebulan Rp 5.000.000, dipakai apa adanya",
        "source": "PP 44/2015 Pasal 19 ayat (2), 32 ayat (1) dan Penjelasannya",
        "status": "confirmed",
    }
    assert [(line["name"], line["amount"], line["status"]) for line in answer["lines"]] == [
        ("death", 240_000_000, "confirmed"),
        ("periodic", 12_000_000, "confirmed"),
        ("funeral", 10_000_000, "confirmed"),
    ]
    assert set(answer["lines"][0]) == {"name", "label", "amount", "source", "status", "how"}
    assert answer["lines"][0]["how"] == "60 % × 80 × Rp 5.000.000 = Rp 240.000.000"
    assert len(answer["warnings"]) == 1


@pytest.mark.parametrize(
    ("wage", "amount"),
    [
        (["--daily-wage", "80000"], 2_000_000),
        (["--daily-wage", "80000", "--days-per-month", "30"], 2_400_000),
        (["--piece-work", "3000000,4000000,5000001"], 4_000_000),
        (["--piece-work", ",".join(["2000000"] * 12), "--weather"], 2_000_000),
    ],
)
def test_a_wage_may_be_told_by_the_day_or_the_piece(
    wage: list[str], amount: int, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = asked(*DEATH, *wage, capsys=capsys)
    assert (answer["wage"]["amount"], answer["lines"][0]["amount"]) == (amount, 48 * amount)


def test_all_that_belongs_to_a_case_can_be_told(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(
        "benefit", "--cause", "partial_functional", "--on", "2026-03-06", "--monthly-wage", "5000000",
        "--body-part", "index_dominant:50%", "--body-part", "thumb_dominant:12,5", "--stmb-months", "12,5",
        "--transport", "land:300000, air:40000000", "--home-care", "1", "--prosthesis", "10", "--spectacles", "2",
        "--dental", "3", "--hearing-aid", "4", capsys=capsys,
    )  # fmt: skip
    assert {line.get("mode", line["name"]): line["amount"] for line in answer["lines"]} == {
        "partial_functional": 25_500_000, "stmb": 61_250_000, "land": 300_000, "air": 10_000_000,
        "home_care": 1, "prosthesis": 14, "spectacles": 2, "dental": 3, "hearing_aid": 4,
    }  # fmt: skip
    assert answer["total"] == sum(line["amount"] for line in answer["lines"])
    assert {line["name"] for line in answer["lines"] if "mode" in line} == {"transport"}
    assert answer["status"] == "memory"


def test_children_are_told_by_level(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(*DEATH, "--monthly-wage", "5000000", "--children", " sma:3,higher:5; sd:6 ;", capsys=capsys)
    assert answer["lines"][3]["amount"] == 78_000_000


def test_another_death_needs_no_wage(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["benefit", "--cause", "non_work_death", "--on", "2026-03-06", "--children", "sd:6"]
    answer = asked(*words, "--years-contributed", "3", capsys=capsys)
    assert (answer["wage"], answer["total"]) == (None, 51_000_000)
    unknown = asked(*words, capsys=capsys)
    assert unknown["total"] == 42_000_000
    assert unknown["warnings"][1].startswith("Masa iur belum disebut, maka beasiswa JKM belum dihitung")
    assert "Upah sebulan" not in drawn(*words, capsys=capsys)


def test_the_table_marks_every_amount_that_is_not_confirmed(capsys: pytest.CaptureFixture[str]) -> None:
    text = drawn(*DEATH, "--daily-wage", "200000", capsys=capsys)
    assert text.startswith("Meninggal karena kecelakaan kerja · 6 Maret 2026\n")
    assert (
        "Upah sebulan: Rp 5.000.000 (Rp 200.000 sehari × 25 hari = Rp 5.000.000; simpulan, perlu diperiksa)\n" in text
    )
    rows = [re.sub(" {2,}", "|", line.strip()) for line in text.splitlines()[2:7]]
    assert rows == [
        "Manfaat|Rupiah|Kepastian",
        "Santunan kematian|Rp 240.000.000|simpulan, perlu diperiksa",
        "Santunan berkala|Rp 12.000.000",
        "Biaya pemakaman|Rp 10.000.000",
        "Jumlah|Rp 262.000.000|simpulan, perlu diperiksa",
    ]
    assert "⚠ Santunan kematian: simpulan, perlu diperiksa." in text


def test_it_is_said_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    answer = asked(*DEATH, "--daily-wage", "200000", "--lang", "en", capsys=capsys)
    assert (answer["label"], answer["lines"][0]["label"]) == ("Death by a work accident", "Death benefit")
    assert answer["wage"]["how"] == "Rp 200.000 a day × 25 days = Rp 5.000.000"
    assert answer["warnings"][2] == "Death benefit: an inference, to be checked."


ONE_WAGE = "Sebutkan satu upah: --monthly-wage, --daily-wage atau --piece-work."
WAGE_OPTIONS = "--days-per-month hanya untuk --daily-wage, --weather hanya untuk --piece-work."
CAUSES = (
    "work_accident_death, total_permanent_disability, partial_anatomical, partial_functional, temporary, non_work_death"
)
WAGE = ["--monthly-wage", "5000000"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], ONE_WAGE),
        ([*WAGE, "--daily-wage", "1"], ONE_WAGE),
        ([*WAGE, "--piece-work", "1,2,3"], ONE_WAGE),
        ([*WAGE, "--days-per-month", "25"], WAGE_OPTIONS),
        ([*WAGE, "--weather"], WAGE_OPTIONS),
        (["--daily-wage", "1", "--days-per-month", "21"], "Upah sehari dikalikan 25 atau 30 hari, bukan 21."),
        ([*WAGE, "--stmb-months", "dua"], "--stmb-months “dua” bukan bilangan; tulis misalnya 15 atau 12,5."),
        ([*WAGE, "--stmb-months", "1,2345"], "--stmb-months “1,2345” bukan bilangan; tulis misalnya 15 atau 12,5."),
        ([*WAGE, "--stmb-months", "-1"], "--stmb-months “-1” bukan bilangan; tulis misalnya 15 atau 12,5."),
        ([*WAGE, "--children", "sd"], "--children “sd” tidak terbaca; tulis nama:nilai, dipisah koma."),
        ([*WAGE, "--children", "sd:1,sd:2"], "--children “sd:1,sd:2” tidak terbaca; tulis nama:nilai, dipisah koma."),
        ([*WAGE, "--children", "sd:enam"], "--children: “enam” bukan tahun; tulis misalnya sma:3."),
        ([*WAGE, "--children", "s2:1"], "Jenjang “s2” tidak dikenal; pilih salah satu dari tk, sd, smp, sma, higher."),
        ([*WAGE, "--transport", "land=1"], "--transport “land=1” tidak terbaca; tulis nama:nilai, dipisah koma."),
        ([*WAGE, "--transport", "rail:1"],
         "Jenis angkutan “rail” tidak dikenal; pilih salah satu dari land, sea, air."),
        ([*WAGE, "--body-part", "thumb_dominant"],
         "Bagian tubuh hanya untuk sebab partial_anatomical atau partial_functional."),
        ([*WAGE, "--cause", "kecelakaan"], f"Sebab “kecelakaan” tidak dikenal; pilih salah satu dari {CAUSES}."),
        ([*WAGE, "--cause", "partial_anatomical", "--body-part", "telunjuk kanan"],
         "Bagian tubuh “telunjuk kanan” tidak ada dalam tabel cacat. "
         "Yang mirip: index_dominant, index_first_phalanx_dominant."),
        ([*WAGE, "--cause", "partial_functional", "--body-part", "thumb_dominant:"],
         "--body-part “” bukan bilangan; tulis misalnya 15 atau 12,5."),
        ([*WAGE, "--on", "2012-04-22"],
         "Aturan Manfaat Jaminan Kecelakaan Kerja (JKK) yang dikenal Payung berlaku mulai 2012-04-23; "
         "tanggal 2012-04-22 di luarnya."),
    ],
)  # fmt: skip
def test_what_makes_no_case_is_refused_in_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*DEATH, *words, "--json"]) == 2
    caught = capsys.readouterr()
    assert json.loads(caught.out) == {"error": sentence}
    assert caught.err == f"{sentence}\n"
