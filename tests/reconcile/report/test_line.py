"""Is the line of protection exact to the day, and do its words say what it shows?"""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from payung.reconcile.report import drawing
from payung.reconcile.report.line import FULL, Axis, Line, Span, Tick, all_spans, describe, month_starts, own_axis

START = date(2026, 8, 3)


def on(day: int) -> date:
    """The day of work with this number, counted from 1."""
    return START + timedelta(days=day - 1)


LINE = Line(
    key="p1",
    axis=Axis(on(-9), on(60)),
    as_of=on(40),
    starts_on=on(1),
    ends_on=on(45),
    spans=(Span(on(1), on(15), "unprotected"), Span(on(16), on(18), "pending"), Span(on(19), on(40), "protected")),
    ticks=(
        Tick(on(-3), "contract", "Kontrak"),
        Tick(on(1), "start", "SPMK"),
        Tick(on(19), "payment", "Bayar Rp 370.860"),
    ),
    protected_until=on(45),
)


def parsed(svg: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def rects(svg: Markup) -> dict[str, tuple[float, float]]:
    """Left and width in percent by class."""
    found = parsed(svg).iter("rect")
    return {r.get("class", ""): (float(r.get("x", "")[:-1]), float(r.get("width", "")[:-1])) for r in found}


@settings(deadline=None)
@given(st.integers(1, 4000), st.data())
def test_a_day_is_equally_wide_everywhere(days: int, data: st.DataObject) -> None:
    axis = Axis(START, START + timedelta(days=days - 1))
    at = data.draw(st.integers(0, days - 1))
    width = axis.edge(on(at + 2)) - axis.edge(on(at + 1))
    assert abs(width - FULL / days) <= 1


@settings(deadline=None)
@given(st.integers(1, 4000), st.data())
def test_an_edge_lies_within_half_a_thousandth_percent_of_its_day(days: int, data: st.DataObject) -> None:
    axis = Axis(START, START + timedelta(days=days - 1))
    at = data.draw(st.integers(0, days))
    assert abs(axis.edge(on(at + 1)) * days - FULL * at) * 2 <= days


def test_the_axis_ends_at_its_edges() -> None:
    assert (LINE.axis.edge(on(-30)), LINE.axis.edge(on(-9))) == (0, 0)
    assert (LINE.axis.edge(on(61)), LINE.axis.edge(on(200))) == (FULL, FULL)


def test_spans_abut_without_gaps_in_both_sizes() -> None:
    for svg in (drawing.small(LINE), drawing.large(LINE)):
        bars = rects(svg)
        for before, after in (("u", "m"), ("m", "p"), ("p", "f")):
            assert round(sum(bars[before]), 3) == bars[after][0]


def test_spans_begin_and_end_with_the_work() -> None:
    bars = rects(drawing.small(LINE))
    assert bars["w"][0] == bars["u"][0]
    assert round(sum(bars["w"]), 3) == round(sum(bars["f"]), 3)


def test_widths_are_the_days_of_the_spans() -> None:
    bars = rects(drawing.large(LINE))
    for name, days in (("u", 15), ("m", 3), ("p", 22), ("f", 5), ("w", 45)):
        assert abs(bars[name][1] - days * 100 / 70) <= 0.001


def test_the_as_of_line_stands_at_the_end_of_its_day() -> None:
    bars = rects(drawing.small(LINE))
    as_of = next(u for u in parsed(drawing.small(LINE)).iter("use") if u.get("href") == "#sa")
    assert float(as_of.get("x", "")[:-1]) == round(sum(bars["p"]), 3)


def test_a_payment_stands_where_its_protection_begins() -> None:
    bars = rects(drawing.large(LINE))
    payment = next(u for u in parsed(drawing.large(LINE)).iter("use") if u.get("href") == "#lb")
    assert float(payment.get("x", "")[:-1]) == bars["p"][0]


def test_states_differ_in_shape_and_not_in_colour_alone() -> None:
    for size in (drawing.SMALL, drawing.LARGE):
        assert size.states["unprotected"] > size.states["pending"] > size.states["protected"] > size.work
    assert f'<pattern id="{drawing.HATCH}"' in drawing.definitions()


def test_ids_are_defined_once_and_every_mark_used_is_defined() -> None:
    defined = re.findall(r' id="([^"]+)"', drawing.definitions())
    used = set(re.findall(r'href="#([^"]+)"', drawing.small(LINE) + drawing.large(LINE)))
    assert len(defined) == len(set(defined))
    assert used <= set(defined)


def test_two_lines_on_a_page_share_no_id() -> None:
    both = drawing.large(LINE) + drawing.large(replace(LINE, key="p2"))
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4


def test_the_words_say_every_span_payment_and_date() -> None:
    words = describe(LINE)
    for fact in (
        "Masa kerja 3 Agustus – 16 September 2026 (45 hari)",
        "Bekerja tanpa perlindungan 3–17 Agustus 2026 (15 hari)",
        "Mendaftar, belum bayar 18–20 Agustus 2026 (3 hari)",
        "Terlindungi 21 Agustus – 11 September 2026 (22 hari)",
        "Terlindungi ke depan 12–16 September 2026 (5 hari)",
        "Kontrak 30 Juli 2026",
        "Bayar Rp 370.860 21 Agustus 2026",
        "Keadaan per 11 September 2026",
    ):
        assert fact in words


def test_every_size_carries_the_words() -> None:
    words = describe(LINE)
    assert parsed(drawing.small(LINE)).get("aria-label") == words
    large = parsed(drawing.large(LINE))
    assert large.findtext("desc") == words
    assert large.findtext("title") == "Garis perlindungan: 18 dari 40 hari tanpa perlindungan"
    assert large.get("aria-labelledby") == "p1t p1d"
    assert f'<p class="say" id="p1d">{words}</p>' in drawing.captioned(LINE)


def test_neighbouring_spans_of_one_state_are_one() -> None:
    split = replace(LINE, spans=(Span(on(1), on(3), "protected"), Span(on(4), on(9), "protected")), as_of=on(9))
    assert all_spans(split)[0] == Span(on(1), on(9), "protected")


def test_protection_never_continues_after_a_day_without_it() -> None:
    exposed = replace(LINE, spans=(Span(on(1), on(40), "unprotected"),))
    assert [span.state for span in all_spans(exposed)] == ["unprotected"]


def test_an_unknown_start_is_said_and_not_drawn() -> None:
    unknown = Line(key="p1", axis=own_axis([], as_of=START), as_of=START)
    assert "belum diketahui" in describe(unknown)
    assert "tanggal mulai belum diketahui" in drawing.small(unknown)
    assert rects(drawing.small(unknown)) == {}


def test_an_unknown_end_is_drawn_open_from_the_as_of_date() -> None:
    bars = rects(drawing.small(replace(LINE, ends_on=None)))
    assert 'class="o"' in drawing.small(replace(LINE, ends_on=None))
    assert round(sum(bars["w"]), 3) == round(sum(bars["p"]), 3)


def test_labels_of_one_lane_do_not_touch() -> None:
    crowded = replace(LINE, ticks=tuple(Tick(on(d), "payment", "Bayar Rp 1.000.000") for d in (1, 2, 3, 30)))
    texts = [t for t in parsed(drawing.large(crowded)).iter("text") if t.get("class") == "lb"]
    assert len({t.get("y") for t in texts}) == 3


def test_months_are_thinned_on_a_long_axis() -> None:
    assert len(month_starts(Axis(date(2026, 1, 1), date(2026, 12, 31)))) == 12
    assert len(month_starts(Axis(date(2024, 1, 1), date(2026, 12, 31)))) == 12
    assert len(month_starts(Axis(date(2015, 1, 1), date(2026, 12, 31)))) == 12


def test_names_with_markup_are_escaped_in_words() -> None:
    hostile = replace(LINE, ticks=(Tick(on(2), "payment", '<b onload="x">'),))
    assert "<b" not in drawing.small(hostile) + drawing.large(hostile)
