"""How is a letter signed so that a changed byte shows, and who may hold the key?

PAdES over an incremental update, seen in the box that the letter keeps for it. The key is that of a local certificate
(PKCS#12), or of a service elsewhere: the book knows only what such a service must do, and checks what comes back. A
passphrase opens the key and is forgotten; nothing here stores or prints one.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from zoneinfo import ZoneInfo

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import StaticStampStyle

from payung.letters.examining import common_name, examined
from payung.letters.printable import printable
from payung.letters.setting import compiled
from payung.letters.spoken import day_text
from payung.refusal import Refusal

DRAFT, PLACE = "draf", "tanda-tangan:"
FIELD, FIELD_LABEL = "TandaTangan", "Tanda tangan elektronik"
MAY_SIGN = {"digital_signature", "non_repudiation"}
WHOLE_BOX = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID)
WIB = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Place:
    """The box a letter keeps for its signature: the page counted from 0, and left, bottom, right, top in points."""

    page: int
    box: tuple[int, int, int, int]


class Signer(Protocol):
    """Whoever can sign: a certificate at hand, or a service elsewhere (its adapter lives in the house).

    The answer is the given bytes with a signature appended; ``sign`` refuses anything else. A service that cannot
    answer raises a Refusal.
    """

    def signed(self, pdf: bytes, *, place: Place, at: datetime) -> bytes:
        """The PDF with this signer's signature, seen at this place."""
        ...


@dataclass(frozen=True)
class LocalCertificate:
    """A certificate, by whom it was given, and its key, which does not show in what is printed of it."""

    name: str
    issuer: str
    valid_until: datetime
    _signer: SimpleSigner = field(repr=False)

    def signed(self, pdf: bytes, *, place: Place, at: datetime) -> bytes:
        """The PDF signed with this key; a Refusal once the certificate is past."""
        if at > self.valid_until:
            raise Refusal("Sertifikat ini berlaku sampai {on}; pakai yang baru.", on=day_text(self.valid_until.date()))
        with TemporaryDirectory() as folder:
            seen = _seen(Path(folder) / "stempel.pdf", name=self.name, issuer=self.issuer, at=at)
            signer = PdfSigner(
                PdfSignatureMetadata(field_name=FIELD, subfilter=SigSeedSubFilter.PADES, name=self.name),
                signer=self._signer,
                stamp_style=StaticStampStyle.from_pdf_file(str(seen), border_width=0, background_layout=WHOLE_BOX),
                new_field_spec=SigFieldSpec(FIELD, place.page, place.box, readable_field_name=FIELD_LABEL),
            )
            return bytes(signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue())


def local_certificate(pkcs12: bytes, *, passphrase: str) -> LocalCertificate:
    """The certificate in these bytes; a Refusal where the passphrase does not open it. The passphrase is not kept."""
    try:
        signer = SimpleSigner.load_pkcs12_data(pkcs12, other_certs=(), passphrase=passphrase.encode())
    except ValueError:
        raise Refusal("Sertifikat tidak terbuka: periksa berkas .p12 dan kata sandinya.") from None
    certificate = signer.signing_cert
    usage = certificate.key_usage_value
    if usage is not None and not usage.native & MAY_SIGN:
        raise Refusal("Sertifikat ini bukan sertifikat untuk menandatangani.")
    names = common_name(certificate.subject), common_name(certificate.issuer)
    return LocalCertificate(*names, certificate.not_valid_after, signer)


def sign(pdf: bytes, signer: Signer, *, at: datetime) -> bytes:
    """The letter with its signature; a Refusal for a draft, for one signed before, and for an answer that is not it."""
    place = signature_place(pdf)
    if examined(pdf):
        raise Refusal("Surat ini sudah ditandatangani.")
    answer = signer.signed(pdf, place=place, at=at)
    if not answer.startswith(pdf) or not (found := examined(answer)) or not all(one.is_intact for one in found):
        raise Refusal("Layanan tanda tangan tidak mengembalikan surat yang sama; surat belum ditandatangani.")
    return answer


def signature_place(pdf: bytes) -> Place:
    """Where the letter keeps its box; a Refusal for a draft, and for a PDF that is no letter of ours."""
    words = _keywords(pdf)
    if DRAFT in words:
        raise Refusal("Draf belum boleh ditandatangani; terbitkan suratnya lebih dahulu.")
    told = next((word.removeprefix(PLACE) for word in words if word.startswith(PLACE)), "")
    numbers = [int(part) for part in told.split() if part.isdecimal()]
    if len(numbers) != 5:
        raise Refusal("Berkas ini bukan surat yang dapat ditandatangani.")
    page, left, bottom, right, top = numbers
    return Place(page - 1, (left, bottom, right, top))


def _keywords(pdf: bytes) -> list[str]:
    try:
        return str(PdfFileReader(BytesIO(pdf)).trailer_view["/Info"]["/Keywords"]).split(", ")
    except (PdfError, KeyError):
        return []


def _seen(path: Path, *, name: str, issuer: str, at: datetime) -> Path:
    """A page of the size of the box that says who signs, written to the path."""
    local, drawn_at = at.astimezone(WIB), at.astimezone(UTC).replace(microsecond=0)  # Typst takes whole seconds
    told = {"name": printable(name), "issuer": printable(issuer), "at": f"{day_text(local.date())} {local:%H.%M} WIB"}
    (drawn,) = compiled("stamp.typ", told, format="pdf", timestamp=drawn_at, pdf_tags=False)
    path.write_bytes(drawn)
    return path
