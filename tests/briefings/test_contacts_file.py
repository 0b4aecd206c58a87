"""Does the file of contacts come with an example that can be filled in, and does every error name its line?"""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.house.briefings import invited, open_event

from payung.briefings import actions, queries
from payung.briefings.models import Event
from payung.refusal import Refusal
from payung.registry.models import Contact, Executor

pytestmark = pytest.mark.django_db
HEAD = "nama;surel;telepon\n"


@pytest.fixture
def event(cast: Cast) -> Event:
    event = open_event(cast, on=timezone.localdate() + dt.timedelta(days=30))
    for name in ("CV Satu", "=CV Dua", "PT Tiga"):
        invited(event, Executor.objects.create(key=name, kind="badan_usaha", name=name))
    return event


def reached(event: Event) -> set[str]:
    return {row.invitee.executor.name for row in queries.rows(queries.invitees(event)) if row.is_reachable}


def test_the_example_names_who_is_not_reached_yet_and_comes_back_filled_in(event: Event, cast: Cast) -> None:
    browser, address = client_of(cast.coordinator), reverse("event_invitees", args=[event.pk])
    page = browser.get(address).content.decode()
    assert "nama;surel;telepon" in page
    assert reverse("event_contacts_file", args=[event.pk]) in page
    answer = browser.get(reverse("event_contacts_file", args=[event.pk]))
    assert answer.content.startswith(b"\xef\xbb\xbfnama;surel;telepon\r\n")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert sorted(lines[1:]) == ["'=CV Dua;;", "CV Satu;;", "PT Tiga;;"]
    filled = "\r\n".join(line.replace("Dua;;", "Dua;dua@badan-usaha.example;") for line in lines)
    browser.post(address, {"tindakan": "berkas", "daftar": SimpleUploadedFile("k.csv", filled.encode("utf-8-sig"))})
    assert reached(event) == {"=CV Dua"}
    assert "CV Dua" not in browser.get(reverse("event_contacts_file", args=[event.pk])).content.decode()


def test_where_everybody_is_reached_the_example_shows_an_invented_line(event: Event, cast: Cast) -> None:
    names = queries.invitees(event).values_list("executor__name", flat=True)
    actions.take_contacts(event, HEAD + "".join(f"{n};a@b.example;\n" for n in names), by=cast.coordinator)
    assert actions.contacts_to_fill(event, by=cast.coordinator).splitlines()[1:] == ["CV Contoh Jaya;;"]


def test_a_line_left_empty_takes_no_contact_away(event: Event, cast: Cast) -> None:
    actions.take_contacts(event, f"{HEAD}CV Satu;a@b.example;\n", by=cast.coordinator)
    assert actions.take_contacts(event, f"{HEAD}CV Satu;;\nPT Tiga;;081234567890\n", by=cast.coordinator) == 1
    assert reached(event) == {"CV Satu", "PT Tiga"}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("\nCV Satu;a@b.example;\n\nCV Entah;c@d.example;\n", "Baris 5: “CV Entah” tidak ada"),
        ("CV Satu;a@b.example;\n;c@d.example;\n", "Baris 3: nama badan usahanya kosong"),
        ("CV Satu;a@b.example;\nPT Tiga;bukan surel;\n", "Baris 3: Alamat surel tidak terbaca"),
        ("CV Satu;a@b.example;\nPT Tiga;;12\n", "Baris 3: "),
        (f'CV Satu;"{"x" * 140_000}\n', "Baris 2 tidak terbaca"),
    ],
)
def test_an_error_names_the_line_in_the_file_and_nothing_is_kept(
    event: Event, cast: Cast, rows: str, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.take_contacts(event, HEAD + rows, by=cast.coordinator)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith("Tidak ada yang tersimpan.")
    assert not Contact.objects.exists()
