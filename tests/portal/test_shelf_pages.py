"""Who reads the shelf, what does it show, and how does the city write its own texts?"""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import Cast, client_of
from tests.house.briefings import open_event
from tests.house.guards import Guard
from tests.house.shelf import PDF, text_of

from payung.audit.models import Entry
from payung.portal.components.shelf import cited, law_of_finding, texts_of_letter
from payung.portal.templatetags.payung import cited as linked
from payung.regulations import queries
from payung.regulations.models import Regulation
from payung.regulations.terms import TextKind

ON = date(2026, 11, 23)


def told(**changed: Any) -> dict[str, Any]:
    """A text as the form sends it: one duty and two empty rows."""
    rows = {f"kewajiban-{n}-{name}": "" for n in range(3) for name in ("siapa", "apa", "pasal")}
    return {
        "kind": "surat_edaran", "number": "9 Tahun 2026", "title": "Perlindungan pekerja", "issuer": "Wali Kota Contoh",
        "certainty": "dibaca", "cites": "UU 24/2011; PP 44/2015 Pasal 53", "in_force_on": "2026-02-01",
        "kewajiban-TOTAL_FORMS": "3", "kewajiban-INITIAL_FORMS": "0", **rows,
        "kewajiban-0-siapa": "badan_usaha", "kewajiban-0-apa": "Mendaftar.",
    } | changed  # fmt: skip


def test_a_stranger_reads_what_was_announced_and_not_what_was_written_between_offices(cast: Cast) -> None:
    text_of(TextKind.CIRCULAR, by=cast)
    text_of(TextKind.LETTER, by=cast)
    page = client_of(None).get(reverse("shelf")).content.decode()
    assert "Surat edaran 7 Tahun 2026" in page
    assert "Surat dinas 7 Tahun 2026" not in page
    assert "PP 44/2015" in page
    assert "Tambah naskah" not in page
    assert "Surat dinas 7 Tahun 2026" in client_of(cast.firm).get(reverse("shelf")).content.decode()


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ({"siapa": "pekerja"}, "UU 24/2011", "Surat edaran 7"), ({"tingkat": "kota"}, "Surat edaran 7", "PP 44/2015"),
        ({"hari": "2021-03-31"}, "Permenaker 44/2015", "Permenaker 5/2021"),
        ({"q": "pekerja proyek"}, "Surat edaran 7", "UU 24"),
        ({"siapa": "entah", "hari": "kemarin", "tingkat": "desa"}, "PP 44/2015", "tidak ada"),
    ],
)  # fmt: skip
def test_the_shelf_is_narrowed_and_what_cannot_be_read_narrows_nothing(
    cast: Cast, asked: dict[str, str], shown: str, hidden: str
) -> None:
    text_of(TextKind.CIRCULAR, by=cast)
    page = client_of(None).get(reverse("shelf"), asked).content.decode().partition("<tbody>")[2]
    assert shown in page
    assert hidden not in page


def test_an_empty_shelf_says_how_to_see_more(db: None) -> None:
    assert "Kosongkan tanggal" in client_of(None).get(reverse("shelf"), {"q": "tidak ada"}).content.decode()


def test_a_national_text_says_where_it_is_cited_and_what_is_not_known(cast: Cast) -> None:
    held = text_of(TextKind.CIRCULAR, by=cast)
    page = client_of(None).get(reverse("shelf_instrument", args=["surat_keuda_400_5_7_765"])).content.decode()
    assert "Belum ditemukan pendaftarannya" in page
    assert "Pemberitahuan" in page
    assert "belum diketahui" in page  # its articles
    assert "Soal kuis" not in page  # whoever is to be asked does not read the questions here
    inside = client_of(cast.firm).get(reverse("shelf_instrument", args=["pp_44_2015"])).content.decode()
    assert "Soal kuis" in inside
    assert reverse("shelf_text", args=[held.pk]) in inside
    assert f"{reverse('law')}?q=" in inside


def test_a_text_names_the_events_it_is_the_ground_of(cast: Cast) -> None:
    held, event = text_of(TextKind.CIRCULAR, by=cast), open_event(cast, on=ON)
    address = reverse("shelf_text", args=[held.pk])
    assert "Belum ada sosialisasi" in client_of(None).get(address).content.decode()
    event.grounds.add(held)
    assert reverse("event_page", args=[event.code]) in client_of(None).get(address).content.decode()
    page = client_of(None).get(reverse("event_page", args=[event.code])).content.decode()
    assert address in page


def test_a_text_is_written_with_its_file_in_one_go(cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    answer = browser.post(reverse("shelf_add"), told(file=SimpleUploadedFile("a.exe", PDF)), follow=True)
    held = Regulation.objects.get()
    assert "Naskah tersimpan" in answer.content.decode()
    assert held.cites == ["uu_24_2011", "pp_44_2015"]
    assert [duty.what for duty in queries.duties_of(held)] == ["Mendaftar."]
    assert queries.file_of(held.pk, by=cast.firm) == (PDF, "pdf")
    form = browser.get(reverse("shelf_change", args=[held.pk])).content.decode()
    assert "UU 24/2011; PP 44/2015" in form
    assert 'value="2026-02-01"' in form
    browser.post(reverse("shelf_change", args=[held.pk]), told(title="Diubah", **{"kewajiban-INITIAL_FORMS": "1"}))
    held = Regulation.objects.get()
    assert (held.title, held.file_kind) == ("Diubah", "pdf")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"file": SimpleUploadedFile("a.pdf", b"MZ")}, "PDF, JPG atau PNG"), ({"cites": "UU 99/2099"}, "UU 99/2099"),
        ({"kewajiban-1-pasal": "Pasal 1"}, "Isi siapa dan apa"), ({"kewajiban-1-apa": "Apa."}, "Isi siapa dan apa"),
        ({"ended_on": "2026-01-31"}, "mendahului"), ({"number": ""}, "tidak boleh kosong"),
        ({"kind": "ketetapan"}, "ketetapan"),
        ({"dated_on": "31-31-2026"}, "tanggal"),
    ],
)  # fmt: skip
def test_what_is_refused_is_said_on_the_form_and_nothing_is_stored(
    cast: Cast, changed: dict[str, Any], said: str
) -> None:
    answer = client_of(cast.coordinator).post(reverse("shelf_add"), told(**changed))
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert "Perlindungan pekerja" in answer.content.decode()  # what was typed is still there
    assert not Regulation.objects.exists()
    assert not Entry.objects.filter(action__startswith="regulation.").exists()


