"""Does a list say how many working days are left to register, and what is urgent by the city's own setting?"""

import datetime as dt
from types import SimpleNamespace

import pytest

from payung.portal.components.packages import _left
from payung.projects.terms import Standing

MONDAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("standing", "register_by", "said"),
    [
        (Standing.NOT_FOUND, dt.date(2026, 3, 6), ("4 hari kerja lagi untuk mendaftar", True)),
        (Standing.NOT_FOUND, dt.date(2026, 3, 9), ("5 hari kerja lagi untuk mendaftar", False)),
        (Standing.PENDING, MONDAY, ("0 hari kerja lagi untuk mendaftar", True)),
        (Standing.NOT_STARTED, dt.date(2026, 2, 26), ("batas daftar lewat 2 hari kerja", False)),
        (Standing.PROTECTED, dt.date(2026, 3, 6), ("", False)),
        (Standing.NOT_FOUND, None, ("", False)),
    ],
)
def test_the_days_left_are_working_days(
    standing: Standing, register_by: dt.date | None, said: tuple[str, bool]
) -> None:
    facts = SimpleNamespace(standing=standing, register_by=register_by)
    assert _left(facts, MONDAY, warn=4) == said
