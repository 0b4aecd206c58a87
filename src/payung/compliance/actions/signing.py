"""Who signs a letter as it is issued: a certificate that the operator keeps here, or the city's signing service?

The service speaks as the "esign client" of the national certification agency does: ``POST api/sign/pdf`` with the
PDF, the NIK of the signer and their passphrase as a form; the signed PDF comes back. Passphrase and NIK pass through
and are forgotten: neither is stored, logged, or told in a refusal, and nothing that the service says is repeated.
"""

import secrets
import time
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from payung.accounts.models import Office
from payung.letters import Place, Signer, local_certificate
from payung.refusal import Refusal

SIGN_PDF = "/api/sign/pdf"
PATIENCE, LARGEST, AT_ONCE = 10.0, 30 * 1024 * 1024, 64 * 1024
"""Seconds for the whole answer, bytes of it: a number of the office waits while the service thinks."""


class Way(StrEnum):
    """By which key a letter is signed."""

    CERTIFICATE = "sertifikat"
    SERVICE = "layanan"


@dataclass(frozen=True)
class Signing:
    """How somebody wants a letter signed; what they typed does not show in what is printed of it."""

    way: Way
    passphrase: str = field(repr=False)
    nik: str = field(default="", repr=False)


@dataclass(frozen=True)
class SigningService:
    """The city's signing service, asked in the name of one person."""

    address: str
    account: str = field(repr=False)
    nik: str = field(repr=False)
    passphrase: str = field(repr=False)
    patience: float = PATIENCE

    def signed(self, pdf: bytes, *, place: Place, at: datetime) -> bytes:
        """The PDF as the service signed it; a Refusal for each way in which it cannot. The service draws no stamp."""
        told = {"nik": self.nik, "passphrase": self.passphrase, "tampilan": "invisible"}
        kind, body = _form(told, pdf=pdf)
        headers = {"Content-Type": kind, "Accept": "application/pdf, application/json"}
        if self.account:
            headers["Authorization"] = "Basic " + b64encode(self.account.encode()).decode()
        asked = Request(self.address.rstrip("/") + SIGN_PDF, data=body, headers=headers, method="POST")
        return self._answer(asked)

    def _answer(self, asked: Request) -> bytes:
        ends_at, opener = time.monotonic() + self.patience, build_opener(_NoRedirect)
        try:
            with opener.open(asked, timeout=self.patience) as answer:
                return _read(answer, ends_at)
        except HTTPError as error:
            raise _refused(error.code) from None
        except (OSError, HTTPException):
            raise Refusal(
                "Layanan tanda tangan tidak menjawab. Surat belum terbit dan nomornya tidak terpakai; coba lagi nanti."
            ) from None


class _NoRedirect(HTTPRedirectHandler):
    """A passphrase goes where the operator said, and nowhere else."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Never."""


def ways_of(office: Office) -> list[Way]:
    """By which keys this office can sign; empty where the operator gave none."""
    found = [Way.CERTIFICATE] if _store_of(office) else []
    return [*found, Way.SERVICE] if settings.SIGNING_SERVICE else found


def signer_for(office: Office, told: Signing) -> Signer:
    """Who signs for this office by that way; a Refusal where there is none, or where its passphrase is wrong."""
    if told.way not in ways_of(office):
        raise Refusal("Kantor ini tidak mempunyai cara menandatangani itu; minta pengelola memasangnya.")
    if not told.passphrase:
        raise Refusal("Isi kata sandi penanda tangan; kata sandi tidak disimpan.")
    if told.way is Way.CERTIFICATE and (store := _store_of(office)):
        return local_certificate(store.read_bytes(), passphrase=told.passphrase)
    if len(told.nik) != 16 or not told.nik.isdecimal():
        raise Refusal("Isi NIK penanda tangan, 16 angka, seperti terdaftar pada layanan tanda tangan.")
    return SigningService(settings.SIGNING_SERVICE, settings.SIGNING_ACCOUNT, told.nik, told.passphrase)


def _store_of(office: Office) -> Path | None:
    """``<code of the office>.p12`` in the folder of the operator, where it lies; a code never leads out of it."""
    path = Path(settings.SIGNING_CERTIFICATES) / f"{office.code.replace('/', '_')}.p12"
    return path if settings.SIGNING_CERTIFICATES and path.is_file() else None


def _read(answer: Any, ends_at: float) -> bytes:
    """All of the answer, where it is of a reasonable size and comes in time."""
    whole = bytearray()
    while piece := answer.read1(AT_ONCE):
        whole += piece
        if time.monotonic() > ends_at or len(whole) > LARGEST:
            raise Refusal(
                "Layanan tanda tangan menjawab terlalu lama atau terlalu panjang. Surat belum terbit dan nomornya "
                "tidak terpakai; coba lagi nanti."
            )
    return bytes(whole)


def _refused(code: int) -> Refusal:
    """What a service that says no means by it; its own words may hold what was typed, and are not repeated."""
    if code in (401, 403):
        return Refusal(
            "Layanan tanda tangan tidak mengenal aplikasi ini. Surat belum terbit dan nomornya tidak terpakai; "
            "hubungi pengelola."
        )
    if 400 <= code < 500:
        return Refusal(
            "Layanan tanda tangan menolak: periksa NIK dan kata sandi penanda tangan. Surat belum terbit dan nomornya "
            "tidak terpakai."
        )
    return Refusal(
        "Layanan tanda tangan sedang terganggu. Surat belum terbit dan nomornya tidak terpakai; coba lagi nanti."
    )


def _form(told: dict[str, str], *, pdf: bytes) -> tuple[str, bytes]:
    """A multipart form: its content type, its bytes."""
    edge = secrets.token_hex(16)
    fields = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in told.items()
    )
    file = (
        f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="surat.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return f"multipart/form-data; boundary={edge}", (fields + file).encode() + pdf + f"\r\n--{edge}--\r\n".encode()
