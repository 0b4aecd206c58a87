"""Is a person addressed by name, and a firm by whoever leads it?"""

import pytest

from payung.registry.models import Executor
from payung.registry.queries import addressee_of


@pytest.mark.parametrize(
    ("kind", "name", "addressee"),
    [
        ("person", "AYU MANGSI UMPAMAWAN", "Sdr. AYU MANGSI UMPAMAWAN"),
        ("person", "UD. Umpama Jaya", "Pimpinan UD. Umpama Jaya"),
        ("business", "CV Contoh Jaya", "Pimpinan CV Contoh Jaya"),
        ("business", "AMERTALAKA NUSA", "Pimpinan AMERTALAKA NUSA"),
        ("kso", "PT Contoh - CV Umpama KSO", "Pimpinan PT Contoh - CV Umpama KSO"),
        ("self_managed", "BKM Contoh Indah", "Pimpinan BKM Contoh Indah"),
        ("unknown", "Contoh", "Pimpinan Contoh"),
    ],
)
def test_a_person_is_addressed_by_name_and_a_firm_by_its_leader(kind: str, name: str, addressee: str) -> None:
    assert addressee_of(Executor(kind=kind, name=name)) == addressee
