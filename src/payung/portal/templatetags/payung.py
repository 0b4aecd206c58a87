"""How do pages say figures and days, and draw chips, icons and lines?

The words of figures are those of the report (``reconcile.report.wording``), so that page, report and letter agree.
"""

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from payung.accounts.terms import Permission
from payung.impact.wording import hundredths
from payung.portal.components import shelf
from payung.portal.components.example import example_line
from payung.portal.components.icons import ICONS
from payung.portal.phrasebook import told, told_in
from payung.reconcile.report import drawing, wording
from payung.reconcile.report.line import Axis, Line
from payung.rules.shelf import Instrument, Piece, pieces, without_addresses

register = template.Library()

SCALE_WIDTH = 230
"""Pixels that the months above a list have at least, beside a list of what is to be done."""
CHIP_COLOURS = ("red", "amber", "green", "blue", "grey")

register.filter("rupiah", wording.rupiah)
register.filter("number", wording.number)
register.filter("told", told)
register.filter("in_hundred", hundredths)
register.filter("day_short", wording.day_short)
register.filter("without_addresses", without_addresses)
register.filter("probability", wording.probability)


@register.filter
def day(on: date | None) -> str:
    """``30 Juli 2025``, ``30 July 2025``."""
    return told(wording.day(on))


@register.filter
def moment_short(at: datetime) -> str:
    """``30-07-2025 09.00``, on the clocks of the city; for tables."""
    return f"{timezone.localtime(at):%d-%m-%Y %H.%M}"


@register.filter
def held_at(event: Any) -> str:
    """``30 Juli 2025, 09.00–12.00 WIB``: from when till when an event is, on the clocks of the city."""
    first, last = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    until = f"–{last:%H.%M}" if first.date() == last.date() else f" – {day(last.date())}, {last:%H.%M}"
    return f"{day(first.date())}, {first:%H.%M}{until} WIB"


@register.filter
def held_on(event: Any) -> str:
    """``Kamis, 30 Juli 2025``: the day on which an event begins, in the city."""
    first = timezone.localtime(event.starts_at)
    return f"{date_format(first, 'l')}, {day(first.date())}"


@register.filter
def rupiah_short(amount: int | None) -> str:
    """``Rp 84,6 juta``; a dash for an unknown amount."""
    return "–" if amount is None else told(wording.rupiah_short(amount))


@register.filter
def total(paginator: Any) -> str:
    """``1.313``; ``1.000+`` where a search was not followed to its end."""
    return wording.number(paginator.count) + ("+" if getattr(paginator.object_list, "is_cut", False) else "")


@register.filter
def cited(citation: str | None) -> SafeString:
    """A citation whose instruments lead to the shelf; a dash where nothing is cited."""
    return format_html_join("", "{}", ((_linked(piece),) for piece in pieces(citation or "–")))


@register.filter
def law_of_finding(kind: str) -> str:
    """By which articles a kind of finding stands today."""
    return shelf.law_of_finding(kind, timezone.localdate())


@register.filter
def texts_of_letter(step: str) -> tuple[Instrument, ...]:
    """The texts of the shelf whose articles the letter of this step prints."""
    return shelf.texts_of_letter(step, timezone.localdate())


def _linked(piece: Piece) -> str:
    if piece.key is None:
        return piece.text
    return format_html('<a href="{}">{}</a>', reverse("shelf_instrument", args=[piece.key]), piece.text)


@register.filter
def may(user: Any, permission: str) -> bool:
    """``{% if user|may:"show_nik" %}``: whether whoever looks holds this permission."""
    return bool(user.is_authenticated and user.may(Permission(permission)))


@register.simple_tag
def chip(colour: str, words: object) -> SafeString:
    """``{% chip "red" "60 hari" %}``; the words say what the colour says."""
    if colour not in CHIP_COLOURS:
        raise template.TemplateSyntaxError(f"chip: {colour!r} is none of {', '.join(CHIP_COLOURS)}")
    return format_html('<span class="chip {}">{}</span>', colour, told(str(words)))


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """``{% icon "home" %}`` beside words; with a label where it stands alone."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"icon: {name!r} is not listed in portal.components.icons")
    said = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', said, static("vendor/icons.svg"), name)


@register.simple_tag
def line_definitions() -> SafeString:
    """Hatch and marks of the lines; the base page holds them once."""
    return mark_safe(drawing.definitions())


@register.simple_tag
def line_small(line: Line) -> SafeString:
    """The line of protection for a list."""
    return told_in(drawing.small(line))


@register.simple_tag
def line_large(line: Line) -> SafeString:
    """The line of protection for a page of its own, with labels and tooltips."""
    return told_in(drawing.large(line))


@register.simple_tag
def line_captioned(line: Line) -> SafeString:
    """The large line above the sentence that says the same."""
    return told_in(drawing.captioned(line))


@register.simple_tag
def line_months(axis: Axis, line: Line) -> SafeString:
    """The months above a list of small lines that share this axis; any of its lines gives the as-of date."""
    return told_in(drawing.month_scale(axis, as_of=line.as_of, width=SCALE_WIDTH))


@register.simple_tag
def line_example() -> SafeString:
    """An invented line: what the signature picture of the pages looks like."""
    return told_in(drawing.large(example_line()))
