"""Is a known mistake named, a right amount left alone, and a misprint left unexplained?"""

from datetime import date

import pytest

from payung.refusal import Refusal
from payung.rules.programmes.mistakes import recognise_error

ON = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("published", "base", "sentence"),
    [
        (950_000, 500_000_000, "Tarif 0,19 % dikenakan atas seluruh nilai"),
        (432_000, 180_000_000, "Tarif 0,24 % dikenakan atas seluruh nilai"),
        (1_104_500, 500_000_000, None),
        (1_082_500, 500_000_000, "Dihitung dari nilai termasuk PPN 11 %"),
        (905_856, 500_000_000, "PPN 11 % dikeluarkan sekali lagi"),
        (1_500_000, 500_000_000, "Tarif rata 0,30 %"),
        (1, 0, None),
        (392_000, 180_000_000, None),
        (242_000, 100_000_000, None),
    ],
)
def test_a_wrong_amount_is_named_where_it_is_recognisable(published: int, base: int, sentence: str | None) -> None:
    mistake = recognise_error(published, base, ON)
    assert (mistake is None) if sentence is None else str(mistake).startswith(sentence)


def test_a_day_before_the_law_is_refused() -> None:
    with pytest.raises(Refusal):
        recognise_error(1, 1, date(2015, 6, 30))
