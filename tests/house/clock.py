"""Which day is it in a test?"""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

Travel = Callable[[dt.date], None]


@pytest.fixture
def travel(monkeypatch: pytest.MonkeyPatch) -> Travel:
    """``travel(day)``: it is noon of that day in Jakarta from here on."""

    def to(day: dt.date) -> None:
        noon = dt.datetime.combine(day, dt.time(5), tzinfo=dt.UTC)
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return to
