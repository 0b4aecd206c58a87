"""Are quiet hours read as told, and refused where they are no hours?"""

import pytest
from django.core.exceptions import ImproperlyConfigured

from payung.config.environment import read_environment


@pytest.mark.parametrize(("told", "hours"), [(None, (20, 6)), ("22-5", (22, 5)), (" 0 - 0 ", (0, 0))])
def test_quiet_hours_are_two_hours(monkeypatch: pytest.MonkeyPatch, told: str | None, hours: tuple[int, int]) -> None:
    if told is not None:
        monkeypatch.setenv("PAYUNG_QUIET_HOURS", told)
    assert read_environment().quiet_hours == hours


@pytest.mark.parametrize("told", ["", "malam", "20", "20-24", "20-6-7", "-1-5", "20:00-06:00"])
def test_what_is_no_hours_is_refused(monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    monkeypatch.setenv("PAYUNG_QUIET_HOURS", told)
    with pytest.raises(ImproperlyConfigured, match="PAYUNG_QUIET_HOURS harus dua jam"):
        read_environment()
