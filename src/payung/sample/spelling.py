"""How do hands and systems spell the same name, number, date and amount differently?"""

import datetime as dt
import re
from random import Random

from payung.sample.chance import Wheel, happens, wheel

UNITS = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DURATIONS: Wheel[str] = wheel(
    ("{n} ({words}) hari kalender", 62),
    ("{n} ({words}) hari kalendar", 9),
    ("{n} hari kalender", 11),
    ("{n} Hari", 8),
    ("{n} ({words}) Hari Kalender", 7),
    ("{n}({words}) hari", 3),
)
SHORTENED = {
    "Pemeliharaan": ("Pemel.", "Pemelih.", "Har."),
    "Pembangunan": ("Pemb.", "Pbgn."),
    "Rehabilitasi": ("Rehab", "Rehab."),
    "Peningkatan": ("Peningk.", "Pening."),
    "Normalisasi": ("Norm.", "Normalisasi"),
    "Perencanaan": ("Perenc.", "Perencanaan"),
    "Pengawasan": ("Pengws.", "Pengawasan"),
    "Penataan": ("Penataan", "Penat."),
    "Saluran": ("Sal.", "Saluran"),
    "Lingkungan": ("Lingk.", "Lingk"),
    "Jalan": ("Jl.", "Jln"),
    "Gedung": ("Gd.", "Gdg"),
    "Kantor": ("Ktr", "Kantor"),
    "Kel.": ("Kelurahan", "Kel", ""),
    "Contoh": ("Ctoh", "Contoh", "Cth"),
    "Ruang": ("R.", "Ruang"),
    "Kelas": ("Kls", "Kelas"),
    "Puskesmas": ("PKM", "Puskesmas"),
    "Kecamatan": ("Kec.", "Kecamatan"),
    "Teknis": ("Tek.", "Teknis"),
}
_BLOCK = re.compile(r"\b(RW|RT) (\d\d)\b")


def in_words(number: int) -> str:
    """A whole number below a thousand in Indonesian words."""
    if number < 12:
        return UNITS[number]
    for size, word, first in ((100, "ratus", "seratus"), (10, "puluh", "sepuluh")):
        if number >= size * 2 or (size == 100 and number >= 100):
            head = first if number // size == 1 else f"{UNITS[number // size]} {word}"
            return f"{head} {in_words(number % size)}".strip()
    return f"{UNITS[number - 10]} belas"


def duration(days: int, draw: Random) -> str:
    """ "45 (empat puluh lima) hari kalender" and its relatives."""
    return DURATIONS.spin(draw).format(n=days, words=in_words(days))


def npwp_dotted(digits: str) -> str:
    """90.000.001.9-999.000"""
    return f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}.{digits[8]}-{digits[9:12]}.{digits[12:]}" if digits else ""


def iso_instant(day: dt.date) -> str:
    """2026-03-09T00:00:00.000000Z"""
    return f"{day}T00:00:00.000000Z"


def month_first(day: dt.date) -> str:
    """Mar 9, 2026, 12:00:00AM"""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}, 12:00:00AM"


def at_clock(day: dt.date, hour: int = 16) -> str:
    """2026-03-05 16:00:00"""
    return f"{day} {hour:02d}:00:00"


def slashed(day: dt.date) -> str:
    """09/03/2026, day first"""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def with_cents(rupiah: int, draw: Random, *, share: float) -> int | float:
    """An amount as the exports print it: now and then with cents (below a half)."""
    return float(f"{rupiah}.{draw.randint(1, 49):02d}") if happens(draw, share) else rupiah


def written_rupiah(rupiah: int) -> str:
    """Rp 1.000.000.000,00"""
    return f"Rp {rupiah:,}".replace(",", ".") + ",00"


def in_millions(rupiah: int) -> str:
    """ "85,5 Jt" for 85.500.000; only exact for multiples of a hundred thousand."""
    return f"{rupiah // 1_000_000},{rupiah // 100_000 % 10} Jt".replace(",0 Jt", " Jt")


def contract_number(number: str, draw: Random, *, careful: bool) -> str:
    """A contract number as copied at a counter: spaces, slashes, letters slip; a quarter leave it empty."""
    chance = draw.random()
    tight = number.replace(" ", "")
    if careful:
        return tight if chance < 0.7 else number
    if chance < 0.25:
        return ""
    for limit, spelled in (
        (0.6, tight),
        (0.75, number),
        (0.83, tight.replace("/", " / ")),
        (0.91, _without_slash(tight, draw)),
    ):
        if chance < limit:
            return spelled
    return _slipped(tight, draw) if chance < 0.95 else tight.lower()


def project_name(title: str, draw: Random, *, careful: bool) -> str:
    """A title as a firm retypes it: shortened, blocks glued, in capitals, with "Pekerjaan" before it."""
    chance = draw.random()
    if chance < 0.25:
        return title
    strength = 0.35 if careful else draw.choice((0.35, 0.6, 0.9))
    words = [_short(word, draw) if happens(draw, strength) else word for word in title.split()]
    name = " ".join(word for word in words if word)
    name = _BLOCK.sub(r"\1\2", name) if happens(draw, 0.5) else name
    name = f"Pekerjaan {name}" if happens(draw, 0.12) else name
    return name.upper() if happens(draw, 0.25) else name


def executor_name(name: str, core: str, form: str, draw: Random) -> str:
    """A firm's name as the branch has it: legal form gone or behind, other case, a letter slipped."""
    chance = draw.random()
    if chance < 0.3:
        return name
    forms = {
        0: core,
        1: f"{form}. {core}",
        2: f"{core}, {form}",
        3: f"{form} {core.title()}",
        4: f"{form.lower()}.{core.lower()}",
    }
    spelled = forms[draw.choice((0, 0, 1, 1, 2, 3, 4))] if form else draw.choice((core, core.title(), core.lower()))
    return _slipped(spelled, draw) if chance > 0.96 else spelled


def _short(word: str, draw: Random) -> str:
    return draw.choice(SHORTENED[word]) if word in SHORTENED else word


def _without_slash(number: str, draw: Random) -> str:
    spots = [i for i, letter in enumerate(number) if letter == "/"]
    spot = draw.choice(spots)
    return number[:spot] + draw.choice(("", "-", ".")) + number[spot + 1 :]


def _slipped(text: str, draw: Random) -> str:
    """Two neighbouring letters swapped."""
    spot = draw.randrange(max(1, len(text) - 1))
    return text[:spot] + text[spot + 1 : spot + 2] + text[spot : spot + 1] + text[spot + 2 :]
