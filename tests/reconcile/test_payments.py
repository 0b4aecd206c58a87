"""Does a payment without its number find its registration, when it can be no other's?"""

from datetime import date
from typing import Any

import polars as pl
import pytest
from invented_exports import FIRM, OTHER_FIRM

from payung.reconcile.payments import EARLIEST, LATEST, ROUNDING, match_payments

REGISTRATIONS = {
    "nomor_kepesertaan": pl.String,
    "contribution_due": pl.Int64,
    "tgl_daftar": pl.Date,
    "npwp": pl.String,
    "nama_pelaksana": pl.String,
    "nama_proyek": pl.String,
}
PAYMENTS = {
    "origin": pl.String,
    "nomor_kepesertaan": pl.String,
    "paid_on": pl.Date,
    "amount": pl.Int64,
    "npwp": pl.String,
    "description": pl.String,
}
DUE = 400_000


def registered(**cells: Any) -> dict[str, Any]:
    return {
        "nomor_kepesertaan": "JK-1",
        "contribution_due": DUE,
        "tgl_daftar": date(2026, 3, 20),
        "npwp": FIRM,
        "nama_pelaksana": "CV CONTOH JAYA",
        "nama_proyek": "Pembangunan Turap Kali Contoh",
    } | cells


def paid(**cells: Any) -> dict[str, Any]:
    return {
        "nomor_kepesertaan": None,
        "paid_on": date(2026, 3, 25),
        "amount": DUE,
        "npwp": FIRM,
        "description": None,
    } | cells


def matched(payments: list[dict[str, Any]], *registrations: dict[str, Any]) -> list[dict[str, Any]]:
    """The payments in their order, each with registration, match and evidence."""
    rows = [row | {"origin": f"bank.csv:{line}"} for line, row in enumerate(payments, start=2)]
    result = match_payments(pl.DataFrame(rows, PAYMENTS), pl.DataFrame(list(registrations), REGISTRATIONS))
    assert result.height == len(payments)
    return result.sort("origin").rows(named=True)


def found(payments: list[dict[str, Any]], *registrations: dict[str, Any]) -> list[str | None]:
    return [row["registration"] for row in matched(payments, *registrations)]


@pytest.mark.parametrize("number", ["JK-1", "jk 1", " JK.1 "])
def test_a_written_number_decides_whatever_the_amount_and_its_spelling(number: str) -> None:
    row = matched([paid(nomor_kepesertaan=number, amount=7, npwp=OTHER_FIRM)], registered())[0]
    assert (row["registration"], row["match"]) == ("JK-1", "number")
    assert row["evidence"].startswith("+ ")


def test_a_deposit_without_number_is_found_by_payer_and_exact_amount() -> None:
    row = matched([paid()], registered(), registered(nomor_kepesertaan="JK-2", npwp=OTHER_FIRM))[0]
    assert (row["registration"], row["match"]) == ("JK-1", "npwp_amount")
    assert row["evidence"].splitlines() == [
        "+ Jumlah Rp 400.000 tepat sama dengan iuran atau angsuran pendaftaran ini.",
        "+ NPWP pembayar sama dengan pelaksana.",
    ]


@pytest.mark.parametrize("amount", [DUE // 2, DUE // 4])
def test_an_instalment_is_found_as_the_whole_is(amount: int) -> None:
    assert found([paid(amount=amount)], registered()) == ["JK-1"]


def test_both_quarter_instalments_are_found_and_a_third_is_not() -> None:
    quarter = DUE // 4
    payments = [paid(amount=DUE // 2), *(paid(amount=quarter, paid_on=date(2026, month, 1)) for month in (4, 5, 6))]
    assert sorted(str(number) for number in found(payments, registered())) == ["JK-1", "JK-1", "JK-1", "None"]


@pytest.mark.parametrize("off", [-ROUNDING, -1, 1, ROUNDING])
def test_a_rounding_of_one_or_two_rupiah_is_forgiven_and_said(off: int) -> None:
    row = matched([paid(amount=DUE // 4 + off)], registered())[0]
    assert row["registration"] == "JK-1"
    assert f"selisih pembulatan Rp {abs(off)}." in row["evidence"]


@pytest.mark.parametrize("off", [-ROUNDING - 1, ROUNDING + 1])
def test_more_than_rounding_is_not_forgiven(off: int) -> None:
    row = matched([paid(amount=DUE + off)], registered())[0]
    assert (row["registration"], row["match"], row["evidence"]) == (None, "none", None)


def test_both_quarters_of_an_odd_contribution_are_found_when_the_bank_rounds_them_apart() -> None:
    quarter = 247_338
    payments = [paid(amount=quarter), paid(amount=quarter + 1, paid_on=date(2026, 4, 1))]
    assert found(payments, registered(contribution_due=989_353)) == ["JK-1", "JK-1"]


def test_one_whole_contribution_is_not_paid_twice() -> None:
    numbers = found([paid(), paid(paid_on=date(2026, 4, 1))], registered())
    assert sorted(str(number) for number in numbers) == ["JK-1", "None"]


def test_a_deposit_that_fits_two_registrations_alike_is_given_to_neither() -> None:
    assert found([paid()], registered(), registered(nomor_kepesertaan="JK-2")) == [None]


def test_the_words_of_the_deposit_break_a_tie() -> None:
    other = registered(nomor_kepesertaan="JK-2", nama_proyek="Rehab Gedung Posyandu")
    assert found([paid(description="jakon turap kali contoh")], registered(), other) == ["JK-1"]


def test_the_exact_amount_is_preferred_to_a_rounded_one() -> None:
    assert found([paid()], registered(), registered(nomor_kepesertaan="JK-2", contribution_due=DUE + 1)) == ["JK-1"]


def test_another_payers_deposit_is_not_taken_even_when_the_words_agree() -> None:
    words = "CV Contoh Jaya pembangunan turap kali contoh"
    assert found([paid(npwp=OTHER_FIRM, description=words)], registered()) == [None]


def test_an_unnamed_payer_is_found_by_the_words_and_not_by_the_amount_alone() -> None:
    words = "iuran contoh jaya turap kali contoh pembangunan"
    assert found([paid(npwp=None, description=words)], registered()) == ["JK-1"]
    assert found([paid(npwp=None)], registered()) == [None]
    assert found([paid(npwp=None, description="setoran tunai")], registered()) == [None]


@pytest.mark.parametrize(
    ("day", "number"), [(EARLIEST, "JK-1"), (EARLIEST - 1, None), (LATEST, "JK-1"), (LATEST + 1, None)]
)
def test_a_deposit_long_before_or_after_the_registration_is_not_its(day: int, number: str | None) -> None:
    registered_on = date(2026, 3, 20)
    on = date.fromordinal(registered_on.toordinal() + day)
    assert found([paid(paid_on=on)], registered()) == [number]


def test_a_number_nobody_knows_leaves_the_word_to_payer_and_amount() -> None:
    row = matched([paid(nomor_kepesertaan="JK-404")], registered())[0]
    assert (row["registration"], row["match"]) == ("JK-1", "npwp_amount")


def test_no_payments_and_no_registrations_are_no_error() -> None:
    assert matched([]) == []
    assert found([paid()]) == [None]
