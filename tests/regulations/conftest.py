"""The cast, and a text to write down."""

import pytest
from tests import cast as players

from payung.regulations.policies import TextTold
from payung.regulations.terms import Certainty, TextKind
from payung.rules.shelf import Duty, Obliged

cast = players.cast


@pytest.fixture
def circular() -> TextTold:
    """A circular of the invented city."""
    return TextTold(
        kind=TextKind.CIRCULAR, number="7 Tahun 2026", title="Perlindungan pekerja proyek",
        issuer="Wali Kota Contoh", certainty=Certainty.READ, cites=("pp_44_2015",),
        duties=(Duty(Obliged.FIRM, "Mendaftarkan pekerja.", "angka 3"),),
    )  # fmt: skip
