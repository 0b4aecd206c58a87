"""How right and how fast is finding people in a list of a million, beside Splink trained in the same run?

Both sides get the same rows, read and normalised; Splink is trained as its documentation advises and gets the best
threshold that the truth could choose for it, ours the one that is shipped. Each runs in a process of its own.
"""

import logging
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import duckdb
import polars as pl
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from payung.reconcile.people.matching import COMPARED, match
from payung.reconcile.people.participants import read_participants
from payung.reconcile.people.rosters import read_rosters
from payung.reconcile.sources.intake import take_in
from payung.sample.crowd import TRUTH_FOLDER, write_crowd

ROSTER_ROWS, PARTICIPANTS = 100_000, 1_000_000
SEED = 41  # never one of those that `payung train` draws
RULES = (
    ("nik",), ("kpj_key",), ("nik_head",), ("name_key", "born_key"), ("phone",), ("nik_region", "nik_birth"),
    ("name_head", "born_key"), ("name_tail", "born_key"), ("nik_birth", "nik_serial", "name_head"),
)  # fmt: skip
LEAST_LIKELY = 1e-6  # far below any threshold that could be the best one: the search for it must not end at a wall
EDGES = (0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999)
Figures = dict[str, object]


class Clock:
    """Seconds on the wall and of the processor since it was made; on a shared machine the second is the steadier."""

    def __init__(self) -> None:
        self.wall, self.busy = time.perf_counter(), time.process_time()

    def read(self) -> Figures:
        return {"seconds": time.perf_counter() - self.wall, "cpu_seconds": time.process_time() - self.busy}


def run(roster_rows: int = ROSTER_ROWS, participants: int = PARTICIPANTS) -> list[Figures]:
    """One column for ours, one for Splink."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        reading = alone(read, folder, roster_rows, participants)
        return [alone(ours, folder) | reading, alone(splinks, folder)]


def alone(measured: Callable[..., Figures], *arguments: object) -> Figures:
    """What a function returns from a fresh process, so that its peak memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_with_peak, measured, *arguments).result()


def _with_peak(measured: Callable[..., Figures], *arguments: object) -> Figures:
    figures = measured(*arguments)
    return figures | {f"peak_mib_{measured.__name__}": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}


def read(folder: Path, roster_rows: int, participants: int) -> Figures:
    """Invent the people, read them as any files are read, and lay them down typed."""
    crowd = folder / "orang"
    write_crowd(crowd, workers=roster_rows, participants=participants, seed=SEED, chunk=participants)
    start = time.perf_counter()
    intake = take_in(crowd)
    (roster, bad_rows), (persons, bad_persons) = read_rosters(intake), read_participants(intake)
    took = time.perf_counter() - start
    roster.write_parquet(folder / "roster.parquet")
    persons.select("person", "kpj", "origin", *COMPARED).write_parquet(folder / "participants.parquet")
    truth = pl.read_parquet(sorted((crowd / TRUTH_FOLDER).glob("*.parquet")))
    lines = roster.select("row", "row_line").join(truth, left_on="row_line", right_on="roster_line")
    lines.select("row", true_kpj="kpj").write_parquet(folder / "truth.parquet")
    refused = bad_rows.height + bad_persons.height
    return {"seconds_reading_and_normalising": took, "rows": roster.height, "refused": refused}


def ours(folder: Path) -> Figures:
    """The shipped keys, weights and thresholds."""
    roster, participants = pl.read_parquet(folder / "roster.parquet"), pl.read_parquet(folder / "participants.parquet")
    clock = Clock()
    links = match(roster, participants)
    took = clock.read()
    truth = pl.read_parquet(folder / "truth.parquet")
    told = links.join(truth, on="row").with_columns(right=(pl.col("kpj") == pl.col("true_kpj")).fill_null(False))
    linked = told.filter(pl.col("decision") == "link")
    waiting = told.filter(pl.col("decision") == "candidate")
    return {
        "who": "payung", **took, **scored(linked, truth),
        "candidates_a_row": waiting.height / roster.height,
        "candidates_right": waiting.filter("right").height,
        **reliability(told.filter(pl.col("level") != "none")),
    }  # fmt: skip


