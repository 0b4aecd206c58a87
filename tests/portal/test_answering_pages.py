"""Can an executor answer with its papers, and does nobody else but those who see the case read them?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.cast import Cast, client_of
from tests.compliance.conftest import case, finding, town
from tests.house.clock import Travel, travel
from tests.portal.test_case_pages import asked

from payung.compliance import queries
from payung.compliance.models import AnswerFile, Case
from payung.compliance.terms import LARGEST_FILE, MOST_FILES, AnswerKind
from payung.rules import remedy

__all__ = ["case", "finding", "town", "travel"]
pytestmark = pytest.mark.django_db
PDF, PNG = b"%PDF-1.7 sertifikat", b"\x89PNG\r\n\x1a\n foto"
HERE = {"kind": AnswerKind.HERE, "registration": "JK5", "paid_on": "2026-01-15"}


def paper(content: bytes = PDF, name: str = "sertifikat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def owned(case: Case, cast: Cast) -> Case:
    """The case of Doni's firm."""
    assert case.executor is not None
    case.executor.office = cast.firm.office
    case.executor.save()
    return case


def test_an_answer_by_the_link_brings_its_papers_and_its_days(cast: Cast, case: Case) -> None:
    token, nobody = asked(case, cast), Client()
    page = nobody.get(f"/jawab/{token}/").content.decode()
    for said in ("Sudah terdaftar di kantor cabang kota ini", 'type="file"', 'enctype="multipart/form-data"'):
        assert said in page, said
    files = [paper(), paper(PNG, "../bukti bayar.png")]
    answer = nobody.post(f"/jawab/{token}/", {**HERE, "papers": files}, follow=True).content.decode()
    assert "Jawaban diterima" in answer
    assert "2 lampiran Anda sudah tersimpan." in answer
    page = client_of(cast.coordinator).get(f"/kota/penanganan/{case.pk}/").content.decode()
    for said in ("JK5", "15 Januari 2026", "sertifikat.pdf", "bukti bayar.png"):
        assert said in page, said
    kept = AnswerFile.objects.get(kind="png")
    answer = client_of(cast.branch_officer).get(f"/penanganan/lampiran/{kept.pk}/")
    assert (answer.content, answer["X-Content-Type-Options"]) == (PNG, "nosniff")
    assert answer["Content-Disposition"] == f'attachment; filename="lampiran-{kept.pk}.png"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ([(b"MZ program", "sertifikat.pdf")], "bukan PDF, PNG atau JPG"),
        ([(PDF, "a.pdf"), (b"", "kosong.pdf")], "bukan PDF, PNG atau JPG"),
        ([(PDF + b"0" * LARGEST_FILE, "besar.pdf")], "lebih besar dari 5 MB"),
        ([(PDF, "a.pdf")] * (MOST_FILES + 1), f"Paling banyak {MOST_FILES} lampiran"),
    ],
)
def test_a_paper_that_is_none_is_refused_and_nothing_is_kept(
    cast: Cast, case: Case, files: list[tuple[bytes, str]], why: str
) -> None:
    token = asked(case, cast)
    told = {**HERE, "text": "sudah kami bayar", "papers": [paper(*one) for one in files]}
    page = Client().post(f"/jawab/{token}/", told, follow=True).content.decode()
    assert why in page
    assert "sudah kami bayar" in page
    assert AnswerFile.objects.count() == 0
    assert not case.steps.filter(name=remedy.ANSWER).exists()


def test_papers_that_came_before_count_and_what_was_typed_stays(cast: Cast, case: Case) -> None:
    token, nobody = asked(case, cast), Client()
    nobody.post(f"/jawab/{token}/", {**HERE, "papers": [paper() for _ in range(MOST_FILES)]})
    again = nobody.post(f"/jawab/{token}/", {**HERE, "registration": "JK6", "papers": [paper()]}, follow=True)
    assert f"{MOST_FILES} sudah tersimpan" in again.content.decode()
    assert "Pilih lagi lampirannya" in again.content.decode()
    assert 'value="JK6"' in again.content.decode()
    assert AnswerFile.objects.count() == MOST_FILES
    kept = queries.clarification_in(case)
    assert kept is not None
    assert kept.registration == "JK5"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"kind": AnswerKind.HERE}, "Tulis nomor kepesertaannya"),
        ({**HERE, "paid_on": "2199-01-01"}, "Tanggal bayar tidak boleh di masa depan."),
        ({"kind": AnswerKind.WILL_REGISTER, "register_on": "2020-01-01"}, "Isi hari ini atau hari sesudahnya."),
    ],
)
def test_an_answer_that_cannot_be_is_refused_beside_its_field(
    cast: Cast, case: Case, told: dict[str, str], why: str
) -> None:
    assert why in Client().post(f"/jawab/{asked(case, cast)}/", told).content.decode()
    assert not case.steps.filter(name=remedy.ANSWER).exists()


def test_the_firm_brings_papers_from_its_account_and_a_rival_reads_none(cast: Cast, case: Case) -> None:
    asked(owned(case, cast), cast)
    own = client_of(cast.firm)
    today = timezone.localdate().isoformat()
    told = {"kind": AnswerKind.WILL_REGISTER, "register_on": today, "papers": [paper()]}
    page = own.post(f"/badan-usaha/penanganan/{case.pk}/", told, follow=True).content.decode()
    assert "sertifikat.pdf" in page
    address = f"/penanganan/lampiran/{AnswerFile.objects.get().pk}/"
    readers = ("firm", "agency_officer", "payment_verifier", "inspectorate")
    assert [client_of(getattr(cast, who)).get(address).status_code for who in readers] == [200] * 4
    strangers = ("rival_firm", "other_agency_officer")
    assert [client_of(getattr(cast, who)).get(address).status_code for who in strangers] == [404] * 2
    assert Client().get(address).status_code == 302


def test_a_firm_whose_case_has_ended_keeps_what_it_typed(cast: Cast, case: Case, travel: Travel) -> None:
    asked(owned(case, cast), cast)
    Case.objects.filter(pk=case.pk).update(position=remedy.DROPPED)
    case.steps.create(name=remedy.DROPPED, on_date=timezone.localdate(), by=cast.coordinator)
    told = {"kind": AnswerKind.OTHER, "text": "kalimat yang panjang"}
    answer = client_of(cast.firm).post(f"/badan-usaha/penanganan/{case.pk}/", told)
    assert answer.status_code == 200
    assert "kalimat yang panjang" in answer.content.decode()
    assert 'role="alert"' in answer.content.decode()
