"""Does a number damaged by Excel or by hand still lead to its person, and nonsense to nobody?"""

from datetime import date

import polars as pl
import pytest

from payung.reconcile.people.identity import birth_told, hidden, kpj_key, nik_digits, phone_key

NIK = "3671991708900017"


def read(expression: pl.Expr) -> object:
    return pl.select(expression).item()


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        (NIK, NIK),
        ("367199 170890 0017", NIK),
        ("3671.9917.0890.0017", NIK),
        ("'3671991708900017", NIK),
        ("3671991708900017.0", NIK),
        ("3.67199170890001E+15", "3671991708900010"),
        ("3,67199170890001E+15", "3671991708900010"),
        ("367199170890001", "367199170890001"),
        ("3,67199E+15", None),
        ("0671991708900017", None),
        ("36719917089000171", None),
        ("1111111111111111", None),
        ("1234567890123456", None),
        ("belum ada", None),
        (None, None),
    ],
)
def test_a_nik_is_read_from_what_is_left_of_it(text: str | None, digits: str | None) -> None:
    assert read(nik_digits(pl.lit(text, dtype=pl.String))) == digits


@pytest.mark.parametrize(
    ("nik", "born"),
    [
        ("3671991708900017", date(1990, 8, 17)),
        ("3671995708900017", date(1990, 8, 17)),
        ("3671990101050017", date(2005, 1, 1)),
        ("3671990101150017", date(2015, 1, 1)),
        ("3671990101160017", date(1916, 1, 1)),
        ("3671990000000017", None),
        ("3671993102900017", None),
        ("3671998101900017", None),
    ],
)
def test_a_nik_tells_the_birth_date_of_men_and_of_women(nik: str, born: date | None) -> None:
    assert read(birth_told(pl.lit(nik[6:12]))) == born


@pytest.mark.parametrize(
    "text", ["081200000001", "0812-0000-0001", "+62 812 0000 0001", "6281200000001", "81200000001", "81200000001.0"]
)
def test_a_telephone_is_one_number_however_it_is_written(text: str) -> None:
    assert read(phone_key(pl.lit(text))) == "81200000001"


@pytest.mark.parametrize("text", ["021-5550001", "-", "0812", None])
def test_what_is_no_mobile_number_is_none(text: str | None) -> None:
    assert read(phone_key(pl.lit(text, dtype=pl.String))) is None


@pytest.mark.parametrize("text", ["02600000011", "2600000011", "026-0000-0011", "2600000011.0"])
def test_a_kpj_keeps_its_meaning_without_the_zero_excel_drops(text: str) -> None:
    assert read(kpj_key(pl.lit(text))) == "2600000011"


@pytest.mark.parametrize("text", ["-", "belum", "12", "000000", None])
def test_what_is_no_kpj_is_none(text: str | None) -> None:
    assert read(kpj_key(pl.lit(text, dtype=pl.String))) is None


@pytest.mark.parametrize("text", [NIK, "3671 9917 0890 0017", "3671.9917.0890.0017", "367199170890001"])
def test_every_long_number_is_struck_out(text: str) -> None:
    assert read(hidden(pl.lit(f"nomor {text}, RW 05"))) == "nomor ****************, RW 05"
