"""Who lives in and around an invented city: name, NIK, birth, household and telephone of each?

Numbers are arithmetic on a person's place in the whole crowd, so that pieces of any length never give one number
twice: people born on one day are DAYS places apart, and the district or the serial of their NIKs differs. A block is
five people, four participants and one who is not; in some blocks they are a household.

* NIK: a regency that exists, one of its districts 80 to 95 that do not (no regency has more than 51).
* Telephone: begins with 084, a code that no network bears.
"""

import datetime as dt
from functools import cache
from importlib.resources import files
from random import Random

import polars as pl
import yaml

from payung.identifiers import areas
from payung.identifiers.nik import WOMAN_DAY_OFFSET
from payung.sample.lots import below, falls, lots, ranked, spun, table
from payung.sample.naming import villages

BLOCK, MEMBERS = 5, 4  # people of a block, and how many of them are participants
FIRST_BIRTH = dt.date(1966, 1, 1)
DAYS = 15_340  # 42 years of births; a multiple of BLOCK, and DAYS / BLOCK is even: see `numbered`
SIBLING_DAYS = 853  # shares no factor with DAYS
DISTRICTS, FIRST_DISTRICT = 16, 80
SERIAL_STEPS = {str(step): 0.62**step for step in range(16)}
KPJ_FIRST, KPJ_SPAN, KPJ_STEP = 10_000_000_000, 10_000_000_000, 7_393_913_307

HOUSEHOLD_SHARE, SAME_LAST_WORD_SHARE = 0.4, 0.55
TWIN_SHARE = 0.03  # of households: on one site more often than in the population
SHADOWS = {"": 0.87, "namesake": 0.12, "double": 0.01}  # of those who are no participants: who bears another's name
WOMEN_SHARE = 0.12
NAME_KINDS = {"lone": 0.17, "two": 0.56, "three": 0.15, "prophet": 0.09, "servant": 0.03}
HOME_SHARE, PROVINCE_SHARE, JAVA_SHARE = 0.40, 0.22, 0.28
JAVA = ("31", "32", "33", "34", "35", "36")


@cache
def given(kind: str) -> pl.Series:
    """The table of a kind of word of ``given_names.yaml``, the commonest word first."""
    text = files(__package__).joinpath("given_names.yaml").read_text(encoding="utf-8")
    return ranked(yaml.safe_load(text)[kind].split())


def persons(draw: Random, *, first: int, blocks: int, crowd: int, city: str) -> pl.DataFrame:
    """The people of ``blocks`` blocks from number ``first`` on, of a crowd of ``crowd`` blocks.

    Columns: person (Int64), household (Int64, None alone), kpj (None for every fifth), nik, name, born (Date),
    sex L|P, address, phone.
    """
    placed = _numbered(_placed(draw, first=first, blocks=blocks), draw, crowd=crowd, city=city)
    named = _named(placed, draw)
    return _reached(named, draw).select("person", "household", "kpj", "nik", "name", "born", "sex", "address", "phone")


def _placed(draw: Random, *, first: int, blocks: int) -> pl.DataFrame:
    """Person, block, member 0 to 4, and how the last two stand to the one before: twin, namesake, double."""
    whole = pl.int_range(first * BLOCK, (first + blocks) * BLOCK, eager=True)
    together = falls(draw, blocks, HOUSEHOLD_SHARE)
    apart = pl.DataFrame(
        {
            "block": pl.int_range(first, first + blocks, eager=True),
            "together": together,
            "twins": together & falls(draw, blocks, TWIN_SHARE),
            "lastword": lots(draw, blocks),
            "shadow": spun(draw, blocks, table(SHADOWS)),
        }
    )
    member, last = pl.col("person") % BLOCK, pl.col("shadow")
    return apart.select(pl.all().repeat_by(BLOCK).explode()).with_columns(person=whole).with_columns(
        member=member,
        household=pl.when("together").then("block"),
        twin=(pl.col("twins") & (member == 1)) | ((last == "double") & (member == MEMBERS)),
        same_name=(last != "") & (member == MEMBERS),
    )  # fmt: skip


def _numbered(people: pl.DataFrame, draw: Random, *, crowd: int, city: str) -> pl.DataFrame:
    """Adds sex, born, nik and kpj.

    Two people of one birth day are a multiple of DAYS apart, say k times; they share a district only where
    k·(1 + DAYS/BLOCK) is a multiple of DISTRICTS, hence k is (the factor is odd), and then their turns differ. A twin
    takes the day and the turn of the one before and the even serial behind that one's odd one.
    """
    count, turns = people.height, crowd * BLOCK // DAYS // DISTRICTS + 1
    like = pl.col("person") - pl.col("twin").cast(pl.Int64)
    cycle = like // DAYS
    rolled = people.with_columns(
        woman=falls(draw, count, WOMEN_SHARE),
        steps=spun(draw, count, table(SERIAL_STEPS)).cast(pl.Int64),
        own=spun(draw, count, _regencies(city)),
        ordinal=like * SIBLING_DAYS % DAYS,
        district=FIRST_DISTRICT + (cycle + pl.col("block")) % DISTRICTS,
        turn=cycle // DISTRICTS,
    )
    before = pl.col("twin")
    drawn = rolled.with_columns(
        regency=pl.when(pl.col("together")).then(pl.col("own").first().over("block")).otherwise("own"),
        woman=pl.when("same_name").then(pl.col("woman").shift(1)).otherwise("woman"),
        steps=pl.when(before).then(pl.col("steps").shift(1)).otherwise("steps"),
        born=pl.lit(FIRST_BIRTH) + pl.duration(days=pl.col("ordinal")),
    )
    rank = pl.col("block") * MEMBERS + pl.col("member")
    kpj = KPJ_FIRST + (rank * KPJ_STEP) % KPJ_SPAN
    return drawn.with_columns(
        nik=_nik(turns),
        sex=pl.when("woman").then(pl.lit("P")).otherwise(pl.lit("L")),
        kpj=pl.when(pl.col("member") < MEMBERS).then(kpj.cast(pl.String)),
    )


