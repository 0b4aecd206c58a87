"""What are invented firms, people and neighbourhoods called?"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random

import yaml

from payung.sample.chance import happens


@cache
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, from ``words.yaml``: heads, tails, trades, designers, given, …"""
    text = files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text)[kind].split())


@cache
def villages() -> tuple[str, ...]:
    """The 104 invented neighbourhoods (kelurahan) of the city."""
    return tuple(f"{head} {tail}" for head, tail in product(words("place_heads"), words("places")))


def districts() -> tuple[str, ...]:
    """The 13 invented districts (kecamatan) of the city."""
    return villages()[::8]


def firm_words(draw: Random, trades: tuple[str, ...]) -> Iterator[str]:
    """Endless firm names without their legal form, in capitals, none twice."""
    seen: set[str] = set()
    while True:
        name = _firm_words(draw, trades)
        if name not in seen:
            seen.add(name)
            yield name


def _firm_words(draw: Random, trades: tuple[str, ...]) -> str:
    parts = [f"{draw.choice(words('heads'))}{draw.choice(words('tails'))}".upper(), draw.choice(trades)]
    parts += [draw.choice(trades)] if happens(draw, 0.45) else []
    return " ".join(dict.fromkeys(parts))


def person_names(draw: Random) -> Iterator[str]:
    """Endless names of people who do not exist; after 9,600 a numeral follows the name."""
    names = [" ".join(parts) for parts in product(words("given"), words("middle"), words("family"))]
    draw.shuffle(names)
    cycle = 0
    while True:
        yield from (f"{name} {'I' * cycle}".strip() for name in names)
        cycle += 1
