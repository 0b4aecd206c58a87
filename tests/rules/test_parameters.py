"""Does the loader of the law refuse what cannot be right, and does a number answer only for its own days?"""

import datetime as dt
import json
from pathlib import Path

import pytest

from payung.refusal import Refusal
from payung.rules.parameters import LawError, Parameter, Status, law, load, parameter, weakest

GOOD = """\
label: Contoh
unit: rupiah
history:
  - from: null
    to: 2015-06-30
    value: 1
    source: UU Contoh Pasal 1
    status: memory
  - from: 2015-07-01
    to: 2019-12-01
    value: 2
    source: UU Contoh Pasal 2
    status: confirmed
    note: catatan
"""

BRACKETS = """\
label: Contoh
unit: brackets_per_100000
history:
  - {from: null, to: null, value: VALUE, source: UU Contoh, status: confirmed}
"""


def loaded(folder: Path, text: str) -> Parameter:
    file = folder / "contoh" / "angka.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return load(folder)["contoh/angka"]


def refusal_of(folder: Path, text: str) -> str:
    with pytest.raises(LawError) as caught:
        loaded(folder, text)
    return str(caught.value)


def test_the_path_of_the_file_is_the_key(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD).key == "contoh/angka"


def test_files_that_are_not_yaml_are_no_law(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("bukan hukum")
    assert load(tmp_path) == {}


def test_each_day_has_the_value_of_its_own_period(tmp_path: Path) -> None:
    rule = loaded(tmp_path, GOOD)
    days = [dt.date(1990, 1, 1), dt.date(2015, 6, 30), dt.date(2015, 7, 1), dt.date(2019, 12, 1)]
    assert [rule.at(day).value for day in days] == [1, 1, 2, 2]


def test_a_dated_value_keeps_its_source_status_and_note(tmp_path: Path) -> None:
    dated = loaded(tmp_path, GOOD).at(dt.date(2016, 1, 1))
    assert (dated.source, dated.status, dated.note) == ("UU Contoh Pasal 2", Status.CONFIRMED, "catatan")


def test_a_value_without_a_note_has_an_empty_one(tmp_path: Path) -> None:
    assert loaded(tmp_path, GOOD.replace("    note: catatan\n", "")).at(dt.date(2016, 1, 1)).note == ""


def test_a_day_after_the_last_value_is_refused_with_that_day(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"2019-12-02.*sampai 2019-12-01"):
        loaded(tmp_path, GOOD).at(dt.date(2019, 12, 2))


def test_a_day_before_the_first_value_is_refused_with_that_day() -> None:
    with pytest.raises(Refusal, match=r"2015-12-31.*sejak 2016-01-01"):
        parameter("deadline/project_registration").at(dt.date(2015, 12, 31))


def test_an_unknown_key_is_refused_with_the_nearest_keys() -> None:
    with pytest.raises(Refusal, match="jakon/contract_value/jkk"):
        parameter("jakon/contract_value/jk")


def test_a_key_like_no_other_is_refused_with_the_way_to_the_list() -> None:
    with pytest.raises(Refusal, match="payung law list"):
        parameter("zzzzzz")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_word_for_the_reader(status: Status) -> None:
    assert status.label
    assert status.label != status.value


FAULTS = {
    "gap": ("from: 2015-07-01", "from: 2015-07-02", 9, "celah"),
    "overlap": ("from: 2015-07-01", "from: 2015-06-30", 9, "tumpang tindih"),
    "overlap with an open end": ("to: 2015-06-30", "to: null", 9, "tumpang tindih"),
    "decreasing dates": (
        "from: null\n    to: 2015-06-30",
        "from: 2016-01-01\n    to: 2016-06-30",
        9,
        "mundur",
    ),
    "open start in the middle": ("from: 2015-07-01", "from: null", 9, "hanya pada nilai yang pertama"),
    "end before start": ("to: 2019-12-01", "to: 2015-06-30", 9, "mendahului"),
    "date with a time": ("from: 2015-07-01", "from: 2015-07-01 00:00:00", 9, "sebagai tanggal"),
    "date as text": ("from: 2015-07-01", 'from: "2015-07-01"', 9, "sebagai tanggal"),
    "no source": ("    source: UU Contoh Pasal 2\n", "", 9, "belum ada: source"),
    "empty source": ("source: UU Contoh Pasal 2", "source: ' '", 9, "source belum diisi"),
    "no status": ("    status: confirmed\n", "", 9, "belum ada: status"),
    "unknown status": ("status: confirmed", "status: sure", 9, "'sure' tidak dikenal"),
    "note that is no text": ("note: catatan", "note: 7", 9, "note harus teks"),
    "unknown field": ("note: catatan", "noot: catatan", 9, "tidak dikenal: noot"),
    "float": ("value: 2", "value: 0.2", 9, "bilangan bulat"),
    "float in a table": ("value: 2", "value: {I: [0.2]}", 9, "bilangan bulat"),
    "date as a value": ("value: 2", "value: 2015-01-01", 9, "bilangan bulat"),
    "negative rupiah": ("value: 2", "value: -2", 9, "tidak negatif"),
    "flag where a number belongs": ("value: 2", "value: true", 9, "bilangan bulat"),
    "table where a number belongs": ("value: 2", "value: {I: 2}", 9, "bilangan bulat"),
    "a day that does not exist": ("from: 2015-07-01", "from: 2015-02-30", 9, "2015-02-30"),
    "status that is a list": ("status: confirmed", "status: [confirmed]", 9, "tidak dikenal"),
    "unit that is a list": ("unit: rupiah", "unit: [rupiah]", 1, "tidak dikenal"),
    "no label": ("label: Contoh", "label: ''", 1, "label"),
    "unknown unit": ("unit: rupiah", "unit: percent", 1, "'percent' tidak dikenal"),
    "no unit": ("unit: rupiah\n", "", 1, "unit None"),
    "unknown field of the page": ("label: Contoh", "label: Contoh\ntitle: Contoh", 1, "tidak dikenal: title"),
    "key written twice": ("note: catatan", "note: catatan\n    note: lagi", 15, "'note' tertulis dua kali"),
    "text where a flag belongs": ("unit: rupiah", "unit: flag", 4, "true atau false"),
    "not YAML": ("label: Contoh", "label: [", 3, "bukan YAML"),
}


@pytest.mark.parametrize(("old", "new", "line", "word"), FAULTS.values(), ids=FAULTS)
def test_the_loader_refuses(tmp_path: Path, old: str, new: str, line: int, word: str) -> None:
    assert old in GOOD
    message = refusal_of(tmp_path, GOOD.replace(old, new))
    assert message.startswith(f"contoh/angka.yaml baris {line}: ")
    assert word in message


@pytest.mark.parametrize("history", ["", " []", " 7", "\n  a: 1"])
def test_the_loader_refuses_a_page_without_dated_values(tmp_path: Path, history: str) -> None:
    assert "history" in refusal_of(tmp_path, f"label: Contoh\nunit: rupiah\nhistory:{history}\n")


@pytest.mark.parametrize("text", ["", "- 1\n", "kata\n"])
def test_the_loader_refuses_a_page_that_is_no_mapping(tmp_path: Path, text: str) -> None:
    assert "berkas harus berisi" in refusal_of(tmp_path, text)


def test_the_loader_refuses_a_dated_value_that_is_no_mapping(tmp_path: Path) -> None:
    assert "baris 4" in refusal_of(tmp_path, "label: Contoh\nunit: rupiah\nhistory:\n  - 7\n")


@pytest.mark.parametrize("value", ["{}", "{I: x}", "{I: 240, II: -1}", "[240]"])
def test_rates_are_one_number_or_a_table_of_numbers(tmp_path: Path, value: str) -> None:
    page = BRACKETS.replace("brackets_", "rate_").replace("VALUE", value)
    assert "contoh/angka.yaml baris 4" in refusal_of(tmp_path, page)


def test_a_table_of_rates_is_good(tmp_path: Path) -> None:
    page = BRACKETS.replace("brackets_", "rate_").replace("VALUE", "{I: 240, II: 540}")
    assert loaded(tmp_path, page).history[0].value == {"I": 240, "II": 540}


BRACKET_FAULTS = {
    "bounds that do not rise": "[{upper: 5, rate: 1}, {upper: 5, rate: 2}, {upper: null, rate: 3}]",
    "no open end": "[{upper: 5, rate: 1}, {upper: 6, rate: 2}]",
    "an open end in the middle": "[{upper: null, rate: 1}, {upper: null, rate: 2}]",
    "a bound of zero": "[{upper: 0, rate: 1}, {upper: null, rate: 2}]",
    "no brackets": "[]",
    "no rate": "[{upper: null}]",
    "a rate that is no number": "[{upper: null, rate: x}]",
    "a bound that is no number": "[{upper: x, rate: 1}, {upper: null, rate: 2}]",
    "not a list": "7",
}


@pytest.mark.parametrize("value", BRACKET_FAULTS.values(), ids=BRACKET_FAULTS)
def test_the_loader_refuses_brackets_with(tmp_path: Path, value: str) -> None:
    assert "contoh/angka.yaml baris 4" in refusal_of(tmp_path, BRACKETS.replace("VALUE", value))


def test_the_first_bracket_may_end_at_one_rupiah(tmp_path: Path) -> None:
    value = "[{upper: 1, rate: 1}, {upper: null, rate: 2}]"
    assert loaded(tmp_path, BRACKETS.replace("VALUE", value)).history[0].value[0]["upper"] == 1


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (BRACKETS.replace("VALUE", "7"), "contoh/angka.yaml baris 4: lapisan berisi upper dan rate"),
        (
            GOOD.replace("from: 2015-07-01", "from: null"),
            "contoh/angka.yaml baris 9: from boleh null hanya pada nilai yang pertama",
        ),
        (
            "label: Contoh\nunit: rupiah\nhistory:\n  - 7\n",
            "contoh/angka.yaml baris 4: setiap nilai bertanggal berisi from, to, value, source dan status",
        ),
    ],
)
def test_the_loader_says_exactly_what_is_wrong(tmp_path: Path, page: str, sentence: str) -> None:
    assert refusal_of(tmp_path, page) == sentence


