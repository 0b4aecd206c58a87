"""In which district (kecamatan) of the city is a package, as far as its name says? The exports hold no place.

A name counts where a word before it says what it is: “Kec. Pinang”, “Kel. Kunciran”. Districts and their villages are
those of the shipped tables of regions; a village whose name stands in two districts says nothing. In a city whose
districts those tables do not know, or no package names, whatever packages call a district is taken for one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.db.models import Q

from payung.accounts import queries as accounts
from payung.identifiers import areas
from payung.intake.queries import HOLDS_NOW
from payung.projects.models import PackageFacts

CALLED = re.compile(
    r"\b(kec|kecamatan|kel|kelurahan|desa)\b\.?\s+(?=([^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){0,3}))", re.I
)
MENTIONED = Q(name__icontains="kec") | Q(name__icontains="kel") | Q(name__icontains="desa")
DISTRICT = ("kec", "kecamatan")
NO_NAMES = frozenset({
    "rt", "rw", "kel", "kelurahan", "kec", "kecamatan", "kota", "kab", "kabupaten", "desa", "jalan", "jl", "gang", "gg",
    "blok", "tahun", "ta", "tahap", "paket", "koridor", "lokasi", "wilayah", "kantor", "gedung", "dan", "di", "ke",
    "dari", "untuk", "se",
})  # fmt: skip
"""Words after “Kec.” or “Kelurahan” that do not begin or continue the name of one."""
WORDS_OF_A_NAME = 2
Places = Callable[[str], Iterator[str]]


def districts() -> list[str]:
    """The districts that packages name, themselves or by one of their villages, by name."""
    names = [name for _package, name in _mentioned()]
    return sorted(set(_found(names, _reader(names))))


def packages_in(district: str) -> list[int]:
    """The packages whose name says that they are in this district."""
    rows = _mentioned()
    reads = _reader([name for _package, name in rows])
    return [package for package, name in rows if district in reads(name)]


def _mentioned() -> list[tuple[int, str]]:
    """package and name of all whose name may say a place."""
    found = PackageFacts.objects.filter(HOLDS_NOW, MENTIONED, package__executor__isnull=False)
    return [(package, name or "") for package, name in found.order_by().values_list("package__pk", "name")]


def _reader(names: Iterable[str]) -> Places:
    """How places are read off names here: by the tables, or, where these know none of them, by what they are called."""
    city = accounts.city()
    known = _known(city.code) if city else {}

    def by_table(name: str) -> Iterator[str]:
        for _kind, words in _called(name):
            starts = (_folded("".join(words[:n])) for n in range(len(words), 0, -1))
            yield from [known[start] for start in starts if start in known][:1]

    return by_table if any(True for _ in _found(names, by_table)) else _by_word


def _found(names: Iterable[str], reads: Places) -> Iterator[str]:
    return (place for name in names for place in reads(name))


def _by_word(name: str) -> Iterator[str]:
    """What a name calls a district: two words at most, none that begins something else."""
    for kind, words in _called(name):
        ends = (at for at, word in enumerate(words) if word.casefold() in NO_NAMES or (at and word[0].islower()))
        cut = next(ends, len(words))
        if kind in DISTRICT and cut:
            yield " ".join(words[: min(cut, WORDS_OF_A_NAME)]).title()


def _called(name: str) -> Iterator[tuple[str, list[str]]]:
    """What each place in a name is said to be, and the words after it."""
    for found in CALLED.finditer(name):
        yield found[1].casefold(), found[2].split()


def _known(code: str) -> dict[str, str]:
    """folded name of a district or village → the district, of the villages whose name stands in one district alone."""
    own = {_folded(one.name): one.name for one in areas.districts_of(code)}
    whose: dict[str, set[str]] = defaultdict(set)
    for district in areas.districts_of(code):
        for village in areas.villages_of(district.code):
            whose[_folded(village.name)].add(district.name)
    single = {village: next(iter(found)) for village, found in whose.items() if len(found) == 1}
    return single | own


def _folded(name: str) -> str:
    return "".join(name.casefold().split())
