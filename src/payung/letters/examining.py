"""By whom was this PDF signed, and is it still what was signed?

Nothing is fetched: whose certificate is trusted is for the caller to say, by its roots.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto.x509 import Certificate, Name
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

CLAIM = b"<pdfaid:conformance>A</pdfaid:conformance>"


@dataclass(frozen=True)
class Seal:
    """One signature found: the name on its certificate, the time it tells, and what holds.

    ``is_intact``: no byte has changed and none was added; ``is_trusted``: the certificate leads to one of the roots.
    """

    name: str
    at: datetime | None
    is_intact: bool
    is_trusted: bool


def examined(pdf: bytes, *, roots: Sequence[bytes] = ()) -> tuple[Seal, ...]:
    """Every signature of the PDF in order, trusted by these roots (PEM or DER); none where it bears none."""
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except (PdfError, ValueError):
        return ()
    known = [certificate for root in roots for certificate in load_certs_from_pemder_data(root)]
    return tuple(_seal(one, known) for one in found)


def is_pdf_a(pdf: bytes) -> bool:
    """Whether the file says of itself that it is PDF/A of level A; nothing is proven by that."""
    return CLAIM in pdf


def common_name(name: Name) -> str:
    """The name people know a certificate by; all of it where it has no common one."""
    told = name.native.get("common_name", name.human_friendly)
    return told if isinstance(told, str) else ", ".join(told)


def _seal(found: EmbeddedPdfSignature, roots: list[Certificate]) -> Seal:
    """Without roots the certificate stands for itself: only whether the bytes hold is asked, and no path is sought."""
    context = ValidationContext(trust_roots=roots or [found.signer_cert], allow_fetching=False)
    try:
        status = validate_pdf_signature(found, signer_validation_context=context)
        name = common_name(status.signing_cert.subject)
    except (SignatureValidationError, CMSExtractionError, PdfError, ValueError):
        return Seal("", None, is_intact=False, is_trusted=False)
    covers_all = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    is_intact = bool(status.intact and status.valid and covers_all)
    return Seal(
        name, status.signer_reported_dt, is_intact=is_intact, is_trusted=is_intact and bool(roots and status.trusted)
    )