def scored(linked: pl.DataFrame, truth: pl.DataFrame) -> Figures:
    """By row: a row is right when its person is a participant and it is linked to that KPJ."""
    right, persons = linked.filter("right").height, truth["true_kpj"].count()
    precision, recall = right / max(linked.height, 1), right / persons
    return {
        "precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall),
        "false_links": linked.height - right,
    }  # fmt: skip


def reliability(told: pl.DataFrame) -> Figures:
    """For each range of probability: how many lines, what was said, what was true."""
    places = pl.sum_horizontal((pl.col("probability") >= edge).cast(pl.Int32) for edge in EDGES)
    table = told.group_by(place=places).agg(
        lines=pl.len(), said=pl.col("probability").mean(), true=pl.col("right").mean()
    )
    bounds = (0.0, *EDGES, 1.0)
    return {
        f"{bounds[place]:g}-{bounds[place + 1]:g}": f"{lines:,}: {said:.4f} / {true:.4f}"
        for place, lines, said, true in table.sort("place").iter_rows()
    }


def splinks(folder: Path) -> Figures:
    """Splink on the same columns: u from random pairs, m by expectation maximisation, as its documentation advises."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    roster = pl.read_parquet(folder / "roster.parquet").select(pl.col("row").alias("unique_id"), *_told_splink())
    persons = pl.read_parquet(folder / "participants.parquet")
    people = persons.with_row_index("unique_id").select("unique_id", *_told_splink())
    clock = Clock()
    pairs = _predicted(roster, people)
    took = clock.read()
    truth = pl.read_parquet(folder / "truth.parquet")
    kpj = persons.with_row_index("unique_id_r").select("unique_id_r", "kpj")
    met = pairs.join(kpj, on="unique_id_r").join(truth, left_on="unique_id_l", right_on="row")
    told = met.with_columns(right=(pl.col("kpj") == pl.col("true_kpj")).fill_null(False))
    return {
        "who": "splink",
        **took,
        **_at_its_best(told, truth),
        "candidates_a_row": pairs.height / roster.height,
    }


def _told_splink() -> list[str]:
    return [*dict.fromkeys(column for rule in RULES for column in rule), "sex"]


def _predicted(roster: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """unique_id_l (the row), unique_id_r, match_weight, match_probability of the pairs Splink finds likely at all."""
    database = duckdb.connect(":memory:")
    database.execute("SET enable_progress_bar = false")
    api = DuckDBAPI(database)
    tables = [api.register(frame.to_arrow(), table_name=name) for name, frame in (("a", roster), ("b", people))]
    linker = Linker(tables, settings(), log_level=logging.ERROR)
    same = [block_on("nik"), block_on("name_key", "born_key")]
    linker.training.estimate_probability_two_random_records_match(same, recall=0.9)  # type: ignore[arg-type]
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in same:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=LEAST_LIKELY, warning_mode="never")
    pairs = pl.DataFrame(found.as_pyarrow_table())  # type: ignore[no-untyped-call]
    return pairs.select("unique_id_l", "unique_id_r", "match_weight", "match_probability")


def settings() -> SettingsCreator:
    """Comparisons from Splink's own library, with term frequencies for names."""
    return SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        comparisons=[
            compare.NameComparison("name_key").configure(term_frequency_adjustments=True),
            compare.DateOfBirthComparison("born_key", input_is_string=False),
            compare.DamerauLevenshteinAtThresholds("nik", [1, 2]),
            compare.DamerauLevenshteinAtThresholds("phone", [1]),
            compare.ExactMatch("kpj_key"),
            compare.ExactMatch("sex"),
        ],
        retain_matching_columns=False,
    )


def _at_its_best(told: pl.DataFrame, truth: pl.DataFrame) -> Figures:
    """The best person of each row, from the threshold on that gives the best F1 of all thresholds."""
    best = told.sort("match_weight", descending=True).unique("unique_id_l", keep="first", maintain_order=True)
    persons = truth["true_kpj"].count()
    f1 = 2 * pl.col("right").cum_sum() / (pl.int_range(1, pl.len() + 1) + persons)
    ranked = best.with_columns(f1=f1)
    at: int = ranked["f1"].arg_max() or 0
    return scored(ranked.head(at + 1), truth) | {"threshold": ranked["match_probability"][at]}