def test_brackets_that_rise_to_an_open_end_are_good(tmp_path: Path) -> None:
    value = "[{upper: 5, rate: 1}, {upper: 6, rate: 0}, {upper: null, rate: 3}]"
    assert len(loaded(tmp_path, BRACKETS.replace("VALUE", value)).history[0].value) == 3


@pytest.mark.parametrize("value", ["[50000, 25000]", "[50000, '50000']", "100000"])
def test_shares_must_add_up_to_the_whole(tmp_path: Path, value: str) -> None:
    page = BRACKETS.replace("brackets", "share").replace("VALUE", value)
    assert "100000" in refusal_of(tmp_path, page)


STEP, RANGE = "{rate: 7000, step: 10, of: percent}", "{lowest_rate: 10000, highest_rate: 30000}"


@pytest.mark.parametrize(
    ("unit", "value", "word"),
    [
        ("rate_per_step", "7000", "harus berisi of, rate, step"),
        ("rate_per_step", "{rate: 7000, step: 10}", "harus berisi of, rate, step"),
        ("rate_per_step", STEP.replace("percent", "1"), "harus berisi of, rate, step"),
        ("rate_per_step", STEP.replace("10", "'10'"), "harus berisi of, rate, step"),
        ("rate_per_step", STEP.replace("10", "-10"), "tidak negatif"),
        ("rate_range", STEP, "harus berisi highest_rate, lowest_rate"),
        ("rate_range", RANGE.replace("10000", "-1"), "tidak negatif"),
        ("rate_range", RANGE.replace("30000", "true"), "harus berisi highest_rate, lowest_rate"),
    ],
)
def test_a_rate_in_steps_or_a_range_has_just_its_fields(tmp_path: Path, unit: str, value: str, word: str) -> None:
    page = BRACKETS.replace("brackets_per_100000", unit).replace("VALUE", value)
    assert word in refusal_of(tmp_path, page)


@pytest.mark.parametrize(("unit", "value"), [("rate_per_step", STEP), ("rate_range", RANGE)])
def test_a_rate_in_steps_or_a_range_is_good(tmp_path: Path, unit: str, value: str) -> None:
    page = BRACKETS.replace("brackets_per_100000", unit).replace("VALUE", value)
    assert loaded(tmp_path, page).unit == unit


@pytest.mark.parametrize("surer", Status)
@pytest.mark.parametrize("other", Status)
def test_an_answer_is_no_surer_than_its_least_sure_ground(surer: Status, other: Status) -> None:
    order = ["confirmed", "secondary", "inferred", "memory"]
    assert order.index(weakest(surer, other)) == max(order.index(surer), order.index(other))
    assert weakest(surer) is surer


def test_the_law_is_read_once() -> None:
    assert law() is law()


def test_every_value_of_the_law_is_json() -> None:
    values = [dated.value for rule in law().values() for dated in rule.history]
    assert json.loads(json.dumps(values)) == values
