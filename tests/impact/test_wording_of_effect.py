"""Can what is said of an event be read out, and is it the same in both languages?"""

import datetime as dt

import pytest
from django.utils import translation

from payung.impact import wording
from payung.impact.effect import Doubt, Effect, Side, Verdict
from payung.impact.estimate import Estimate
from payung.portal.phrasebook import phrases, told

SIDE = Side(40, 0.2, 0.5)
PATTERNS = [
    *wording.HEADLINE.values(), *wording.BECAUSE.values(), *wording.WORD.values(), wording.SHARES, wording.COMPARED,
    wording.NEEDED, wording.CAUTION, wording.MORE, wording.FEWER, wording.SAME,
]  # fmt: skip


def said(verdict: Verdict, *, doubt: Doubt | None = None, low: float = 0.05, high: float = 0.29) -> Effect:
    found = Estimate(after=0.62, without=0.62 - (low + high) / 2, low=low, high=high, scatter=0.1)
    return Effect(SIDE, SIDE, found, verdict, doubt, dt.date(2026, 7, 30), 157)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_sentence_has_its_english(pattern: str) -> None:
    assert pattern in phrases()


def test_a_rise_is_read_out_in_days_of_a_hundred() -> None:
    assert wording.headline(said(Verdict.HIGHER)).endswith(
        "17 hari lebih banyak dari setiap 100 hari pekerjaan (antara 5 dan 29 hari)"
    )


def test_a_fall_names_its_bounds_from_small_to_great() -> None:
    assert wording.headline(said(Verdict.LOWER, low=-0.29, high=-0.05)).endswith(
        "17 hari lebih sedikit dari setiap 100 hari pekerjaan (antara 5 dan 29 hari)"
    )


def test_a_wide_interval_is_read_out_with_both_directions() -> None:
    wide = said(Verdict.UNKNOWN, doubt=Doubt.WIDE, low=-0.21, high=0.27)
    assert wording.headline(wide) == "Belum dapat disimpulkan apakah sosialisasi ini membantu"
    assert "antara 21 hari lebih sedikit dan 27 hari lebih banyak" in wording.because(wide)


def test_too_early_says_from_when_it_can_be_told() -> None:
    early = Effect(SIDE, SIDE, None, Verdict.UNKNOWN, Doubt.NOT_YET, dt.date(2026, 7, 30), 157)
    assert "30 Juli 2026" in wording.because(early)


@pytest.mark.parametrize(
    ("share", "days"), [(0.004, "0,4"), (0.0, "0"), (0.166, "17"), (-0.003, "-0,3"), (1.0, "100"), (None, "–")]
)
def test_little_is_not_read_as_nothing(share: float | None, days: str) -> None:
    assert wording.hundredths(share) == days


@pytest.mark.parametrize("verdict", [Verdict.HIGHER, Verdict.LOWER, Verdict.NOT_SEEN])
def test_the_whole_sentence_is_english_on_an_english_page(verdict: Verdict) -> None:
    found = said(verdict)
    with translation.override("en"):
        for sentence in (wording.headline(found), wording.firms_needed(found), wording.compared_with(found)):
            assert told(sentence) != sentence
            assert "hari" not in told(sentence)


def test_the_bounds_within_a_sentence_are_english_too() -> None:
    wide = said(Verdict.UNKNOWN, doubt=Doubt.WIDE, low=-0.21, high=0.27)
    with translation.override("en"):
        assert "between 21 days fewer and 27 days more" in told(wording.because(wide))
