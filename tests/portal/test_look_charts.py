import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.utils import translation
from markupsafe import Markup

from payung.portal.components.charts import (
    Area,
    Bar,
    Days,
    Event,
    Point,
    ranking,
    stacked,
    tiles,
    trend,
    value_class,
)
from payung.portal.components.example import pictures

SCRIPT = "<script>alert('x')</script>"
MONTHS = [Point(date(2026, month, 1), share) for month, share in ((1, 10), (2, None), (3, 30), (4, 100), (5, 0))]


def parsed(markup: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{markup}</div>")


def attributes(markup: Markup) -> set[str]:
    return {name for element in parsed(markup).iter() for name in element.attrib}


@pytest.mark.parametrize("name", ["trend", "ranking", "stacked", "tiles"])
def test_no_picture_needs_an_inline_style_or_a_script(name: str) -> None:
    found = attributes(pictures()[name])

    assert "style" not in found
    assert not any(attribute.startswith("on") for attribute in found)


def test_a_trend_says_every_month_and_event_in_words() -> None:
    words = parsed(trend(MONTHS, label="Hari", events=[Event(date(2026, 4, 16), "Sosialisasi")]))[0].attrib[
        "aria-label"
    ]

    assert words == (
        "Hari: Jan 2026 10 %; Feb 2026 belum diketahui; Mar 2026 30 %; Apr 2026 100 %; Mei 2026 0 %; "
        "Sosialisasi 16 April 2026"
    )


def test_a_trend_is_broken_where_a_month_is_unknown() -> None:
    drawn = trend(MONTHS, label="Hari")

    assert drawn.count("<polyline") == 1, "a lone month is a dot, not a line"
    assert 'points="50.0,70 75.0,0 100.0,100"' in drawn
    assert drawn.count("<circle") == 4


def test_an_event_lies_between_its_month_and_the_next() -> None:
    drawn = trend(MONTHS, label="Hari", events=[Event(date(2026, 3, 16), "tengah"), Event(date(2027, 1, 1), "kelak")])

    (at,) = re.findall(r'class="event" x1="([\d.]+)%"', drawn)
    assert 50 < float(at) < 75
    assert ">kelak<" not in drawn


def test_a_trend_never_names_more_months_than_fit_on_a_phone() -> None:
    three_years = [Point(date(2024 + month // 12, month % 12 + 1, 1), 50) for month in range(36)]

    names = re.findall(r'class="q" x="[\d.]+%"', trend(three_years, label="Hari"))
    assert 2 <= len(names) <= 6


def test_a_trend_of_one_month_is_a_dot_in_the_middle() -> None:
    assert 'cx="50%"' in trend(MONTHS[:1], label="Hari")


def test_without_anything_to_show_no_picture_is_drawn() -> None:
    assert trend([], label="Hari") == ranking([]) == tiles([]) == stacked(Days(0, 0, 0)) == ""


def test_names_from_the_data_are_text_and_never_markup() -> None:
    drawn = (
        trend(MONTHS, label=SCRIPT, events=[Event(date(2026, 4, 1), SCRIPT)])
        + ranking([Bar(SCRIPT, 10, note=SCRIPT, href='"><b>')])
        + tiles([Area(SCRIPT, 10, href='"><b>')])
    )

    assert "<script" not in drawn
    assert "<b>10 %</b>" in drawn
    assert '"><b>"' not in drawn


def test_a_ranking_shows_a_dash_and_no_bar_for_an_unknown_share() -> None:
    drawn = parsed(ranking([Bar("Dinas A", None), Bar("Dinas B", 40)]))

    unknown, known = drawn.iter("li")
    assert [b.text for b in drawn.iter("b")] == ["–", "40 %"]
    assert len(list(unknown.iter("rect"))) == 1
    assert [r.attrib["width"] for r in known.iter("rect")] == ["100%", "40%"]


def test_the_pieces_of_a_stacked_bar_touch_and_fill_the_width() -> None:
    drawn = parsed(stacked(Days(protected=700, pending=100, unprotected=200)))
    places = [(float(r.attrib["x"][:-1]), float(r.attrib["width"][:-1])) for r in drawn.iter("rect")]

    assert places == [(0, 70), (70, 10), (80, 20)]
    assert [li.find("span").tail for li in drawn.iter("li")] == [  # type: ignore[union-attr]
        "700 hari terlindungi", "100 hari mendaftar, belum bayar", "200 hari tanpa perlindungan",
    ]  # fmt: skip


def test_unprotected_days_stand_tallest_so_that_colour_is_not_alone() -> None:
    heights = {r.attrib["class"]: int(r.attrib["height"]) for r in parsed(stacked(Days(1, 1, 1, 1))).iter("rect")}

    assert max(heights, key=heights.__getitem__) == "u"


@pytest.mark.parametrize(
    ("percent", "expected"), [(None, "vx"), (0, "v0"), (24, "v0"), (25, "v1"), (74, "v2"), (75, "v3"), (90, "v4")]
)
def test_tiles_fall_into_five_classes(percent: int | None, expected: str) -> None:
    assert value_class(percent) == expected


def test_a_tile_sits_at_its_place_and_says_its_share() -> None:
    (tile,) = parsed(tiles([Area("Contoh Timur", 55, (3, 2))])).iter("li")

    assert tile.attrib["class"] == "v2 col-3 row-2"
    assert "".join(tile.itertext()) == "Contoh Timur55 %"


def test_the_words_of_a_picture_follow_the_language_of_the_page() -> None:
    with translation.override("id"):
        assert "hari terlindungi" in stacked(Days(1, 0, 0))
