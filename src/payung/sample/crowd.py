"""What do a nation's rosters and participants look like, when we know who is who?

Only people, no packages: for measuring the linkage at any size. The same arguments give the same rows; a piece is
drawn with its own dice, so that forty million people need no more memory than one piece of them.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import polars as pl

from payung.refusal import Refusal
from payung.sample import slips
from payung.sample.chance import dice
from payung.sample.identities import require_city
from payung.sample.lots import below, falls, spun, table
from payung.sample.persons import MEMBERS, persons
from payung.sample.slips import struck
from payung.sample.streams import AS_OF, YEAR
from payung.sample.whole import require_room, whole

CITY = "36.71"
PARTICIPANT = (
    "kpj", "nik", "nama", "tgl_lahir", "jenis_kelamin", "alamat", "hp", "segmen", "npp", "nomor_kepesertaan",
    "tgl_awal", "tgl_akhir", "lunas_sampai", "upah",
)  # fmt: skip
ROSTER = (
    "id_paket", "nik", "nama", "tgl_lahir", "jenis_kelamin", "alamat", "hp", "pekerjaan", "upah", "satuan_upah",
    "tgl_mulai", "tgl_selesai", "kpj",
)  # fmt: skip
TRUTH = ("roster_line", "kpj", "person", "nik_harm", "name_harm", "birth_harm")
TRUTH_FOLDER = ".kebenaran"
KINDS = ("csv", "parquet")
SCALES = {"provinsi": (100_000, 1_000_000), "negara": (8_700_000, 40_000_000)}  # rows of rosters, participants
MOST = 50_000_000  # serials of invented NIKs suffice up to here
FIRST_CODE = 90_000_000_101

REGISTERED_SHARE = 0.72  # of roster rows: the person is a participant
KPJ_SHARE = 0.12  # of those: the roster says the KPJ
LAPSED_SHARE = 0.18
A_PACKAGE = 12  # workers of a package, about
SEGMENTS = {"PU": 52, "BPU": 22, "JAKON": 26}
JOBS = {"Pekerja": 34, "Tukang batu": 18, "Kenek": 14, "Tukang kayu": 9, "Tukang besi": 8, "Mandor": 5, "Tukang cat": 4,
        "Operator alat": 4, "Pelaksana": 2, "Penjaga malam": 2}  # fmt: skip

ROSTER_NIK = {"right": 80, "missing": 5, "float": 3.5, "float short": 0.5, "last zero": 3, "digit": 3, "swapped": 1.5,
              "lost digit": 0.5, "spaced": 1.5, "quoted": 1.5}  # fmt: skip
ROSTER_NAME = {"right": 46, "titlecase": 14, "prophet": 12, "old": 3, "alike": 6, "dropped": 3, "doubled": 1.5,
               "swapped": 1.5, "initial": 3.5, "short": 4, "turned": 1.5, "titled": 2.2, "degree": 0.3, "joined": 1,
               "missing": 0.5}  # fmt: skip
ROSTER_BIRTH = {"dashed": 64, "slashed": 12, "worded": 4, "serial": 6, "turned": 4, "other year": 1.5, "new year": 1.5,
                "missing": 7}  # fmt: skip
ROSTER_PHONE = {"right": 36, "missing": 48, "plus": 4, "no zero": 7, "dashed": 3.5, "digit": 1.5}
PARTICIPANT_NIK = {"right": 97.2, "missing": 1.4, "digit": 0.8, "swapped": 0.3, "last zero": 0.3}
PARTICIPANT_NAME = {"right": 91, "prophet": 4, "alike": 1.5, "old": 0.5, "dropped": 1, "swapped": 0.5, "short": 1,
                    "joined": 0.5}  # fmt: skip
PARTICIPANT_BIRTH = {"right": 96.8, "turned": 0.7, "other year": 0.5, "new year": 0.6, "missing": 1.4}
PARTICIPANT_PHONE = {"right": 62, "missing": 34, "plus": 3, "digit": 1}


@dataclass(frozen=True)
class Crowd:
    """Text columns ROSTER and PARTICIPANT as files have them, and TRUTH.

    ``truth``: roster_line (the header is line 1), kpj (None: no participant), person (its number), and which damage
    struck NIK, name and birth on the roster (the keys of ROSTER_NIK …).
    """

    roster: pl.DataFrame
    participants: pl.DataFrame
    truth: pl.DataFrame


@dataclass(frozen=True)
class Plan:
    """A crowd to be written: rows of rosters and participants, kind of file, participants of a piece."""

    workers: int
    participants: int
    seed: int
    city: str = CITY
    kind: str = "csv"
    chunk: int = 1_000_000


@dataclass(frozen=True)
class Piece:
    """A part of a crowd of ``crowd`` participants: its number, its first block and worker, how many it has of each."""

    number: int
    first: int
    first_worker: int
    participants: int
    workers: int
    crowd: int

    @property
    def blocks(self) -> int:
        """How many blocks hold the participants."""
        return -(-self.participants // MEMBERS)


def crowd(*, workers: int, participants: int, seed: int, city: str = CITY) -> Crowd:
    """So many roster rows and participants, drawn at once. Raises Refusal on counts or a code that cannot be."""
    require_city(city)
    _require(workers, participants)
    whole = Piece(0, 0, 0, participants=participants, workers=workers, crowd=participants)
    return _piece(whole, seed=seed, city=city)


def write_crowd(
    folder: Path, *, workers: int, participants: int, seed: int, kind: str = "csv", chunk: int = 1_000_000
) -> None:
    """Writes ``peserta-001`` …, ``daftar-pekerja-001`` … and the truth of each below TRUTH_FOLDER, piece by piece.

    ``chunk`` is the participants of a piece; a piece's workers are its own participants and their neighbours.
    Raises Refusal on an unknown kind of file, counts that cannot be, or a folder that holds something.
    """
    write_plan(folder, Plan(workers, participants, seed, kind=kind, chunk=chunk))


def write_plan(folder: Path, plan: Plan, *, progress: Callable[[int], None] | None = None) -> None:
    """As ``write_crowd``; ``progress`` hears after each piece how many participants are written."""
    require_city(plan.city)
    _require(plan.workers, plan.participants)
    if plan.kind not in KINDS:
        raise Refusal("Jenis berkas {kind} tidak dikenal; pilih csv atau parquet.", kind=plan.kind)
    require_room(folder)
    with whole(folder) as built:
        (built / TRUTH_FOLDER).mkdir()
        for piece in pieces(workers=plan.workers, participants=plan.participants, chunk=plan.chunk):
            _write_piece(built, piece, plan)
            if progress:
                progress(piece.first * MEMBERS + piece.participants)


def _write_piece(folder: Path, piece: Piece, plan: Plan) -> None:
    drawn, number = _piece(piece, seed=plan.seed, city=plan.city), f"{piece.number + 1:03d}"
    _write(drawn.participants, folder / f"peserta-{number}.{plan.kind}")
    _write(drawn.roster, folder / f"daftar-pekerja-{number}.{plan.kind}")
    _write(drawn.truth, folder / TRUTH_FOLDER / f"daftar-pekerja-{number}.parquet")


def pieces(*, workers: int, participants: int, chunk: int) -> Iterator[Piece]:
    """Pieces of at most ``chunk`` participants, cut at whole blocks, with the workers in proportion."""
    size = max(MEMBERS, chunk // MEMBERS * MEMBERS)
    for number, start in enumerate(range(0, participants, size)):
        end = min(start + size, participants)
        done, due = workers * start // participants, workers * end // participants
        yield Piece(number, start // MEMBERS, done, participants=end - start, workers=due - done, crowd=participants)


def _require(workers: int, participants: int) -> None:
    if not (0 <= workers <= MOST and 1 <= participants <= MOST):
        raise Refusal("Banyaknya pekerja atau peserta di luar batas; paling banyak {most}.", most=MOST)


def _piece(piece: Piece, *, seed: int, city: str) -> Crowd:
    draw = dice(seed, city, "crowd", piece.number)
    people = persons(draw, first=piece.first, blocks=piece.blocks, crowd=-(-piece.crowd // MEMBERS), city=city)
    known = people.filter(pl.col("kpj").is_not_null()).head(piece.participants)
    strangers = people.filter(pl.col("kpj").is_null())
    roster, truth = _roster(_workers(known, strangers, piece.workers, draw), draw, first=piece.first_worker)
    return Crowd(roster, _participants(known, draw), truth)


def _workers(known: pl.DataFrame, strangers: pl.DataFrame, count: int, draw: Random) -> pl.DataFrame:
    """Who works: a person may stand on several rosters, as in life."""
    places = below(draw, count, known.height), below(draw, count, strangers.height) + known.height
    chosen = falls(draw, count, REGISTERED_SHARE).to_frame("known").select(
        pl.when("known").then(places[0]).otherwise(places[1])
    ).to_series()  # fmt: skip
    return pl.concat([known, strangers])[chosen]


def _participants(people: pl.DataFrame, draw: Random) -> pl.DataFrame:
    count = people.height
    segment = spun(draw, count, table(SEGMENTS))
    age = below(draw, count, 2_400)
    covered = people.select("kpj", jenis_kelamin="sex", alamat="address").with_columns(
        nik=struck(people["nik"], draw, PARTICIPANT_NIK, slips.NIK)["text"],
        nama=struck(people["name"], draw, PARTICIPANT_NAME, slips.NAME)["text"],
        tgl_lahir=struck(people["born"].cast(pl.String), draw, PARTICIPANT_BIRTH, slips.BIRTH_ISO)["text"],
        hp=struck(people["phone"], draw, PARTICIPANT_PHONE, slips.PHONE)["text"],
        segmen=segment,
        firm=below(draw, count, 90_000),
        project=below(draw, count, 40_000) + 1,
        from_on=pl.lit(AS_OF) - pl.duration(days=pl.lit(age)),
        spare=below(draw, count, 240),
        lapsed=falls(draw, count, LAPSED_SHARE),
        wage=below(draw, count, 60) * 50_000 + 2_400_000,
    )
    return covered.with_columns(**_cover()).select(PARTICIPANT)


def _cover() -> dict[str, pl.Expr]:
    """Firm, project and days of cover: a project has an end, and a cover that lapsed was paid until some day past."""
    project = pl.col("segmen") == "JAKON"
    paid = pl.when("lapsed").then(pl.lit(AS_OF) - pl.duration(days="spare")).otherwise(pl.lit(dt.date(YEAR, 12, 31)))
    return {
        "npp": pl.when(pl.col("segmen") == "PU").then(pl.format("NP{}", pl.col("firm").cast(pl.String).str.zfill(6))),
        "nomor_kepesertaan": pl.when(project).then(pl.format("2601{}", pl.col("project").cast(pl.String).str.zfill(7))),
        "tgl_awal": pl.col("from_on").cast(pl.String),
        "tgl_akhir": pl.when(project).then(
            (pl.col("from_on") + pl.duration(days=pl.col("spare") + 30)).cast(pl.String)
        ),
        "lunas_sampai": pl.when(~project).then(pl.max_horizontal(paid, "from_on").cast(pl.String)),
        "upah": pl.when(~project).then(pl.col("wage").cast(pl.String)),
    }


def _roster(people: pl.DataFrame, draw: Random, *, first: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of the rosters, those from number ``first`` of all on, and their truth."""
    count = people.height
    nik, name, birth, phone = (
        struck(people[column].cast(pl.String), draw, shares, kinds)
        for column, shares, kinds in (
            ("nik", ROSTER_NIK, slips.NIK),
            ("name", ROSTER_NAME, slips.NAME),
            ("born", ROSTER_BIRTH, slips.BIRTH),
            ("phone", ROSTER_PHONE, slips.PHONE),
        )
    )
    starts_on = pl.lit(dt.date(YEAR, 3, 1)) + pl.duration(days=pl.lit(below(draw, count, 200)))
    rows = people.select("kpj", jenis_kelamin="sex", alamat="address").with_columns(
        id_paket=pl.format("nontender-{}", FIRST_CODE + (first + pl.int_range(count)) // A_PACKAGE),
        nik=nik["text"], nama=name["text"], tgl_lahir=birth["text"], hp=phone["text"],
        pekerjaan=spun(draw, count, table(JOBS)),
        upah=((below(draw, count, 20) * 5 + 120) * 1000).cast(pl.String),
        satuan_upah=pl.lit("hari"),
        tgl_mulai=starts_on.dt.strftime("%d-%m-%Y"),
        tgl_selesai=(starts_on + pl.duration(days=pl.lit(below(draw, count, 120) + 20))).dt.strftime("%d-%m-%Y"),
    ).with_columns(kpj=pl.when(falls(draw, count, KPJ_SHARE)).then("kpj"))  # fmt: skip
    truth = people.select("kpj", "person").with_columns(
        roster_line=pl.int_range(2, count + 2), nik_harm=nik["kind"], name_harm=name["kind"], birth_harm=birth["kind"]
    )
    return rows.select(ROSTER), truth.select(TRUTH)


def _write(rows: pl.DataFrame, path: Path) -> None:
    if path.suffix == ".csv":
        rows.write_csv(path)
    else:
        rows.write_parquet(path)
