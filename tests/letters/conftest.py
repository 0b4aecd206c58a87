"""Which pictures does the book of letters carry?"""

from importlib.resources import files

import pytest


@pytest.fixture
def root_of_examples() -> dict[str, str]:
    """The drawings kept for the example letters, by name."""
    folder = files("payung.letters") / "examples"
    return {drawing.name: drawing.read_text(encoding="utf-8") for drawing in folder.iterdir()}
