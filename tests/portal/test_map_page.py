"""Is the map of the city drawn from its own boundaries, refused in one sentence, and given by the coordinator alone?"""

import json
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import Cast, client_of

from payung.accounts.terms import PERMISSIONS, Permission, Role
from payung.audit.models import Entry
from payung.compliance.actions import load_run
from payung.identifiers import areas
from payung.portal.components.maps import by_district, choropleth
from payung.projects import queries
from payung.projects.actions import boundaries, remove_map, take_map
from payung.refusal import Refusal

CITY = "36.71"
DISTRICTS = areas.districts_of(CITY)
REFUSED = [role for role in Role if Permission.MANAGE_CITY not in PERMISSIONS[role]]
SQUARE = [[106.6, -6.2], [106.7, -6.2], [106.7, -6.1], [106.6, -6.1], [106.6, -6.2]]


def square(at: int) -> list[list[float]]:
    return [[x + 0.1 * at, y] for x, y in SQUARE]


def feature(at: int, geometry: Any = None, **properties: Any) -> dict[str, Any]:
    drawn = geometry or {"type": "Polygon", "coordinates": [square(at)]}
    return {"type": "Feature", "geometry": drawn, "properties": properties}


def geojson(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def two() -> bytes:
    first, second = DISTRICTS[:2]
    return geojson(feature(0, ID=1, WADMKC=f"Kecamatan {first.name.upper()}"), feature(1, ID=2, WADMKC=second.name))


def upload(content: bytes) -> dict[str, Any]:
    return {"boundaries": SimpleUploadedFile("batas.geojson", content)}


@pytest.mark.parametrize("role", REFUSED)
def test_only_who_manages_the_city_gives_or_removes_its_map(cast: Cast, role: Role) -> None:
    by = cast.of_each_role[role]
    client = client_of(by)
    assert client.get(reverse("city_map")).status_code == 403
    assert client.post(reverse("city_map"), upload(two())).status_code == 403
    assert client.post(reverse("city_map_remove")).status_code == 403
    for act in (lambda: take_map(two(), city=CITY, by=by), lambda: remove_map(by=by)):
        with pytest.raises(Refusal, match="Hanya koordinator"):
            act()
    assert queries.city_map() is None


def test_a_map_is_given_shown_replaced_and_removed_each_with_one_line(cast: Cast, run_folder: Path) -> None:
    load_run(run_folder, by=cast.coordinator)
    client = client_of(cast.coordinator)
    assert client.post(reverse("city_map"), upload(two())).status_code == 302
    page = client.get(reverse("city_agencies")).content.decode()
    assert '<svg class="map"' in page
    assert DISTRICTS[0].name in page
    assert 'class="tiles"' not in page
    client.post(reverse("city_map"), upload(geojson(feature(0, name=DISTRICTS[2].name))))
    held = queries.city_map()
    assert held is not None
    assert [shape["code"] for shape in held.shapes] == [DISTRICTS[2].code]
    client.post(reverse("city_map_remove"))
    assert queries.city_map() is None
    assert 'class="map"' not in client.get(reverse("city_agencies")).content.decode()
    assert list(Entry.objects.filter(action__startswith="map.").values_list("action", flat=True)) == [
        "map.changed", "map.changed", "map.removed",
    ]  # fmt: skip


def test_a_refused_file_is_told_beside_the_field_and_changes_nothing(cast: Cast) -> None:
    take_map(two(), city=CITY, by=cast.coordinator)
    page = client_of(cast.coordinator).post(reverse("city_map"), upload(b"PK\x03\x04")).content.decode()
    assert "bukan GeoJSON yang dapat dibaca" in page
    held = queries.city_map()
    assert held is not None
    assert len(held.shapes) == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[" * 100_000, "bukan GeoJSON"),
        (b"\xff\xfe", "bukan GeoJSON"),
        (b"{}", "FeatureCollection"),
        (geojson(), "FeatureCollection"),
        (geojson("x"), "FeatureCollection"),
        (b" " * (boundaries.MOST_BYTES + 1), "lebih besar dari 5 MB"),
        (geojson(feature(0, {"type": "Point", "coordinates": [1, 2]}, name="A")), "Polygon atau MultiPolygon"),
        (geojson({"type": "Feature", "geometry": None, "properties": {}}), "Polygon atau MultiPolygon"),
        (geojson(feature(0, {"type": "Polygon", "coordinates": [[[1, 2], [3, 4]]]}, name="A")), "tidak dapat dibaca"),
        (geojson(feature(0, {"type": "Polygon", "coordinates": [[["a", 2]] * 4]}, name="A")), "tidak dapat dibaca"),
        (geojson(feature(0, {"type": "Polygon", "coordinates": [[[1, 2]] * 4]}, name="A")), "tidak dapat dibaca"),
        (geojson(feature(0, {"type": "Polygon", "coordinates": []}, name="A")), "tidak dapat dibaca"),
        (geojson(feature(0, {"type": "Polygon", "coordinates": [[[700000, 9.3e6]] * 4]}, name="A")), "derajat"),
        (geojson(feature(0, {"type": "Polygon", "coordinates": [[[math.nan, 1]] * 4]}, name="A")), "derajat"),
        (geojson(feature(0, luas=3)), "nama atau kode kecamatan"),
        (geojson(feature(0) | {"properties": [1]}), "Atribut"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        boundaries.drawn(content, city=CITY)


def test_the_property_that_holds_districts_is_found_by_name_or_code() -> None:
    first, second = DISTRICTS[:2]
    by_code = geojson(
        feature(0, nama="Blok 1", kd=first.code.replace(".", "")), feature(1, nama="Blok 2", kd=second.code)
    )
    drawing = boundaries.drawn(by_code, city=CITY)
    assert (drawing.named_by, {shape.name for shape in drawing.shapes}) == ("kd", {first.name, second.name})
    assert boundaries.drawn(two(), city=CITY).named_by == "WADMKC"


def test_a_district_nobody_knows_keeps_its_own_name_and_pieces_of_one_are_joined() -> None:
    drawing = boundaries.drawn(
        geojson(feature(0, NAMA="Baru"), feature(1, NAMA="Baru"), feature(2, NAMA="")), city=CITY
    )
    assert [(shape.name, shape.code, shape.path.count("M")) for shape in drawing.shapes] == [
        ("Baru", "", 2), ("tanpa nama", "", 1),
    ]  # fmt: skip


def test_north_is_above_and_the_sheet_keeps_the_proportions() -> None:
    drawing = boundaries.drawn(two(), city=CITY)
    assert drawing.width / drawing.height == pytest.approx(2 * math.cos(math.radians(6.15)), rel=0.02)
    tall = boundaries.drawn(
        geojson(feature(0, {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 9], [0, 9], [0, 0]]]}, name="A")),
        city=CITY,
    )
    assert tall.height == boundaries.TALLEST
    assert tall.shapes[0].y == pytest.approx(boundaries.TALLEST / 2, abs=2)


