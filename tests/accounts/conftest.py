"""The cast, and a cache that forgets what earlier tests tried."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from tests import cast as players

cast = players.cast


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
