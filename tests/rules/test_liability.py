"""Does an unprotected package show what one accident costs beside the contribution, to the rupiah?"""

import datetime as dt
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.refusal import Refusal
from payung.rules.liability import Liability, liability, local_wage
from payung.rules.parameters import Status
from payung.rules.payer import Payer
from payung.rules.wage_basis import monthly

ON = dt.date(2026, 11, 24)
STAND_IN = (
    "Upah pekerja tidak disebut: dipakai upah minimum. Naskah yang mengaturnya tidak ditemukan; ini anggapan Payung."
)
BESIDES = "Belum termasuk beasiswa anak, pengobatan, pengangkutan dan upah selama perawatan."


@functools.cache
def at_local_wage(value: int = 180_000_000) -> Liability:
    return liability(value, value_kind="net", on=ON, wage=local_wage("36.71", ON).wage)


def test_one_death_one_disability_and_one_finger_are_told_at_the_local_minimum_wage() -> None:
    """5.399.406: 48 × + 22.000.000; 56 × + 12.000.000; 9 % × 80 ×."""
    assert [(burden.event.name, burden.share.amount, burden.times(392_000)) for burden in at_local_wage().burdens] == [
        ("death", 281_171_488, 717),
        ("total_permanent", 314_366_736, 801),
        ("index_finger", 38_875_723, 99),
    ]


def test_the_executor_bears_all_of_it_by_pasal_27() -> None:
    for burden in at_local_wage().burdens:
        assert (burden.share.payer, burden.share.amount) == (Payer.EXECUTOR, burden.owed.total)
        assert burden.share.source == "PP 44/2015 Pasal 27 ayat (1)"


def test_a_firm_reads_one_sentence() -> None:
    assert str(at_local_wage().sentence) == (
        "Iuran yang belum dibayar Rp 392.000; satu pekerja meninggal di proyek ini menjadi tanggungan perusahaan "
        "Rp 281.171.488, 717 kali lipat."
    )


def test_where_a_part_is_paid_only_the_rest_is_called_unpaid() -> None:
    def said(paid: int) -> str:
        wage = local_wage("36.71", ON).wage
        return str(liability(180_000_000, value_kind="net", on=ON, wage=wage, paid=paid).sentence)

    assert said(292_000) == (
        "Iuran yang belum dibayar Rp 100.000 dari seluruhnya Rp 392.000; satu pekerja meninggal di proyek ini menjadi "
        "tanggungan perusahaan Rp 281.171.488, 2.811 kali lipat."
    )
    for paid in (392_000, 500_000):
        assert said(paid) == (
            "Satu pekerja meninggal pada hari tanpa perlindungan menjadi tanggungan perusahaan Rp 281.171.488."
        )


def test_thousands_of_times_are_written_with_a_point() -> None:
    assert str(at_local_wage(10_000_000).sentence).endswith("Rp 281.171.488, 11.715 kali lipat.")


def test_the_contribution_is_that_of_the_contract_value() -> None:
    found = at_local_wage()
    assert found.contribution_due == 392_000
    assert [(line.name, line.amount) for line in found.contribution] == [
        ("base", 180_000_000),
        ("jkk", 346_000),
        ("jkm", 46_000),
    ]


def test_a_gross_value_is_made_net_and_that_is_warned_of() -> None:
    found = liability(180_000_000, value_kind="gross", on=ON, wage=monthly(5_000_000))
    assert found.contribution_due == 358_108
    assert str(found.cautions[0]).startswith("Nilai dianggap termasuk PPN 11 %; dasar iuran tanpa PPN Rp 162.162.162.")


def test_a_wage_that_is_told_is_used_and_makes_the_death_confirmed() -> None:
    found = liability(180_000_000, value_kind="net", on=ON, wage=monthly(5_000_000))
    death, total, _ = found.burdens
    assert (death.share.amount, death.status) == (262_000_000, Status.CONFIRMED)
    assert (total.share.amount, total.status) == (292_000_000, Status.CONFIRMED)
    assert found.wage.amount == 5_000_000


def test_the_minimum_wage_stands_in_only_as_an_assumption() -> None:
    local = local_wage("36.71", ON)
    assert (local.wage.amount, local.wage.status) == (5_399_406, Status.INFERRED)
    assert local.wage.source.startswith("Kepgub Banten 703/2025")
    assert str(local.wage.how) == (
        "Upah minimum Kota Tangerang sebulan, tahun 2026, dibulatkan ke rupiah: Rp 5.399.406"
    )
    assert [str(caution) for caution in local.cautions] == [STAND_IN]
    assert {burden.status for burden in at_local_wage().burdens} == {Status.INFERRED}
    assert at_local_wage().status is Status.INFERRED


def test_another_area_or_year_is_said_too() -> None:
    assert [str(caution) for caution in local_wage("36.73", dt.date(2027, 1, 1), latest_known=True).cautions] == [
        STAND_IN,
        "Upah minimum wilayah 36.73 belum tercatat; dipakai wilayah 36 (Upah minimum Provinsi Banten sebulan).",
        "Upah minimum tahun 2027 belum tercatat; dipakai yang terakhir dikenal, tahun 2026.",
    ]


def test_without_a_figure_for_the_year_the_local_wage_is_refused() -> None:
    with pytest.raises(Refusal, match="untuk tahun 2027 belum tercatat"):
        local_wage("36.71", dt.date(2027, 1, 1))


def test_what_comes_on_top_is_said_last_and_nothing_twice() -> None:
    said = [str(caution) for caution in at_local_wage().cautions]
    assert said[-1] == BESIDES
    assert len(set(said)) == len(said)
    assert any(sentence.startswith("Versi aturan dipilih") for sentence in said)
    assert any(sentence.startswith("Bagi pekerja kidal") for sentence in said)


def test_a_value_without_any_contribution_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        liability(0, value_kind="net", on=ON, wage=monthly(5_000_000))
    assert str(refused.value) == "Nilai kontrak Rp 0 tidak menghasilkan iuran; periksa nilainya."


def test_the_smallest_contribution_is_still_compared() -> None:
    found = liability(1_000, value_kind="net", on=ON, wage=monthly(5_000_000))
    assert (found.contribution_due, found.burdens[0].times(2)) == (2, 131_000_000)


@settings(deadline=None, max_examples=10)
@given(value=st.integers(10**6, 10**12), wage=st.integers(1, 10**9))
def test_the_times_are_whole_and_rounded_down(value: int, wage: int) -> None:
    found = liability(value, value_kind="net", on=ON, wage=monthly(wage))
    for burden in found.burdens:
        assert burden.times(found.contribution_due) * found.contribution_due <= burden.share.amount
        assert burden.share.amount < (burden.times(found.contribution_due) + 1) * found.contribution_due
