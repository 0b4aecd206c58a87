"""Texts of the city on the shelf, each with its file."""

from tests.cast import Cast

from payung.regulations import actions
from payung.regulations.models import Regulation
from payung.regulations.policies import TextTold
from payung.regulations.terms import Certainty, TextKind
from payung.rules.shelf import Duty, Obliged

PDF = b"%PDF-1.7 naskah"


def text_of(kind: TextKind, *, by: Cast, number: str = "7 Tahun 2026") -> Regulation:
    """An invented text of this kind, with a file; two duties, and a national text it rests on."""
    told = TextTold(
        kind=kind, number=number, title="Perlindungan pekerja proyek", issuer="Wali Kota Contoh",
        certainty=Certainty.READ, cites=("pp_44_2015",), source="https://kota.example/naskah",
        duties=(Duty(Obliged.FIRM, "Mendaftarkan pekerja.", "angka 3"), Duty(Obliged.AGENCY, "Meminta buktinya.")),
    )  # fmt: skip
    held = actions.add_text(told, by=by.coordinator)
    actions.attach_file(held, PDF, by=by.coordinator)
    held.refresh_from_db(fields=["file_kind"])
    return held
