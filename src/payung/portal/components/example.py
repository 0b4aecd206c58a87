"""Which invented lines and figures show what the components look like?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from payung.portal.components import charts
from payung.reconcile.report.line import Axis, Line, Span, Tick

AS_OF = date(2026, 9, 18)
AXIS = Axis(date(2026, 6, 1), date(2026, 11, 30))


def pictures() -> Mapping[str, Markup]:
    """The charts, on invented figures."""
    shares = (16, 18, 21, None, 34, 40, 58, 65, 74)
    months = [date(2026, month, 1) for month in range(1, 10)]
    points = [charts.Point(on, share) for on, share in zip(months, shares, strict=True)]
    return {
        "trend": charts.trend(
            points, label="Hari terlindungi", events=[charts.Event(date(2026, 4, 30), "Sosialisasi 30 Apr")]
        ),
        "ranking": charts.ranking(
            [
                charts.Bar("Dinas Perumahan dan Permukiman", 93, "41 paket", href="#"),
                charts.Bar("Dinas Pekerjaan Umum dan Penataan Ruang", 81, "112 paket", href="#"),
                charts.Bar("Kecamatan Contoh Timur", 55, "9 paket"),
                charts.Bar("Dinas Pendidikan", 0, "17 paket"),
                charts.Bar("Kelurahan Contoh Jaya", None, "belum ada hari pekerjaan"),
            ]
        ),
        "stacked": charts.stacked(charts.Days(7412, 890, 1633, 65)),
        "tiles": charts.tiles([charts.Area(name, share, place, href="#") for name, share, place in DISTRICTS]),
    }


DISTRICTS = (
    ("Contoh Utara", 93, (2, 1)), ("Contoh Pesisir", 88, (3, 1)), ("Contoh Barat", 61, (1, 2)),
    ("Contoh Tengah", 74, (2, 2)), ("Contoh Timur", 55, (3, 2)), ("Bandar Contoh", 31, (4, 2)),
    ("Karang Contoh", 18, (2, 3)), ("Contoh Selatan", None, (3, 3)),
)  # fmt: skip


def lines() -> list[tuple[str, str, str, Line]]:
    """Lines in every state: the work, colour and words of its chip, the line."""
    return [
        ("Peningkatan drainase RW 05 Kel. Contoh Jaya", "amber", "18 hari tanpa", _late()),
        ("Rehabilitasi ruang kelas SDN Contoh 4", "red", "60 hari, belum ditemukan", _never()),
        ("Pembangunan posyandu Kel. Contoh Indah", "green", "sejak hari pertama", _always()),
        ("Pengawasan teknis jalan lingkungan", "amber", "mendaftar, belum dibayar", _pending()),
    ]


def example_line() -> Line:
    """The line that stands on the sign-in page."""
    return replace(_late(), key="g0", axis=Axis(date(2026, 7, 20), date(2026, 11, 4)))


def _line(key: str, spans: tuple[Span, ...], **facts: Any) -> Line:
    starts_on, ends_on = spans[0].first, facts.pop("ends_on", date(2026, 10, 31))
    return Line(key=key, axis=AXIS, as_of=AS_OF, starts_on=starts_on, ends_on=ends_on, spans=spans, **facts)


def _late() -> Line:
    start, paid = date(2026, 8, 3), date(2026, 8, 21)
    spans = (
        Span(start, date(2026, 8, 16), "unprotected"),
        Span(date(2026, 8, 17), paid - timedelta(days=1), "pending"),
        Span(paid, AS_OF, "protected"),
    )
    ticks = (
        Tick(date(2026, 7, 29), "contract", "Kontrak"),
        Tick(start, "start", "SPMK"),
        Tick(paid, "payment", "bayar"),
    )
    return _line("g1", spans, ticks=ticks, protected_until=date(2026, 10, 31))


def _never() -> Line:
    return _line("g2", (Span(date(2026, 7, 21), AS_OF, "unprotected"),), ends_on=date(2026, 10, 3))


def _always() -> Line:
    start = date(2026, 6, 10)
    ticks = (Tick(start, "payment", "bayar"), Tick(date(2026, 8, 10), "payment", "bayar"))
    return _line("g3", (Span(start, AS_OF, "protected"),), ticks=ticks, protected_until=date(2026, 11, 20))


def _pending() -> Line:
    spans = (Span(date(2026, 8, 24), date(2026, 8, 30), "unprotected"), Span(date(2026, 8, 31), AS_OF, "pending"))
    return _line("g4", spans)
