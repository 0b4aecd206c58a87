"""Has every line of every programme a name of its own, words for a reader, and a law?"""

import pytest

from payung.rules.lines import Programme
from payung.rules.parameters import parameter
from payung.rules.programmes import BENEFITS, PROGRAMMES

ALL = {**PROGRAMMES, **BENEFITS}


@pytest.mark.parametrize("programme", ALL.values(), ids=ALL)
def test_every_line_has_a_name_words_and_a_law(programme: Programme) -> None:
    names = [line.name for line in programme.lines]
    assert len(set(names)) == len(names)
    for line in programme.lines:
        assert isinstance(line.label, str)
        assert line.label.strip() == line.label != ""
        assert parameter(line.source).history[0].source
