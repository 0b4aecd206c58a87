"""What did the Covid relief leave of a project's instalment?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.parameters import Status, parameter
from payung.rules.relief import covid_relief

BEFORE, DURING, ON = date(2020, 7, 31), date(2020, 8, 1), date(2020, 11, 15)


@pytest.mark.parametrize(
    ("registered_on", "instalment", "left"),
    [(BEFORE, 1, 980), (BEFORE, 3, 980), (DURING, 1, 98_000), (DURING, 2, 980), (DURING, 3, 980)],
)
def test_one_percent_stays_except_of_a_new_projects_first_instalment(
    registered_on: date, instalment: int, left: int
) -> None:
    relief = covid_relief(98_000, instalment=instalment, registered_on=registered_on, on=ON)
    assert relief is not None
    assert (relief.amount, relief.status) == (left, Status.SECONDARY)
    assert relief.source == parameter("relief/covid_2020_projects").at(ON).source
    assert str(relief.why) in (
        "Proyek terdaftar sebelum relaksasi: sisa tagihan menjadi 1 %.",
        "Proyek terdaftar selama relaksasi: termin pertama dibayar penuh.",
        "Proyek terdaftar selama relaksasi: termin sesudah yang pertama menjadi 1 %.",
    )


@pytest.mark.parametrize("on", [date(2020, 7, 31), date(2021, 2, 1)])
def test_outside_its_months_there_is_no_relief(on: date) -> None:
    assert covid_relief(98_000, instalment=2, registered_on=date(2020, 7, 1), on=on) is None


@pytest.mark.parametrize(
    ("due", "instalment", "registered_on"), [(-1, 1, BEFORE), (1, 0, BEFORE), (1, 1, date(2020, 12, 1))]
)
def test_what_cannot_be_is_refused(due: int, instalment: int, registered_on: date) -> None:
    with pytest.raises(Refusal) as refused:
        covid_relief(due, instalment=instalment, registered_on=registered_on, on=ON)
    assert str(refused.value) == (
        "Termin yang terutang harus bilangan bulat antara Rp 0 dan Rp 9.000.000.000.000.000; yang diterima: -1."
        if due < 0
        else "Termin dihitung dari 1, dan jatuh temponya tidak mendahului tanggal daftar."
    )
