"""Can everybody read the colours, by day and by night?"""

import pytest

from payung.reconcile.report import palette

SCHEMES = {"terang": palette.LIGHT, "gelap": palette.DARK}


def test_contrast_is_that_of_wcag() -> None:
    assert round(palette.contrast("#000000", "#ffffff"), 2) == 21
    assert round(palette.contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", palette.TEXT_PAIRS)
def test_text_stands_out_at_least_four_and_a_half_to_one(scheme: str, pair: tuple[str, str]) -> None:
    colours = SCHEMES[scheme]
    assert palette.contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("pair", palette.MARK_PAIRS)
def test_marks_stand_out_at_least_three_to_one(scheme: str, pair: tuple[str, str]) -> None:
    colours = SCHEMES[scheme]
    assert palette.contrast(colours[pair[0]], colours[pair[1]]) >= 3


def test_both_schemes_name_the_same_colours() -> None:
    assert palette.LIGHT.keys() == palette.DARK.keys()
