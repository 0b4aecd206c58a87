"""How would a letter of this kind look? One invented letter for each, to try a city's words on.

Names, numbers and addresses are invented; the contribution and the liability are what the law gives for them.
"""

import functools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from payung.letters.content import (
    Article,
    Dues,
    Evidence,
    Letter,
    Letterhead,
    Meeting,
    Origin,
    Package,
    Picture,
    Previous,
    Recipient,
    Reference,
    Signatory,
    Verdict,
    Verification,
)
from payung.letters.kinds import Kind
from payung.rules.liability import liability, local_wage
from payung.rules.lines import compute_one, explain
from payung.rules.parameters import parameter
from payung.rules.programmes.jakon_project import JAKON_PROJECT

AS_OF, WRITTEN_ON, DUE_ON = date(2026, 5, 20), date(2026, 5, 21), date(2026, 6, 4)
VALUE = 2_775_000_000
LINE_WORDS = (
    "Masa kerja 9 Maret – 28 Agustus 2026 (173 hari). Bekerja tanpa perlindungan 9 Maret – 12 April 2026 (35 hari). "
    "Mendaftar, belum bayar 13 April – 20 Mei 2026 (38 hari). Kontrak 2 Maret 2026. Keadaan per 20 Mei 2026."
)
PAID_WORDS = (
    "Masa kerja 9 Maret – 28 Agustus 2026 (173 hari). Terlindungi 9 Maret – 20 Mei 2026 (73 hari). "
    "Terlindungi ke depan 21 Mei – 28 Agustus 2026 (100 hari). Kontrak 2 Maret 2026. "
    "Bayar Rp 3.550.000 9 Maret 2026. Keadaan per 20 Mei 2026."
)
VERSION = "Payung 2026.5"
CONTRACTS, BRANCH, PAYMENTS = "e-kontrak-2026.xlsx", "daftar-cabang.csv", "mutasi-bank.csv"
CITY = Letterhead(
    ("Pemerintah Kota Contoh", "Dinas Pekerjaan Umum"),
    "Jalan Teladan Nomor 1, Kota Contoh 15000",
    "Telepon (021) 5550 100 · surel dpu@kotacontoh.example",
)
BRANCH_HEAD = Letterhead(
    ("BPJS Ketenagakerjaan", "Kantor Cabang Kota Contoh"), "Jalan Umpama Nomor 8, Kota Contoh 15000"
)
FIRM = Recipient("Direktur PT Karya Umpama", ("Jalan Misal Nomor 17", "Kota Contoh"))
PPK = Signatory("Pejabat Pembuat Komitmen", "Ir. Andaikan Umpama, M.T.", "198001012005011001", "Pembina")
HEAD = Signatory(
    "Kepala Dinas Pekerjaan Umum", "Dra. Seandainya Contoh, M.Si.", "197502022000032002", "Pembina Utama Muda"
)
BRANCH_MANAGER = Signatory("Kepala Kantor Cabang", "Laksana Teladan")
PREVIOUS = Previous("600.1/214/DPU/2026", date(2026, 5, 4), "Pemberitahuan pendaftaran jaminan sosial ketenagakerjaan")
REQUEST = Previous("B/118/052026", date(2026, 5, 18), "permintaan tidak diberikannya pelayanan publik tertentu")
MEETING = Meeting(date(2026, 5, 28), "09.00 WIB – selesai", "Aula Dinas Pekerjaan Umum", "Pendaftaran proyek")
PACKAGE = Package(
    name="Rehabilitasi Gedung Sekolah Dasar Negeri Umpama 3",
    executor="PT Karya Umpama",
    code="CTH-2026-0147",
    agency="Dinas Pekerjaan Umum",
    contract_number="602/147/SP/DPU/2026",
    contract_on=date(2026, 3, 2),
    value=VALUE,
    starts_on=date(2026, 3, 9),
    ends_on=date(2026, 8, 28),
    exposed_days=73,
    state="mendaftar, belum bayar",
    origins={
        "contract_number": Origin(CONTRACTS, "148"),
        "value": Origin(CONTRACTS, "148"),
        "starts_on": Origin(CONTRACTS, "148", "hari pertama menurut SPMK"),
        "ends_on": Origin(CONTRACTS, "148"),
        "exposed_days": Origin(BRANCH, "62", f"hari kalender · {VERSION}"),
    },
)
EVIDENCE = (
    Evidence("Surat perintah mulai kerja tanggal 9 Maret 2026.", Origin(CONTRACTS, "148")),
    Evidence(
        "Permintaan klarifikasi Nomor 600.1/163/DPU/2026 tanggal 13 April 2026, diterima 14 April 2026; belum dijawab."
    ),
    Evidence("Pemberitahuan Nomor 600.1/214/DPU/2026 tanggal 4 Mei 2026, diterima 5 Mei 2026."),
)


ARTICLES = {
    "deadline/project_registration": "Proyek jasa konstruksi didaftarkan dalam batas waktu sejak kontrak.",
    "jakon/protection_starts": "Perlindungan dimulai sesudah iuran pertama atau seluruhnya dibayar.",
    "liability/unregistered": "Pemberi kerja yang belum mendaftarkan pekerjanya menanggung manfaatnya.",
}


