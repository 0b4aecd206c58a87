import re
from random import Random

from payung.identifiers import areas, npwp
from payung.sample import identities
from payung.sample.folder import World
from sample.reading import Folder
from sample.test_sample_people import PEOPLE


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _numbers(folder: Folder) -> set[str]:
    """Every NPWP and NIK of 15 or 16 digits in any file but the lists of people."""
    spelled = re.compile(r"(?<![\d.])(?:\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}|\d{15,16})(?![\d.])")
    plain = [p for p in folder.path.iterdir() if p.suffix in {".csv", ".json"} and not p.name.startswith(PEOPLE)]
    texts = [path.read_text(encoding="utf-8-sig", errors="replace") for path in plain]
    texts += [str(folder.contracts), str(folder.north), str(folder.sheet("mutasi bank (2).xlsx", "mutasi"))]
    return {_digits(found) for text in texts for found in spelled.findall(text)}


def test_every_npwp_has_a_right_check_digit_and_a_tax_office_that_does_not_exist(folder: Folder) -> None:
    numbers = [n for n in _numbers(folder) if len(n) == 15 or n.startswith("0")]
    assert len(numbers) > 400
    assert all(npwp.is_valid(n) for n in numbers)
    assert {n[-15:][9:12] for n in numbers} == {"999"}


def test_no_nik_comes_from_a_district_that_exists(folder: Folder) -> None:
    numbers = [n for n in _numbers(folder) if len(n) == 16 and not n.startswith("0")]
    assert len(numbers) > 80
    assert {n[4:6] for n in numbers} == {"99"}
    assert not any(areas.is_known(n[:6]) for n in numbers)


def test_no_district_99_exists_in_any_city() -> None:
    tables = areas.read("districts.csv", folder=areas.files("payung.identifiers") / "regions")
    assert len(tables) > 7000
    assert not [area for area in tables if area.code.endswith(".99")]


def test_no_civil_servant_is_born_in_month_13(world: World) -> None:
    numbers = {package.officer.nip for package in world.packages.listed}
    assert all(len(number) == 18 and number[4:6] == number[12:14] == "13" for number in numbers)


def test_a_broken_nik_has_an_impossible_birth_or_an_unknown_region() -> None:
    draw = Random(1)
    right = identities.nik("36.71", 7, draw)
    broken = {identities.broken_nik(right, draw) for _ in range(40)}
    assert broken == {right[:6] + "000000" + right[12:], "9999" + right[4:]}


def test_serials_give_different_numbers() -> None:
    assert len({identities.npwp(serial) for serial in range(5000)}) == 5000
    draw = Random(1)
    assert len({identities.nik("36.71", serial, draw) for serial in range(5000)}) == 5000
