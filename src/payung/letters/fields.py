"""Which facts and which blocks may the words of a letter name?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from payung.letters.content import Letter, Package, Previous
from payung.letters.spoken import day_text, number_text, weekday_text
from payung.rules.money import rupiah_text

Read = Callable[[Letter], str | None]


@dataclass(frozen=True)
class Field:
    """A placeholder as an editor shows it; ``is_block`` where it stands alone and becomes a table or a picture."""

    name: str
    label: str
    is_block: bool = False


def _of_package(read: Callable[[Package], str | None]) -> Read:
    """A fact of the package, where the letter is about exactly one."""
    return lambda letter: (read(letter.packages[0]) or None) if len(letter.packages) == 1 else None


def _of_previous(read: Callable[[Previous], str]) -> Read:
    return lambda letter: read(letter.previous) if letter.previous else None


def _day(on: date | None) -> str | None:
    return None if on is None else day_text(on)


def _money(amount: int | None) -> str | None:
    return None if amount is None else rupiah_text(amount)


def _about(letter: Letter) -> str | None:
    """The package by its name, or how many there are."""
    if not letter.packages:
        return None
    count = len(letter.packages)
    return f"pekerjaan {letter.packages[0].name}" if count == 1 else f"{number_text(count)} paket pekerjaan"


def _period(package: Package) -> str | None:
    if package.starts_on is None:
        return None
    end = day_text(package.ends_on) if package.ends_on else "selesai"
    return f"{day_text(package.starts_on)} sampai {end}"


def _supersedes(letter: Letter) -> str | None:
    if letter.supersedes is None:
        return None
    old = letter.supersedes
    told = old.reason.rstrip(" .")  # the sentence it stands in has its own full stop
    reason = f", karena {told}" if told else ""
    return f"surat Nomor {old.number} tanggal {day_text(old.on)}{reason}"


_TEXTS: Mapping[str, tuple[str, Read]] = MappingProxyType(
    {
        "nomor": ("nomor surat", lambda letter: letter.reference.number),
        "tanggal": ("tanggal surat", lambda letter: day_text(letter.reference.on)),
        "jabatan": ("jabatan penanda tangan", lambda letter: letter.signatory.position),
        "instansi": ("baris terakhir kop", lambda letter: letter.letterhead.lines[-1]),
        "penerima": ("nama penerima", lambda letter: letter.recipient.name if letter.recipient else None),
        "paket": ("nama pekerjaan, atau banyaknya bila lebih dari satu", _about),
        "jumlah_paket": ("banyaknya paket", lambda letter: number_text(len(letter.packages))),
        "nama_paket": ("nama paket", _of_package(lambda package: package.name)),
        "kode_paket": ("kode paket", _of_package(lambda package: package.code)),
        "pelaksana": ("pelaksana paket", _of_package(lambda package: package.executor)),
        "satuan_kerja": ("satuan kerja pemilik paket", _of_package(lambda package: package.agency)),
        "nomor_kontrak": ("nomor kontrak", _of_package(lambda package: package.contract_number)),
        "tanggal_kontrak": ("tanggal kontrak", _of_package(lambda package: _day(package.contract_on))),
        "nilai_kontrak": ("nilai kontrak", _of_package(lambda package: _money(package.value))),
        "tanggal_mulai": ("hari pertama kerja", _of_package(lambda package: _day(package.starts_on))),
        "tanggal_selesai": ("hari terakhir kerja", _of_package(lambda package: _day(package.ends_on))),
        "masa_kerja": ("masa kerja", _of_package(_period)),
        "keadaan": ("keadaan perlindungan, dalam kata", _of_package(lambda package: package.state)),
        "nomor_kepesertaan": ("nomor kepesertaan proyek", _of_package(lambda package: package.registration_number)),
        "hari_tanpa_perlindungan": (
            "hari tanpa perlindungan",
            _of_package(lambda one: None if one.exposed_days is None else f"{number_text(one.exposed_days)} hari"),
        ),
        "jumlah_iuran": ("iuran seluruhnya", lambda letter: _money(letter.dues.total) if letter.dues else None),
        "iuran_dibayar": ("iuran yang dibayar", lambda letter: _money(letter.dues.paid) if letter.dues else None),
        "iuran_kurang": ("iuran yang belum", lambda letter: _money(letter.dues.outstanding) if letter.dues else None),
        "tanggal_lunas": ("tanggal lunas", lambda letter: _day(letter.dues.settled_on) if letter.dues else None),
        "kalimat_tanggungan": ("tanggungan", lambda letter: letter.liability.text if letter.liability else None),
        "tanggal_data": ("hari terakhir yang dihitung", lambda letter: _day(letter.as_of)),
        "tenggat": ("tenggat", lambda letter: _day(letter.due_on)),
        "alamat_jawaban": ("alamat untuk menjawab", lambda letter: letter.answer_address or None),
        "pelayanan": ("pelayanan publik yang dimaksud", lambda letter: letter.service or None),
        "nomor_sebelumnya": ("nomor surat sebelumnya", _of_previous(lambda old: old.number)),
        "tanggal_sebelumnya": ("tanggal surat sebelumnya", _of_previous(lambda old: day_text(old.on))),
        "hal_sebelumnya": ("hal surat sebelumnya", _of_previous(lambda old: old.subject)),
        "surat_diganti": ("surat yang digantikan, dan alasannya", _supersedes),
        "putusan": ("jawaban gerbang pembayaran", lambda letter: letter.verdict.answer if letter.verdict else None),
        "sejak": ("jawaban berlaku sejak", lambda letter: _day(letter.verdict.since) if letter.verdict else None),
        "alasan": ("alasan jawaban", lambda letter: letter.verdict.reason if letter.verdict else None),
        "hari_acara": ("hari dan tanggal acara", lambda one: weekday_text(one.meeting.on) if one.meeting else None),
        "agenda": ("agenda acara", lambda letter: letter.meeting.agenda if letter.meeting else None),
    }
)
_BLOCKS: Mapping[str, str] = MappingProxyType(
    {
        "daftar_paket": "keterangan paket, atau daftarnya bila lebih dari satu",
        "iuran": "iuran lapis demi lapis",
        "garis": "garis perlindungan",
        "tanggungan": "kalimat tanggungan dengan pasalnya",
        "pasal": "pasal-pasal yang dirujuk",
        "bukti": "daftar bukti dan langkah terdahulu",
        "acara": "hari, waktu, tempat dan agenda",
        "daftar_undangan": "daftar yang diundang",
        "putusan_gerbang": "jawaban gerbang pembayaran, dan bukti yang kurang",
        "catatan": "paragraf tambahan surat ini",
        "asal_angka": "asal setiap angka: berkas, baris, versi aturan",
    }
)
TEXTS = frozenset(_TEXTS)
BLOCKS = frozenset(_BLOCKS)


def all_fields() -> tuple[Field, ...]:
    """Every placeholder, first the facts, then the blocks."""
    facts = (Field(name, label) for name, (label, _) in _TEXTS.items())
    return (*facts, *(Field(name, label, is_block=True) for name, label in _BLOCKS.items()))


def value(letter: Letter, name: str) -> str | None:
    """The fact of this name in the letter; None where the letter does not hold it."""
    return _TEXTS[name][1](letter)
