"""Does a signature hold, does a changed byte show, and is a key never kept or told?"""

import logging
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from certificates import PASSPHRASE, pkcs12_of
from opened import fonts_of, text_of
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from payung.letters import Kind, LocalCertificate, Place, examined, local_certificate, render, sign
from payung.letters.example import example
from payung.letters.signing import signature_place
from payung.refusal import Refusal

NAME = "Ir. Andaikan Umpama, M.T."
AT = datetime(2026, 5, 21, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def store() -> tuple[bytes, bytes]:
    return pkcs12_of(NAME)


@pytest.fixture(scope="module")
def certificate(store: tuple[bytes, bytes]) -> LocalCertificate:
    return local_certificate(store[0], passphrase=PASSPHRASE)


@pytest.fixture(scope="module")
def letter() -> bytes:
    return render(example(Kind.REPRIMAND_1, is_draft=False))


@pytest.fixture(scope="module")
def signed(letter: bytes, certificate: LocalCertificate) -> bytes:
    return sign(letter, certificate, at=AT)


class Service:
    """A signing service elsewhere, as the house's adapter would speak to it; it keeps a certificate of its own."""

    def __init__(self, certificate: LocalCertificate, *, spoils: bytes = b"") -> None:
        self.certificate = certificate
        self.spoils = spoils
        self.asked: list[tuple[int, Place]] = []

    def signed(self, pdf: bytes, *, place: Place, at: datetime) -> bytes:
        self.asked.append((len(pdf), place))
        answer = self.certificate.signed(pdf, place=place, at=at)
        return answer.replace(self.spoils, self.spoils[::-1]) if self.spoils else answer


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_keeps_a_place_for_its_signature(kind: Kind) -> None:
    pdf = render(example(kind, is_draft=False))
    place = signature_place(pdf)
    left, bottom, right, top = place.box
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert place.page < len(opened.pages)
        assert 0 < left < right < float(opened.pages[place.page].mediabox[2])
        assert 0 < bottom < top < float(opened.pages[place.page].mediabox[3])


def test_pyhankos_own_validator_accepts_the_signature(signed: bytes, store: tuple[bytes, bytes]) -> None:
    (found,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    context = ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False)
    status = validate_pdf_signature(found, signer_validation_context=context)
    assert status.bottom_line
    assert found.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    (seal,) = examined(signed, roots=[store[1]])
    assert (seal.name, seal.is_intact, seal.is_trusted) == (NAME, True, True)


def test_the_letter_that_was_signed_lies_unchanged_in_it(letter: bytes, signed: bytes) -> None:
    assert signed.startswith(letter)
    assert text_of(letter) in text_of(signed)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7])
def test_a_changed_byte_shows(letter: bytes, signed: bytes, share: float) -> None:
    changed = bytearray(signed)
    changed[int(len(letter) * share)] ^= 1
    assert [seal.is_intact for seal in examined(bytes(changed))] in ([False], [])


def test_something_added_afterwards_shows(signed: bytes) -> None:
    assert [seal.is_intact for seal in examined(signed + b"\n% tambahan\n")] == [False]


def test_another_root_is_not_trusted(signed: bytes) -> None:
    (seal,) = examined(signed, roots=[pkcs12_of("Orang Lain")[1]])
    assert (seal.is_intact, seal.is_trusted) == (True, False)


def test_a_signed_letter_stays_pdf_a_with_all_fonts(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as opened:
        assert "/StructTreeRoot" in opened.Root
        assert "pdfaid:conformance" in bytes(opened.Root.Metadata.read_bytes()).decode()
        assert [font for font in fonts_of(opened) if "/FontFile2" not in font and "/FontFile3" not in font] == []
        (widget,) = opened.Root.AcroForm.Fields
        assert [int(edge) for edge in widget.Rect] == list(signature_place(signed).box)


def test_a_draft_is_not_signed(certificate: LocalCertificate) -> None:
    with pytest.raises(Refusal, match="Draf belum boleh ditandatangani"):
        sign(render(example(Kind.NOTICE)), certificate, at=AT)


def test_a_letter_is_signed_once(signed: bytes, certificate: LocalCertificate) -> None:
    with pytest.raises(Refusal, match="sudah ditandatangani"):
        sign(signed, certificate, at=AT)


@pytest.mark.parametrize("other", [b"", b"bukan pdf", b"%PDF-1.7\nrusak"])
def test_what_is_no_letter_is_not_signed(certificate: LocalCertificate, other: bytes) -> None:
    with pytest.raises(Refusal, match="bukan surat yang dapat ditandatangani"):
        sign(other, certificate, at=AT)
    assert examined(other) == ()


def test_a_service_elsewhere_signs_at_the_same_place(letter: bytes, certificate: LocalCertificate) -> None:
    service = Service(certificate)
    answer = sign(letter, service, at=AT)
    assert service.asked == [(len(letter), signature_place(letter))]
    assert [seal.is_intact for seal in examined(answer)] == [True]


@pytest.mark.parametrize("spoils", [b"Rehabilitasi", b"%PDF", b"/Contents <"])
def test_an_answer_that_is_not_the_same_letter_signed_is_refused(
    letter: bytes, certificate: LocalCertificate, spoils: bytes
) -> None:
    service = Service(certificate, spoils=spoils if spoils in sign(letter, certificate, at=AT) else b"%PDF")
    with pytest.raises(Refusal, match="tidak mengembalikan surat yang sama"):
        sign(letter, service, at=AT)


def test_a_service_that_returns_the_letter_unsigned_is_refused(letter: bytes) -> None:
    class Echo:
        def signed(self, pdf: bytes, *, place: Place, at: datetime) -> bytes:
            return pdf

    with pytest.raises(Refusal, match="belum ditandatangani"):
        sign(letter, Echo(), at=AT)


@pytest.mark.parametrize("passphrase", ["salah", ""])
def test_a_wrong_passphrase_is_refused_without_being_told(store: tuple[bytes, bytes], passphrase: str) -> None:
    with pytest.raises(Refusal, match="Sertifikat tidak terbuka") as caught:
        local_certificate(store[0], passphrase=passphrase)
    assert caught.value.facts == {}
    assert caught.value.__cause__ is None


def test_a_certificate_not_for_signing_is_refused() -> None:
    store, _ = pkcs12_of(NAME, may_sign=False)
    with pytest.raises(Refusal, match="bukan sertifikat untuk menandatangani"):
        local_certificate(store, passphrase=PASSPHRASE)


def test_a_certificate_past_its_day_is_refused(letter: bytes, certificate: LocalCertificate) -> None:
    with pytest.raises(Refusal, match="berlaku sampai 31 Desember 2049"):
        sign(letter, certificate, at=datetime(2050, 1, 2, tzinfo=UTC))


def test_neither_passphrase_nor_key_nor_name_is_kept_or_logged(
    letter: bytes, store: tuple[bytes, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        certificate = local_certificate(store[0], passphrase=PASSPHRASE)
        signed = sign(letter, certificate, at=AT)
    assert PASSPHRASE not in repr(certificate)
    assert "_signer" not in repr(certificate)
    assert PASSPHRASE not in str(vars(certificate))
    assert PASSPHRASE.encode() not in signed
    assert [record for record in caplog.messages if PASSPHRASE in record or NAME in record] == []