def _nik(turns: int) -> pl.Expr:
    born = pl.col("born").dt
    day = born.day().cast(pl.Int64) + pl.when("woman").then(WOMAN_DAY_OFFSET).otherwise(0)
    serial = 1 + 2 * (pl.col("turn") + pl.col("steps") % (4999 // turns) * turns) + pl.col("twin").cast(pl.Int64)
    birth = (day * 100 + born.month()) * 100 + born.year() % 100
    region = pl.col("regency").cast(pl.Int64) * 100 + pl.col("district")
    return ((region * 1_000_000 + birth) * 10_000 + serial).cast(pl.String)


@cache
def _regencies(city: str) -> pl.Series:
    """Regencies of first issue: mostly the city, then its province, Java and the rest."""
    codes = [area.code for area in areas.read(areas.TABLES[areas.REGENCY], folder=files(areas.__package__) / "regions")]
    province = [code for code in codes if code[:2] == city[:2] and code != city]
    java = [code for code in codes if code[:2] in JAVA and code[:2] != city[:2]]
    rest = [code for code in codes if code[:2] not in (*JAVA, city[:2])]
    shares = ((province, PROVINCE_SHARE), (java, JAVA_SHARE), (rest, 1 - HOME_SHARE - PROVINCE_SHARE - JAVA_SHARE))
    weights = {city: HOME_SHARE} | {code: share / len(of) for of, share in shares for code in of}
    return table({code.replace(".", ""): weight for code, weight in weights.items()})


def _named(people: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """Adds ``name`` in capitals as on the identity card: one word to four; a household may share its last word."""
    count = people.height
    drawn = people.with_columns(
        kind=spun(draw, count, table(NAME_KINDS)),
        hers=spun(draw, count, given("women")), his=spun(draw, count, given("men")),
        her_second=spun(draw, count, given("feminine")), his_second=spun(draw, count, given("seconds")),
        her_own=spun(draw, count, given("lone_women")), his_own=spun(draw, count, given("lone_men")),
        servant=spun(draw, count, given("servants")),
        shares_last=falls(draw, count, SAME_LAST_WORD_SHARE),
        family=given("seconds").gather(people["lastword"] % len(given("seconds"))),
    )  # fmt: skip
    woman = pl.col("woman")
    first = pl.when(woman).then("hers").otherwise("his")
    own_last = pl.when(woman).then("her_second").otherwise("his_second")
    last = pl.when(pl.col("together") & pl.col("shares_last")).then("family").otherwise(own_last)
    middle = pl.when(woman).then(pl.lit("NUR")).otherwise("servant")
    forms = {
        "lone": pl.when(woman).then("her_own").otherwise("his_own"),
        "three": pl.concat_str(first, middle, last, separator=" "),
        "prophet": pl.when(woman).then(pl.format("SITI {}", last)).otherwise(pl.format("MUHAMMAD {}", first)),
        "servant": pl.when(woman).then(pl.format("NUR {}", last)).otherwise(pl.format("ABDUL {}", "servant")),
    }
    name = pl.concat_str(first, last, separator=" ")
    for kind, form in forms.items():
        name = pl.when(pl.col("kind") == kind).then(form).otherwise(name)
    return drawn.with_columns(name=name).with_columns(
        name=pl.when("same_name").then(pl.col("name").shift(1)).otherwise("name")
    )


def _reached(people: pl.DataFrame, draw: Random) -> pl.DataFrame:
    """Adds address and phone; a household shares its address, and often one telephone."""
    count = people.height
    drawn = people.with_columns(
        village=spun(draw, count, ranked(villages(), flat=60)),
        rt=below(draw, count, 12) + 1,
        rw=below(draw, count, 25) + 1,
        number=below(draw, count, 1_000_000_000) + 84_000_000_000,
        lends=falls(draw, count, 0.35),
    )
    together = pl.col("together")
    own = pl.format("Kp. {} RT {}/{}", "village", pl.col("rt").cast(pl.String).str.zfill(2), "rw")
    phone = pl.format("0{}", "number")
    return drawn.with_columns(address=own, phone=phone).with_columns(
        address=pl.when(together).then(pl.col("address").first().over("block")).otherwise("address"),
        phone=pl.when(together & pl.col("lends")).then(pl.col("phone").first().over("block")).otherwise("phone"),
    )
