"""Does the page of an event say whether it helped, from when that can be told, and what was left out?"""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.house.briefings import open_event, told
from tests.house.effects import comes, firm_at_work, two_sides
from tests.house.runs import DAY
from tests.house.town import Town, settle

from payung.briefings.models import Event
from payung.impact.effect import Effect, Side, Verdict
from payung.impact.estimate import Estimate
from payung.portal.components.effects import interval, slopes

pytestmark = pytest.mark.django_db
ON = DAY - dt.timedelta(days=100)


@pytest.fixture
def town(cast: Cast, run_folder: Path) -> Town:
    """The invented city, loaded."""
    return settle(cast, run_folder)


@pytest.fixture
def past(cast: Cast, town: Town) -> Event:
    """An event whose ninety days after lie before the run."""
    return open_event(cast, on=ON)


def page_of(person: object, event: Event) -> str:
    return client_of(person).get(reverse("event_results", args=[event.pk])).content.decode()  # type: ignore[arg-type]


def test_the_sentence_the_numbers_and_the_drawings_are_there(cast: Cast, town: Town, past: Event) -> None:
    two_sides(town.run, past, on=ON, count=20, gained=20)
    page = page_of(cast.leader, past)
    assert re.search(r"38 hari lebih banyak dari setiap 100 hari pekerjaan \(antara \d+ dan \d+ hari\)", page)
    assert "20 badan usaha yang datang dengan 20 badan usaha yang diundang tetapi tidak datang" in page
    assert "bukan bukti sebab akibat" in page
    assert page.count('role="img"') >= 2
    assert f"{reverse('city_packages')}?q=CV+Rekaan+1" in page


def test_before_ninety_days_have_passed_the_page_says_when_it_can_be_told(cast: Cast, town: Town) -> None:
    soon = open_event(cast, on=DAY - dt.timedelta(days=30))
    two_sides(town.run, soon, on=DAY - dt.timedelta(days=30), count=15, gained=0)
    page = page_of(cast.leader, soon)
    assert "Belum dapat disimpulkan" in page
    assert "30 November 2026" in page
    assert "slopes" not in page


def test_before_the_first_check_the_page_says_so(cast: Cast) -> None:
    page = page_of(cast.leader, open_event(cast, on=ON))
    assert "belum ada pemeriksaan" in page
    assert "Belum dapat disimpulkan" in page


def test_who_was_left_out_is_counted(cast: Cast, town: Town, past: Event) -> None:
    work = [(ON - dt.timedelta(days=20), ON + dt.timedelta(days=20), "protected")]
    comes(past, firm_at_work(town.run, "CV Tamu", work), is_invited=False)
    twice = firm_at_work(town.run, "CV Ganda", work)
    told(past, twice)
    comes(open_event(cast, on=ON + dt.timedelta(days=9)), twice)
    page = page_of(cast.leader, past)
    assert "1 badan usaha datang tanpa diundang" in page
    assert "1 badan usaha tidak dapat dibandingkan: datang ke sosialisasi lain" in page


def test_a_branch_sees_the_results_of_its_own_event_alone(cast: Cast, town: Town, past: Event) -> None:
    kiki = client_of(cast.branch_officer)
    assert kiki.get(reverse("event_results", args=[past.pk])).status_code == 404
    Event.objects.filter(pk=past.pk).update(branch=cast.branch_officer.office)
    assert kiki.get(reverse("event_results", args=[past.pk])).status_code == 200


def test_the_list_of_results_holds_what_has_begun_and_no_drafts(cast: Cast, town: Town, past: Event) -> None:
    open_event(cast, on=ON, title="Masih rancangan", state="draf")
    page = client_of(cast.leader).get(reverse("events_results")).content.decode()
    assert past.title in page
    assert "Masih rancangan" not in page


def test_the_list_of_results_is_empty_before_the_first_event(cast: Cast) -> None:
    page = client_of(cast.leader).get(reverse("events_results")).content.decode()
    assert "Belum ada sosialisasi yang berlangsung" in page


def test_both_pages_ask_few_questions_however_many_firms(
    cast: Cast, town: Town, past: Event, django_assert_max_num_queries: object
) -> None:
    two_sides(town.run, past, on=ON, count=30, gained=5)
    ani = client_of(cast.coordinator)
    for address in (reverse("event_results", args=[past.pk]), reverse("events_results")):
        with django_assert_max_num_queries(20):  # type: ignore[operator]
            assert ani.get(address).status_code == 200


def found(*, low: float, high: float, without: float = 0.45) -> Effect:
    side = Side(40, 0.2, 0.5)
    told = Estimate(after=0.62, without=without, low=low, high=high, scatter=0.1)
    return Effect(side, side, told, Verdict.HIGHER, None, DAY, 157)


def test_the_drawings_say_in_words_what_they_show() -> None:
    drawn, told = slopes(found(low=0.05, high=0.29)), found(low=-0.05, high=0.39).estimate
    assert 'aria-label="diundang, tidak datang: 20 menjadi 50 dari 100 hari; perkiraan tanpa datang: 20' in drawn
    assert told
    assert "Beda 17 hari lebih banyak; antara 5 hari lebih sedikit dan 39 hari lebih banyak" in interval(told)


def test_figures_that_would_cover_each_other_are_moved_apart() -> None:
    drawn = slopes(found(low=0.05, high=0.29, without=0.5))
    heights = sorted(float(y) for y in re.findall(r'<text x="68%" dx="12" y="([\d.]+)"', drawn))
    assert len(heights) == 3
    assert all(below - above >= 17 for above, below in pairwise(heights))