def test_a_line_is_simplified_to_what_a_screen_shows() -> None:
    circle = [(500 + 400 * math.cos(at / 500), 500 + 400 * math.sin(at / 500)) for at in range(3142)]
    kept = boundaries.simplified(circle, tolerance=1.0)
    assert 20 < len(kept) < 100
    assert all(abs(math.hypot(x - 500, y - 500) - 400) < 1e-6 for x, y in kept)


def figures(name: str, worked: int, uncovered: int) -> Any:
    return SimpleNamespace(name=name, packages=1, worked_days=worked, uncovered_days=uncovered)


def test_villages_count_for_their_district_and_what_nobody_names_is_unknown() -> None:
    district = DISTRICTS[0]
    villages = areas.villages_of(district.code)
    held = SimpleNamespace(
        shapes=[vars(shape) for shape in boundaries.drawn(two(), city=CITY).shapes], width=1000, height=500
    )
    found = by_district(
        held, [figures(district.name.upper(), 60, 30), figures(villages[0].name, 40, 20), figures("Antah", 9, 9)],
        city=SimpleNamespace(code=CITY),
    )  # fmt: skip
    told = {one.name: (one.worked, one.percent) for one in found}
    assert told[district.name] == (100, 50)
    assert told[DISTRICTS[1].name] == (0, None)
    picture = choropleth(held, found, label="Hari")
    assert f"{district.name} 50 %" in picture
    assert f"{DISTRICTS[1].name} belum diketahui" in picture
    assert 'class="v2"' in picture
    assert 'class="vx"' in picture


def test_the_words_of_a_file_cannot_leave_their_place() -> None:
    drawing = boundaries.drawn(geojson(feature(0, name='"><script>')), city=CITY)
    held = SimpleNamespace(shapes=[vars(shape) for shape in drawing.shapes], width=1000, height=500)
    assert "<script" not in choropleth(held, by_district(held, [], city=None), label="Hari")
