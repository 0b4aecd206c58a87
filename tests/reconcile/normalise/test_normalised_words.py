"""Are names, titles and contract numbers the same when only their dress differs?"""

from typing import Any

import polars as pl
import pytest

from payung.reconcile.normalise.words import contract_key, firm_key, kind_of_name, tidy, title_words


def of(parse: Any, text: str | None) -> Any:
    return pl.DataFrame({"text": pl.Series([text], dtype=pl.String)}).select(parse(pl.col("text"))).to_series()[0]


def words(text: str) -> list[str]:
    return list(of(title_words, text))


def test_html_and_loose_spaces_leave_the_text() -> None:
    assert of(tidy, "<p>Pemeliharaan&nbsp;saluran\r\n</p><p><br></p>") == "Pemeliharaan saluran"
    assert of(tidy, "  Gedung  A &amp; B ") == "Gedung A & B"


@pytest.mark.parametrize("text", [None, "", "  ", "<p><br></p>", "&nbsp;"])
def test_text_without_content_is_none(text: str | None) -> None:
    assert of(tidy, text) is None


@pytest.mark.parametrize(
    "text", ["000.3.3/ 3246 /Dinkes/2025", "000.3.3/3246/DINKES/2025", " 000.3.3 / 3246/dinkes/ 2025 "]
)
def test_a_contract_number_is_the_same_with_and_without_spaces(text: str) -> None:
    assert of(contract_key, text) == of(contract_key, "000.3.3/3246/Dinkes/2025")


def test_the_slashes_part_numbers_that_would_run_together() -> None:
    assert of(contract_key, "1/23/SPK") != of(contract_key, "12/3/SPK")


@pytest.mark.parametrize("text", [None, "", "-", "0", "..//.."])
def test_a_contract_number_of_fewer_than_three_signs_is_none(text: str | None) -> None:
    assert of(contract_key, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "CV. CONTOH BANGUN JAYA",
        "cv.contoh bangun jaya",
        "Contoh Bangun Jaya",
        "CONTOH BANGUN JAYA, CV",
        "cv  contoh  bangun jaya",
    ],
)
def test_a_firm_is_the_same_with_without_and_behind_its_legal_form(text: str) -> None:
    assert of(firm_key, text) == of(firm_key, "CV CONTOH BANGUN JAYA")


def test_an_apostrophe_does_not_split_a_firms_name() -> None:
    assert of(firm_key, "CONTOH MULTICON'S") == of(firm_key, "PT. Contoh Multicons")


def test_abbreviations_in_a_title_are_written_out() -> None:
    assert words("Pemel. Sal. Drainase Jl. Contoh") == words("Pemeliharaan saluran drainase jalan contoh")


def test_the_number_of_a_neighbourhood_tells_two_works_apart() -> None:
    assert words("Saluran RW 05") == words("Saluran RW5") == words("saluran rw. 5")
    assert words("Saluran RW 05") != words("Saluran RW 07")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Pembangunan Turap Kali Contoh", "works"),
        ("Pengawasan Pembangunan Turap Kali Contoh", "consultancy"),
        ("Perencanaan Rehab Gedung Contoh", "consultancy"),
        ("Pengadaan Meja dan Kursi", None),
        (None, None),
    ],
)
def test_a_title_tells_works_from_consultancy_and_supervising_works_is_consultancy(
    title: str | None, kind: str | None
) -> None:
    assert of(kind_of_name, title) == kind