def example(kind: Kind, **changes: Any) -> Letter:
    """An invented draft of this kind, with these fields changed."""
    return replace(Letter(kind=kind, **(_common() | dict(_own()[kind]))), **changes)


def many_packages(count: int) -> tuple[Package, ...]:
    """The invented package as often as asked, each with its own number and row."""
    return tuple(_numbered(number) for number in range(1, count + 1))


def _numbered(number: int) -> Package:
    origin = Origin(CONTRACTS, str(number + 1))
    return replace(
        PACKAGE,
        name=f"{PACKAGE.name}, Ruang {number}",
        code=f"CTH-2026-{number:04d}",
        value=VALUE + number * 1_000_000,
        exposed_days=number,
        origins={"value": origin, "starts_on": origin, "exposed_days": origin},
    )


def _common() -> dict[str, Any]:
    return {
        "letterhead": CITY,
        "reference": Reference("600.1/301/DPU/2026", WRITTEN_ON, "Kota Contoh"),
        "signatory": PPK,
        "recipient": FIRM,
        "packages": (PACKAGE,),
        "dues": _dues(None),
        "line": _line("mendaftar.svg", LINE_WORDS),
        "liability": _liability(),
        "articles": _articles(),
        "as_of": AS_OF,
        "due_on": DUE_ON,
        "answer_address": "payung.kotacontoh.example/jawab/7KQ4-M2XD",
        "verification": Verification("https://payung.kotacontoh.example/surat/9F3C-72AL", "9F3C-72AL"),
        "copies": ("Kepala Dinas Pekerjaan Umum", "Kepala Kantor Cabang BPJS Ketenagakerjaan Kota Contoh"),
    }


@functools.cache
def _dues(settled_on: date | None) -> Dues:
    row = compute_one({"value": VALUE, "value_kind": "gross", "on": AS_OF}, JAKON_PROJECT)
    return Dues(
        lines=explain(row, JAKON_PROJECT, AS_OF),
        paid=row["total"] if settled_on else 0,
        settled_on=settled_on,
        origin=Origin(CONTRACTS, "148", VERSION),
        paid_origin=Origin(PAYMENTS, "9") if settled_on else None,
    )


def _line(name: str, words: str) -> Picture:
    svg = (files("payung.letters") / "examples" / name).read_text(encoding="utf-8")
    return Picture(svg, words, Origin(BRANCH, "62", VERSION))


@functools.cache
def _liability() -> Article:
    found = liability(VALUE, value_kind="gross", on=AS_OF, wage=local_wage("36.71", AS_OF, latest_known=True).wage)
    return Article(str(found.sentence), found.burdens[0].share.source, found.status, Origin(CONTRACTS, "148", VERSION))


def _articles() -> tuple[Article, ...]:
    return tuple(_article(key, text) for key, text in ARTICLES.items())


def _article(key: str, text: str) -> Article:
    held = parameter(key).at(AS_OF)
    return Article(text, held.source, held.status)


def _reprimand() -> dict[str, Any]:
    return {"previous": PREVIOUS, "evidence": EVIDENCE, "signatory": PPK}


def _own() -> Mapping[Kind, Mapping[str, Any]]:
    """What each kind has of its own."""
    return {
        Kind.INVITATION: {
            "signatory": HEAD,
            "dues": None,
            "line": None,
            "liability": None,
            "meeting": MEETING,
            "guests": ("PT Karya Umpama", "CV Misal Bangunan"),
        },
        Kind.NOTICE: {},
        Kind.CLARIFICATION: {},
        Kind.REPRIMAND_1: _reprimand(),
        Kind.REPRIMAND_2: _reprimand(),
        Kind.REPRIMAND_3: _reprimand(),
        Kind.PROPOSAL: {
            "signatory": HEAD,
            "recipient": Recipient("Kepala Kantor Cabang BPJS Ketenagakerjaan Kota Contoh", ("di Kota Contoh",)),
            "evidence": EVIDENCE,
        },
        Kind.SERVICE_REQUEST: {
            "letterhead": BRANCH_HEAD,
            "signatory": BRANCH_MANAGER,
            "recipient": Recipient("Kepala Dinas Penanaman Modal dan Pelayanan Terpadu", ("di Kota Contoh",)),
            "evidence": EVIDENCE,
            "service": "perizinan usaha",
            "copies": ("Wali Kota Contoh",),
        },
        Kind.SERVICE_DECISION: {
            "signatory": HEAD,
            "recipient": None,
            "evidence": EVIDENCE,
            "service": "perizinan usaha",
            "previous": REQUEST,
        },
        Kind.PAID_STATEMENT: {
            "recipient": None,
            "liability": None,
            "dues": _dues(date(2026, 3, 9)),
            "line": _line("lunas.svg", PAID_WORDS),
            "packages": (replace(PACKAGE, registration_number="JK26000147", state="peserta", exposed_days=None),),
        },
        Kind.GATE_NOTE: {
            "recipient": None,
            "copies": (),
            "verdict": Verdict(
                "Belum dapat dibayar",
                AS_OF,
                "Proyek sudah didaftarkan; iuran pertamanya belum ditemukan.",
                ("bukti bayar iuran pertama", "sertifikat kepesertaan proyek"),
            ),
        },
    }
