"""Which districts may a proposal be narrowed to: those of the city that packages name, and nothing else?"""

import pytest
from tests.cast import Cast
from tests.house.town import Town

from payung.briefings.queries.places import districts, packages_in
from payung.projects.models import PackageFacts

pytestmark = pytest.mark.django_db


def named(*names: str) -> list[int]:
    """The packages that are given these names; no other names a place."""
    PackageFacts.objects.update(name="Pemeliharaan Jalan")
    rows = list(PackageFacts.objects.filter(known_until=None, package__executor__isnull=False).order_by("pk"))
    for row, name in zip(rows, names, strict=False):
        PackageFacts.objects.filter(pk=row.pk).update(name=name)
    return [row.package_id for row in rows[: len(names)]]


def test_districts_are_those_of_the_city_named_themselves_or_by_a_village(cast: Cast, town: Town) -> None:
    own, village, _street, _office = named(
        "Drainase Kec. Karang Tengah Tahun 2026", "Turap RT 03 RW 05 Kel. Kunciran Indah", "Jalan Raya Karawaci",
        "Rehabilitasi Kantor Kelurahan RW 07 Kel. Entah",
    )  # fmt: skip
    assert districts() == ["Karang Tengah", "Pinang"]
    assert packages_in("Karang Tengah") == [own]
    assert packages_in("Pinang") == [village]
    assert packages_in("Karawaci") == []


def test_where_the_tables_know_none_of_them_what_is_called_a_district_is_one(cast: Cast, town: Town) -> None:
    first, *_others = named(
        "Survei Kecamatan Contoh Jaya Koridor 3", "Kantor Kecamatan RT 02 RW 01 Kel. Misal Lama",
        "Gedung Kecamatan di Tengah", "Turap Kel. Contoh Sari", "Survei Kec. Umpama untuk Warga",
    )  # fmt: skip
    assert districts() == ["Contoh Jaya", "Umpama"]
    assert packages_in("Contoh Jaya") == [first]
