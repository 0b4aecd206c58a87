"""Which share of the days worked was protected in each district, and how does that look on the map of the city?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from payung.identifiers import areas
from payung.portal.components.charts import CLASS_EDGES, value_class
from payung.projects.actions.boundaries import fold
from payung.reconcile.report.wording import number, share

LETTER = 12.5
"""How wide a letter of a name is on the sheet."""


@dataclass(frozen=True)
class District:
    """A district on the map; ``percent`` is None where no package with days of work names it."""

    name: str
    packages: int
    worked: int
    percent: int | None


def by_district(city_map: Any, figures: Iterable[Any], *, city: Any) -> list[District]:
    """The districts of the map, each with the figures of the areas packages name: itself or one of its villages."""
    whose = _villages(city.code) if city else {}
    own = {fold(shape["name"]) for shape in city_map.shapes}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in figures:
        name = fold(one.name)
        place = name if name in own else whose.get(name, "")
        for at, count in enumerate((one.packages, one.worked_days, one.uncovered_days)):
            sums[place][at] += count
    return [_district(shape["name"], *sums[fold(shape["name"])]) for shape in city_map.shapes]


def choropleth(city_map: Any, districts: Sequence[District], *, label: str) -> Markup:
    """The map; every district carries its words, and the legend and the table stand beside it."""
    if city_map is None:
        return Markup("")
    words = "; ".join(f"{one.name} {_percent(one)}" for one in districts)
    drawn = "".join(_shape(shape, one) for shape, one in zip(city_map.shapes, districts, strict=True))
    box = f'viewBox="0 0 {int(city_map.width)} {int(city_map.height)}"'
    return Markup(f'<svg class="map" {box} role="img" aria-label="{escape(f"{label}: {words}")}">{drawn}</svg>')


def legend() -> Markup:
    """What each shade says."""
    edges = (0, *CLASS_EDGES, 101)
    said = [f"{low}–{high - 1} %" for low, high in pairwise(edges)]
    shades = [(f"v{at}", words) for at, words in enumerate(said)] + [("vx", _("tidak disebut nama paket"))]
    return Markup('<ul class="key">{}</ul>').format(
        Markup("").join(Markup('<li><span class="sw {}"></span>{}</li>').format(*shade) for shade in shades)
    )


def _villages(code: str) -> Mapping[str, str]:
    """village → district, both folded, of the villages whose name stands once in the city."""
    found: dict[str, set[str]] = defaultdict(set)
    for district in areas.districts_of(code):
        for village in areas.villages_of(district.code):
            found[fold(village.name)].add(fold(district.name))
    return {village: next(iter(whose)) for village, whose in found.items() if len(whose) == 1}


def _district(name: str, packages: int, worked: int, uncovered: int) -> District:
    return District(name, packages, worked, share(worked - uncovered, worked) if worked else None)


def _percent(one: District) -> str:
    return _("belum diketahui") if one.percent is None else f"{one.percent} %"


def _shape(shape: Mapping[str, Any], one: District) -> str:
    told = _("%(name)s: %(percent)s, %(packages)s paket")
    title = told % {"name": one.name, "percent": _percent(one), "packages": number(one.packages)}
    x, y, room = int(shape["x"]), int(shape["y"]), int(shape["room"])
    name = f'<text class="name" x="{x}" y="{y - 14}">{escape(one.name)}</text>' if room > len(one.name) * LETTER else ""
    percent = f'<text x="{x}" y="{y + 18}">{one.percent} %</text>' if one.percent is not None and room > 70 else ""
    return (
        f'<g class="{value_class(one.percent)}"><path d="{escape(shape["path"])}"><title>{escape(title)}</title></path>'
        f"{name}{percent}</g>"
    )
