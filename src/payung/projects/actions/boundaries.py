"""How do the boundaries in a GeoJSON become shapes that a page can draw?

Nothing is kept of the file but its outlines, simplified to what a screen can show: a drawing of a megabyte would cost
every reader more than it tells them.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from payung.identifiers import areas
from payung.refusal import Refusal

MOST_BYTES = 5 * 2**20
WIDTH, TALLEST, MARGIN = 1000, 1400, 6
TOLERANCE, SMALLEST = 1.0, 6.0
"""How far a line may stray, and which islands are left out, in points and square points of the drawing."""
USUAL_NAMES = ("wadmkc", "kecamatan", "nm_kec", "nama_kec", "kode_kec", "namobj", "nama", "name", "kode", "code")
"""Under which names district and its code usually stand, where no property holds those of the Ministry."""

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True)
class Shape:
    """A district as an SVG path; ``x``, ``y`` lie within its largest piece, which is ``room`` points wide."""

    name: str
    code: str
    path: str
    x: int
    y: int
    room: int


@dataclass(frozen=True)
class Drawing:
    """The shapes of a city on a sheet, and the property that named them."""

    shapes: tuple[Shape, ...]
    width: int
    height: int
    named_by: str


def drawn(content: bytes, *, city: str) -> Drawing:
    """The shapes of the file; a Refusal in one sentence where it cannot be drawn."""
    features = _features(content)
    outlines = [_outline(feature.get("geometry")) for feature in features]
    named_by, named = _names([feature.get("properties") or {} for feature in features], city=city)
    districts: dict[areas.Area, list[Ring]] = defaultdict(list)
    for area, rings in zip(named, outlines, strict=True):
        districts[area] += rings
    place, height = _onto_sheet([point for rings in outlines for ring in rings for point in ring])
    shapes = [_shape(area, [[place(point) for point in ring] for ring in rings]) for area, rings in districts.items()]
    return Drawing(tuple(sorted(shapes, key=lambda shape: shape.name)), WIDTH, height, named_by)


def fold(name: str) -> str:
    """A name as it is compared: no case, no signs, no word before it that says it is a district."""
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return "".join(words[1:] if words[:1] and words[0] in ("kec", "kecamatan") else words)


def _features(content: bytes) -> list[Mapping[str, Any]]:
    if len(content) > MOST_BYTES:
        raise Refusal("Berkas lebih besar dari {most} MB; sederhanakan batasnya lalu unggah lagi.", most=5)
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise Refusal("Berkas ini bukan GeoJSON yang dapat dibaca; tidak ada yang disimpan.") from broken
    features = told.get("features") if isinstance(told, dict) and told.get("type") == "FeatureCollection" else None
    if not isinstance(features, list) or not features or not all(isinstance(one, dict) for one in features):
        raise Refusal("GeoJSON harus berupa FeatureCollection yang berisi wilayah; tidak ada yang disimpan.")
    return features


def _outline(geometry: Any) -> list[Ring]:
    """The outer and inner rings of a polygon or of many."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise Refusal("Setiap wilayah harus Polygon atau MultiPolygon; ada yang lain, tidak ada yang disimpan.")
    told = geometry.get("coordinates")
    try:
        polygons = [told] if kind == "Polygon" else list(told)
        rings = [[(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, OverflowError) as broken:
        raise Refusal("Koordinat sebuah wilayah tidak dapat dibaca; tidak ada yang disimpan.") from broken
    if not rings or any(len(ring) < 4 for ring in rings):
        raise Refusal("Koordinat sebuah wilayah tidak dapat dibaca; tidak ada yang disimpan.")
    if not all(-180 <= x <= 180 and -90 <= y <= 90 for ring in rings for x, y in ring):
        raise Refusal("Koordinat harus bujur dan lintang dalam derajat (WGS 84); ubah proyeksinya lalu unggah lagi.")
    return rings


def _names(rows: Sequence[Mapping[str, Any]], *, city: str) -> tuple[str, list[areas.Area]]:
    """The property that tells the district, and the district of each row."""
    if not all(isinstance(row, dict) for row in rows):
        raise Refusal("Atribut sebuah wilayah tidak dapat dibaca; tidak ada yang disimpan.")
    known = dict(_known(city))
    found = Counter(key for row in rows for key, told in row.items() if _key(told) in known)
    usual = {key.casefold(): key for key in rows[0]}
    key = next(iter(dict(found.most_common(1))), None) or next((usual[n] for n in USUAL_NAMES if n in usual), None)
    if key is None:
        raise Refusal("Tidak ada atribut yang memuat nama atau kode kecamatan; tambahkan lalu unggah lagi.")
    texts = [str(row.get(key) or "").strip()[:80] or "tanpa nama" for row in rows]
    return key, [known.get(_key(text)) or areas.Area("", text) for text in texts]


def _known(city: str) -> Iterator[tuple[str, areas.Area]]:
    for area in areas.districts_of(city):
        yield fold(area.name), area
        yield fold(area.code), area


def _key(told: Any) -> str:
    return fold(str(told)) if isinstance(told, str | int) and told != "" else ""


def _onto_sheet(points: Sequence[Point]) -> tuple[Any, int]:
    """How a place on the earth comes onto the sheet, north above; and how tall the sheet is."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    wide, tall = (east - west) * narrowing, north - south
    if not (wide > 0 and tall > 0):
        raise Refusal("Koordinat sebuah wilayah tidak dapat dibaca; tidak ada yang disimpan.")
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    left = (WIDTH - wide * scale) / 2

    def place(point: Point) -> Point:
        return left + (point[0] - west) * narrowing * scale, MARGIN + (north - point[1]) * scale

    return place, round(tall * scale) + 2 * MARGIN


def _shape(area: areas.Area, rings: Sequence[Ring]) -> Shape:
    largest = max(rings, key=lambda ring: abs(_area(ring)))
    kept = [ring for ring in rings if ring is largest or abs(_area(ring)) >= SMALLEST]
    x, y = _middle(largest)
    room = max(x for x, _ in largest) - min(x for x, _ in largest)
    return Shape(area.name, area.code, "".join(map(_path, kept)), round(x), round(y), round(room))


def _path(ring: Ring) -> str:
    places = [place for place, _ in groupby((round(x), round(y)) for x, y in simplified(ring, tolerance=TOLERANCE))]
    return "M" + "L".join(f"{x} {y}" for x, y in places) + "Z"


def simplified(ring: Ring, *, tolerance: float) -> Ring:
    """The ring without the points that lie closer than this to the line between those kept (Douglas and Peucker)."""
    keep, waiting = {0, len(ring) - 1}, [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, at = max(((_off(ring[i], ring[first], ring[last]), i) for i in range(first + 1, last)), default=(0.0, 0))
        if far > tolerance:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [ring[i] for i in sorted(keep)]


def _off(point: Point, one: Point, other: Point) -> float:
    """How far the point lies from the line between the two."""
    across, up = other[0] - one[0], other[1] - one[1]
    length = math.hypot(across, up)
    if length == 0:
        return math.hypot(point[0] - one[0], point[1] - one[1])
    return abs(across * (one[1] - point[1]) - (one[0] - point[0]) * up) / length


def _area(ring: Ring) -> float:
    return sum(x * b - a * y for (x, y), (a, b) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _middle(ring: Ring) -> Point:
    """The centre of the ring's surface; of its points where it has none."""
    area = _area(ring)
    if abs(area) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    along = sum((x + a) * (x * b - a * y) for (x, y), (a, b) in pairs)
    down = sum((y + b) * (x * b - a * y) for (x, y), (a, b) in pairs)
    return along / (6 * area), down / (6 * area)