def test_a_text_leaves_the_shelf_and_comes_back_and_its_file_goes(cast: Cast) -> None:
    held, browser = text_of(TextKind.CIRCULAR, by=cast), client_of(cast.coordinator)
    address = reverse("shelf_act", args=[held.pk])
    assert "ditarik dari rak" in browser.post(address, {"tindakan": "tarik"}, follow=True).content.decode()
    assert client_of(None).get(reverse("shelf_text", args=[held.pk])).status_code == 404
    assert "kembali ke rak" in browser.post(address, {"tindakan": "kembalikan"}, follow=True).content.decode()
    assert "Berkasnya dihapus" in browser.post(address, {"tindakan": "hapus_berkas"}, follow=True).content.decode()
    assert client_of(None).get(reverse("shelf_file", args=[held.pk])).status_code == 404
    assert "tidak dikenal" in browser.post(address, {"tindakan": "bakar"}, follow=True).content.decode()


def test_the_shelf_of_the_city_is_stocked_once(cast: Cast) -> None:
    browser = client_of(cast.coordinator)
    assert "3 naskah ditambahkan" in browser.post(reverse("shelf_stock"), follow=True).content.decode()
    assert "sudah ada di rak" in browser.post(reverse("shelf_stock"), follow=True).content.decode()
    cast.coordinator.office.code = "99.99"
    cast.coordinator.office.save()
    assert "Belum ada naskah awal" in browser.post(reverse("shelf_stock"), follow=True).content.decode()


def test_a_file_is_handed_out_where_it_can_do_nothing(cast: Cast) -> None:
    answer = client_of(None).get(reverse("shelf_file", args=[text_of(TextKind.CIRCULAR, by=cast).pk]))
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_citation_leads_to_the_shelf_and_hides_no_markup() -> None:
    said = linked("PP 44/2015 Pasal 53; <b>Permenaker 5/2021</b>")
    assert f'<a href="{reverse("shelf_instrument", args=["pp_44_2015"])}">PP 44/2015</a> Pasal 53; &lt;b&gt;' in said
    assert linked("") == linked(None) == "–"


def test_findings_and_letters_rest_on_texts_of_the_shelf() -> None:
    assert law_of_finding("unregistered", ON).startswith("PP 44/2015 Pasal 53")
    assert law_of_finding("registration_without_package", ON) == ""
    assert "surat_keuda_400_5_7_765" in [one.key for one in texts_of_letter("pemberitahuan", ON)]
    assert texts_of_letter("langkah lain", ON) == ()
    assert not cited("inpres_2_2021", ON, "id").anywhere()
    assert cited("surat_keuda_400_5_7_765", ON, "id").by_gate


@pytest.mark.parametrize("count", [1, 12])
def test_more_texts_make_no_more_queries(cast: Cast, most_queries: Guard, count: int) -> None:
    for number in range(count):
        text_of(TextKind.CIRCULAR, by=cast, number=str(number))
    browser = client_of(cast.coordinator)
    with most_queries(12):
        shelf = browser.get(reverse("shelf"))
    with most_queries(12):
        text = browser.get(reverse("shelf_instrument", args=["pp_44_2015"]))
    assert (shelf.status_code, text.status_code) == (200, 200)


def test_a_draft_is_looked_at_changed_and_printed_and_nothing_is_kept(cast: Cast) -> None:
    browser, address = client_of(cast.agency_officer), reverse("shelf_draft", args=["klausul_kontrak"])
    page = browser.get(address).content.decode()
    assert "data:image/png" in page
    assert "14 hari kerja [" in page  # the text to copy
    words = {"subject": "Jaminan sosial", "body": "Didaftarkan dalam {batas_daftar}."}
    assert "Didaftarkan dalam 14 hari kerja [1]." in browser.post(address, words).content.decode()
    printed = browser.post(address, words | {"unduh": "1"})
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert browser.get(reverse("shelf_draft_file", args=["klausul_kontrak"])).content.startswith(b"%PDF")
    assert "Didaftarkan dalam" not in browser.get(address).content.decode()
    assert not Regulation.objects.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"body": "{entah}"}, "Isian {entah} tidak dikenal"), ({"body": "{"}, "Kurung kurawal"),
        ({"body": ""}, "tidak boleh kosong"),
    ],
)  # fmt: skip
def test_words_that_cannot_be_filled_are_said_beside_them(cast: Cast, words: dict[str, str], said: str) -> None:
    told = {"subject": "Hal", "unduh": "1"} | words
    answer = client_of(cast.coordinator).post(reverse("shelf_draft", args=["surat_edaran"]), told)
    assert answer.status_code == 200
    assert said in answer.content.decode()
