"""How is what happened in the sample city on an earlier day written down as on that day?"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.utils import timezone

MIDDAY = dt.time(13)


@contextmanager
def as_on(day: dt.date, *, at: dt.time = MIDDAY) -> Iterator[None]:
    """Let this process hold it to be this moment: letters, messages and the trail name it. For the sample alone."""
    moment = timezone.make_aware(dt.datetime.combine(day, at))
    with patch.object(timezone, "now", lambda: moment):
        yield
