"""How are codes, rupiah, dates and shares said in Indonesian?"""

from collections.abc import Mapping
from datetime import date

from payung.rules.money import rupiah_text
from payung.rules.parameters import Status

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip

UNKNOWN = "belum diketahui"

STAGE: Mapping[str, str] = {
    "planned": "direncanakan",
    "announced": "diumumkan",
    "awarded": "ada pemenang",
    "contracted": "berkontrak",
    "started": "mulai kerja",
    "handed_over": "serah terima",
}
KIND: Mapping[str, str] = {
    "works": "pekerjaan konstruksi",
    "consultancy": "konsultansi konstruksi",
    "unknown": "jenis belum diketahui",
}
SOURCE: Mapping[str, str] = {
    "tender": "tender",
    "nontender": "nontender",
    "pencatatan": "pencatatan nontender",
    "swakelola": "swakelola",
    "rup": "rencana umum pengadaan",
    "paket": "lembar paket",
}
EXECUTOR: Mapping[str, str] = {
    "business": "badan usaha",
    "kso": "kerja sama operasi (KSO)",
    "person": "perorangan",
    "self_managed": "swakelola",
    "unknown": UNKNOWN,
}
VALUE_SOURCE: Mapping[str, str] = {
    "kontrak": "nilai kontrak",
    "negosiasi": "harga negosiasi",
    "terkoreksi": "harga terkoreksi",
    "penawaran": "harga penawaran",
    "realisasi": "nilai realisasi",
    "hps": "harga perkiraan sendiri (HPS)",
    "pagu": "pagu anggaran",
}
DATE_SOURCE: Mapping[str, str] = {
    "spmk": "SPMK",
    "kontrak": "kontrak",
    "durasi": "lama pekerjaan",
    "pendaftaran": "pendaftaran di cabang",
    "penetapan": "penetapan pemenang",
    "bast": "berita acara serah terima",
    "rup": "rencana umum pengadaan",
    "paket": "lembar paket",
}
CONFIDENCE: Mapping[str, str] = {"high": "tinggi", "medium": "sedang", "low": "rendah"}
LAW_STATUS: Mapping[str, str] = {status.value: status.label for status in Status}
LAW_STATUS_MEANING: Mapping[str, str] = {
    "confirmed": "angka dan pasalnya dari teks peraturan atau surat resminya sendiri",
    "secondary": "dari berita, bahan pelatihan atau pihak ketiga; periksa dengan cabang atau bagian hukum",
    "inferred": "disimpulkan dari pasal lain; periksa dengan cabang atau bagian hukum",
    "memory": "pengetahuan umum, teksnya belum dilihat; periksa dengan cabang atau bagian hukum",
}
BASE: Mapping[str, str] = {"net": "nilai tanpa PPN", "gross": "nilai termasuk PPN", "none": "nilai belum cocok"}
STATE: Mapping[str, str] = {
    "protected": "terlindungi",
    "pending": "mendaftar, belum bayar",
    "unprotected": "bekerja tanpa perlindungan",
    "future": "terlindungi ke depan",
}
FINDING: Mapping[str, str] = {
    "unregistered": "Belum ditemukan pendaftarannya",
    "registered_late": "Terdaftar setelah batas waktu",
    "pending_unpaid": "Mendaftar, belum bayar",
    "under_declared": "Dasar iuran di bawah nilai paket",
    "instalment_overdue": "Termin iuran lewat tempo",
    "expires_before_end": "Berakhir sebelum pekerjaan selesai",
    "paid_without_protection": "Dibayar sebelum perlindungan ditemukan",
    "registration_without_package": "Pendaftaran belum menemukan paketnya",
    "worker_not_listed": "Pekerja belum ditemukan dalam daftar proyek",
    "roster_below_heads": "Daftar pekerja lebih pendek daripada orang di lokasi",
    "identity_invalid": "NIK dalam daftar pekerja perlu diperiksa",
    "worker_lapsed": "Perlindungan pekerja berakhir sebelum pekerjaannya",
    "wrong_segment": "Pekerja proyek dengan kepesertaan lain",
    "roster_missing": "Daftar pekerja belum ditemukan",
    "roster_below_expected": "Daftar pekerja jauh di bawah perkiraan",
}


def said(words: Mapping[str, str], code: str | None) -> str:
    """The word for a code; an unlisted code is shown as it is, an empty one as unknown."""
    return words.get(code, code) if code else UNKNOWN


def number(amount: int | None) -> str:
    """``1.234.567``; a dash for an unknown number."""
    return "–" if amount is None else f"{amount:,}".replace(",", ".")


def rupiah(amount: int | None) -> str:
    """``Rp 1.234.567``; a dash for an unknown amount."""
    return "–" if amount is None else rupiah_text(amount)


def rupiah_short(amount: int) -> str:
    """``Rp 84,6 juta``, cut and never rounded up; whole rupiah below a million."""
    for unit, word in ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta")):
        if amount >= unit:
            whole, tenth = divmod(amount * 10 // unit, 10)
            return f"Rp {number(whole)}{f',{tenth}' if tenth else ''} {word}"
    return rupiah(amount)


def share(part: int, whole: int) -> int:
    """Percent, rounded down so that a report never flatters; 0 when the whole is 0."""
    return max(part, 0) * 100 // whole if whole else 0


def probability(value: float | None) -> str:
    """``99,4 %``, cut after one decimal so that only certainty reads as 100 %."""
    if value is None:
        return "–"
    whole, tenth = divmod(int(value * 1000), 10)
    return f"{whole},{tenth} %"


def day(on: date | None) -> str:
    """``30 Juli 2025``, for sentences."""
    return UNKNOWN if on is None else f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def day_short(on: date | None) -> str:
    """``30-07-2025``, for tables."""
    return "–" if on is None else f"{on:%d-%m-%Y}"


def span(first: date, last: date) -> str:
    """``3–17 Agustus 2026``: a period in words, without repeating the month or the year."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"
