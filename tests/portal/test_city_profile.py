"""Who may read and change the profile of the city, what stands on the trail, and which pictures are refused?"""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import Cast, client_of, office
from tests.house.guards import Guard

from payung.accounts import actions, queries
from payung.accounts.actions.logos import MOST_BYTES, logo_kind
from payung.accounts.terms import GateRule, OfficeKind, Part, Role
from payung.audit.models import Entry
from payung.refusal import Refusal

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect id="a" width="4" height="4"/></svg>'
OUTSIDERS = [Role.AGENCY_OFFICER, Role.PAYMENT_VERIFIER, Role.BRANCH_OFFICER, Role.FIRM]
READERS = [Role.LEADER, Role.INSPECTORATE]


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 2, height: int = 2) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * 2 for _ in range(2)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def told(**changed: object) -> dict[str, object]:
    return {"name": "Kota Contoh", "warn_days": 4, "gate_rule": GateRule.WARN.value} | changed


def last_line() -> Entry:
    return Entry.objects.order_by("-pk")[0]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_only_the_city_reads_its_profile(cast: Cast, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    for name in ("city_profile", "city_logo"):
        assert client.get(reverse(name)).status_code == 403
    assert client.post(reverse("city_profile"), told(name="Kota Lain")).status_code == 403


@pytest.mark.parametrize("role", READERS)
def test_who_does_not_manage_the_city_reads_but_changes_nothing(cast: Cast, role: Role) -> None:
    client = client_of(cast.of_each_role[role])
    page = client.get(reverse("city_profile"))
    assert page.status_code == 200
    assert b"<textarea" not in page.content
    assert client.post(reverse("city_profile"), told(name="Kota Lain")).status_code == 403
    assert queries.profile().office.name == "Kota Contoh"  # type: ignore[union-attr]


def test_nobody_unknown_reads_the_profile(cast: Cast) -> None:
    answer = client_of(None).get(reverse("city_profile"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_a_change_is_kept_with_one_line_that_says_what_changed(cast: Cast) -> None:
    agency = office(OfficeKind.AGENCY, "1", "Dinas Pertama")
    lines = Entry.objects.count()
    answer = client_of(cast.coordinator).post(
        reverse("city_profile"),
        told(
            name="Kota Contoh Baru", letterhead="PEMERINTAH KOTA\r\nDINAS CONTOH ", phone="021-555", warn_days=6,
            gate_rule="henti", keuangan=agency.pk,
        ),
    )  # fmt: skip
    assert answer.status_code == 302
    held = queries.profile()
    assert held is not None
    assert (held.office.name, held.letterhead, held.warn_days, held.gate_rule) == (
        "Kota Contoh Baru", "PEMERINTAH KOTA\nDINAS CONTOH", 6, GateRule.STOP,
    )  # fmt: skip
    assert queries.parts() == {Part.FINANCE: agency}
    assert Entry.objects.count() == lines + 1
    assert last_line().action == "city.changed"
    for words in ("nama: Kota Contoh → Kota Contoh Baru", "telepon: – → 021-555", "keuangan: – → Dinas Pertama"):
        assert words in last_line().note


def test_saving_what_stands_writes_no_line(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    client.post(reverse("city_profile"), told())
    lines = Entry.objects.count()
    client.post(reverse("city_profile"), told())
    assert Entry.objects.count() == lines


def test_the_code_of_the_ministry_cannot_be_changed(cast: Cast) -> None:
    client_of(cast.coordinator).post(reverse("city_profile"), told(code="99.99", name="Kota Lain"))
    city = queries.city()
    assert city is not None
    assert (city.code, city.name) == ("36.71", "Kota Lain")


@pytest.mark.parametrize("days", [0, 14, 15])
def test_a_warning_lies_within_the_days_of_the_law(cast: Cast, days: int) -> None:
    with pytest.raises(Refusal, match="antara 1 dan 13 hari kerja"):
        actions.change_city(actions.CityTold(name="Kota Contoh", warn_days=days), by=cast.coordinator)


def test_only_a_coordinator_changes_the_city_and_it_keeps_a_name(cast: Cast) -> None:
    with pytest.raises(Refusal, match="Hanya koordinator"):
        actions.change_city(actions.CityTold(name="Kota Lain"), by=cast.leader)
    with pytest.raises(Refusal, match="tidak boleh kosong"):
        actions.change_city(actions.CityTold(name="  "), by=cast.coordinator)


def test_a_logo_is_served_where_it_can_do_nothing_and_taken_away_again(cast: Cast) -> None:
    client = client_of(cast.coordinator)
    assert client.get(reverse("city_logo")).status_code == 404
    client.post(reverse("city_profile"), told(logo=SimpleUploadedFile("logo.png", SVG)))
    served = client.get(reverse("city_logo"))
    assert (served.content, served["Content-Type"]) == (SVG, "image/svg+xml")
    assert "sandbox" in served["Content-Security-Policy"]
    assert "logo: – → " in last_line().note
    client.post(reverse("city_profile"), told(without_logo="on"))
    assert client.get(reverse("city_logo")).status_code == 404


def test_a_refused_logo_changes_nothing_and_says_why(cast: Cast) -> None:
    upload = SimpleUploadedFile("logo.png", b"GIF89a", content_type="image/png")
    page = client_of(cast.coordinator).post(reverse("city_profile"), told(name="Kota Lain", logo=upload))
    assert "bukan keduanya" in page.content.decode()
    assert queries.city().name == "Kota Contoh"  # type: ignore[union-attr]


def test_the_content_of_a_picture_decides() -> None:
    assert (logo_kind(png()), logo_kind(SVG), logo_kind(b"\xef\xbb\xbf" + SVG)) == ("png", "svg", "svg")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\0" * (MOST_BYTES + 1), "lebih besar dari 200 KB"),
        (b"%PDF-1.7", "bukan keduanya"),
        (png()[:-4], "rusak"),
        (png(width=9000), "rusak atau lebih besar"),
        (png().replace(b"\x80", b"\x81", 1) + b"x", "rusak"),
        (b"<svg", "tidak dapat dibaca"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "skrip atau alamat luar"),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG, "DOCTYPE"),
        (b"<?xml-stylesheet href='http://a.example/'?>" + SVG, "lembar gaya luar"),
        (SVG.replace(b"<rect", b"<script/><rect"), "skrip"),
        (SVG.replace(b"<rect", b"<rect onclick='a()'"), "skrip"),
        (SVG.replace(b"<rect", b"<image href='https://a.example/x.png'/><rect"), "skrip"),
        (SVG.replace(b"<rect", b"<style>@import 'x'</style><rect"), "skrip"),
        (SVG.replace(b"<rect", b"<rect fill='url(https://a.example/#a)'"), "skrip"),
    ],
)
def test_a_picture_that_is_broken_or_does_more_than_show_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        logo_kind(content)


def test_the_page_asks_little(cast: Cast, most_queries: Guard) -> None:
    client = client_of(cast.coordinator)
    with most_queries(20):
        assert client.get(reverse("city_profile")).status_code == 200
