"""What is a package called: which work, on what, where?"""

from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from payung.sample.agencies import Agency
from payung.sample.chance import happens
from payung.sample.naming import districts, villages

_NUMBERED = ("SDN", "SMPN", "SMAN")


@cache
def _listed(kind: str) -> Any:
    text = files(__package__).joinpath("titles.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)[kind]


def works_title(agency: Agency, draw: Random) -> str:
    """A work of one of the agency's themes: "Pemeliharaan Saluran Drainase RW 05 Kel. Contoh Jaya"."""
    verbs, things = _listed("works")[draw.choice(agency.themes)]
    return f"{draw.choice(verbs)} {_where(draw.choice(things), draw)}"


def design_title(works: list[str], agency: Agency, draw: Random) -> str:
    """A consultancy, half of the time for a work that is itself a package."""
    if works and happens(draw, 0.5):
        return f"{draw.choice(_listed('designs'))} {draw.choice(works)}"
    if happens(draw, 0.12):
        survey, district = draw.choice(_listed("surveys")), draw.choice(districts())
        return f"{survey} Kecamatan {district} Koridor {draw.randint(1, 9)}"
    return f"{draw.choice(_listed('designs'))} {works_title(agency, draw)}"


def placed(kind: str, draw: Random) -> str:
    """A private or provincial work somewhere in the city."""
    return _where(draw.choice(_listed(kind)), draw)


def goods_title(agency: Agency, draw: Random) -> str:
    """A purchase that is no construction."""
    return f"{draw.choice(_listed('goods'))} {agency.name.title()} Tahap {draw.randint(1, 9)}"


def location(title: str) -> str:
    """The neighbourhood named in a title, or the city."""
    return title[title.index("Kel. ") :] if "Kel. " in title else "Kota Contoh"


def _where(thing: str, draw: Random) -> str:
    if thing.endswith(_NUMBERED):
        return f"{thing} Contoh {draw.randint(1, 60)} Kel. {draw.choice(villages())}"
    street = f"RT {draw.randint(1, 12):02d} " if happens(draw, 0.35) else ""
    return f"{thing} {street}RW {draw.randint(1, 25):02d} Kel. {draw.choice(villages())}"
