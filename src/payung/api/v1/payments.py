"""May this payment go out? One question a machine asks, and the same answer however often it asks."""

import hashlib
import json
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Field, Header, Router, Schema
from ninja.errors import HttpError

from payung.compliance import actions, queries
from payung.compliance.facts.payments import headline

router = Router(tags=["gerbang"])
PLAIN = r"^[^\x00]*$"
"""PostgreSQL keeps no text that holds a NUL."""


RETRY_AFTER = {"description": "Detik sampai boleh bertanya lagi", "schema": {"type": "integer"}}


class Question(Schema):
    """The contract, and the payment that somebody wants to make under it."""

    nomor_kontrak: str = Field(min_length=1, max_length=200, pattern=PLAIN, description="Nomor kontrak atau kode paket")
    pembayaran: str = Field(
        min_length=1, max_length=120, pattern=PLAIN, description="Nomor SPM, atau uraian pembayarannya"
    )
    alasan: str = Field(
        "", max_length=2000, pattern=PLAIN, description="Mengapa tetap dibayar, bila aturan kota mengizinkannya"
    )


class PackageSaid(Schema):
    """What the gate says of one package under the contract."""

    kode: str
    nama: str
    jawaban: str
    sejak: date | None
    diperiksa_sampai: date | None
    sebab: list[str]
    bukti_kurang: list[str]
    pasal: str
    status_hukum: str
    diloloskan: bool


class GateSaid(Schema):
    """The answer; ``dapat_dibayar``: ya, dengan_alasan or tidak, by the city's own rule; ``kalimat`` says just that.

    ``jawaban`` is how the proof stands, whatever the city's rule and exceptions make of it.
    """

    jawaban: str
    kalimat: str
    dapat_dibayar: str
    aturan: str
    kontrak: str
    pembayaran: str
    alasan: str
    data_per: date | None
    diperiksa_pada: datetime
    alamat_pemeriksaan: str
    paket: list[PackageSaid]


class Refused(Schema):
    """Why there is no answer, in a sentence."""

    pesan: str


@router.post(
    "/gerbang",
    response={200: GateSaid, 401: Refused, 403: Refused, 404: Refused, 422: Refused, 429: Refused},
    openapi_extra={"responses": {429: {"headers": {"Retry-After": RETRY_AFTER}}}},
    url_name="api_gate",
    summary="Bolehkah pembayaran ini dijalankan?",
)
def gate(
    request: HttpRequest, asked: Question, idempotency_key: Annotated[str, Header(max_length=80)] = ""
) -> dict[str, Any]:
    """The frozen answer to this payment. The same ``Idempotency-Key`` gets the same answer, whatever changed since."""
    token, digest = request.auth, _digest(asked)  # type: ignore[attr-defined]
    key = idempotency_key.strip()
    before = queries.call_of(token, key) if key else None
    if before is not None:
        if before.asked != digest:
            raise HttpError(422, _(queries.OTHER_QUESTION))
        return _said(request, before.check_made)
    found = queries.payment_gate(asked.nomor_kontrak, by=token, payment=asked.pembayaran)
    if found is None:
        raise HttpError(404, _("Nomor kontrak ini belum ditemukan di antara paket kantor Anda."))
    made = actions.check_by_machine(found, key=key, told=digest, reason=asked.alasan, by=token)
    return _said(request, made)


def _digest(asked: Question) -> str:
    return hashlib.sha256(json.dumps(asked.model_dump(), sort_keys=True).encode()).hexdigest()


def _said(request: HttpRequest, check: Any) -> dict[str, Any]:
    told = check.content
    return {
        "jawaban": check.answer,
        "kalimat": headline(told),
        "dapat_dibayar": check.pays,
        "aturan": told["rule"],
        "kontrak": check.contract,
        "pembayaran": check.payment,
        "alasan": check.reason,
        "data_per": told["as_of"],
        "diperiksa_pada": check.checked_at,
        "alamat_pemeriksaan": request.build_absolute_uri(reverse("gate_verification", args=[check.code])),
        "paket": [_package(one) for one in told["packages"]],
    }


def _package(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "kode": one["package_id"],
        "nama": one["name"],
        "jawaban": one["answer"],
        "sejak": one["since"],
        "diperiksa_sampai": one["until"],
        "sebab": one["reasons"],
        "bukti_kurang": one["missing"],
        "pasal": one["article"],
        "status_hukum": one["law_status"],
        "diloloskan": one["override"] is not None,
    }
