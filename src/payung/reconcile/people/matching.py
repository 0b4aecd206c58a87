"""Which participant is each row of the rosters: one, several to choose from, or none?

Levels are tried strongest first, each on the rows that no stronger one has settled. Every pair is weighed by one table;
the pairs of a row compete, for at most one of them is right. A row is linked to the person it surely is, and people
decide where it is not sure, or where something contradicts the key. A participant may stand on many rosters.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from payung.reconcile.normalise.dates import swapped
from payung.reconcile.people.comparisons import OTHER, evidence, outcomes, people, with_grades
from payung.reconcile.people.judgements import nothing_told, overruled
from payung.reconcile.people.levels import JUDGED, NUMBERED, Level, doubts, levels
from payung.reconcile.people.scoring import PLACES, Model, calibrated, log_odds, promised, shipped

LINK = 0.85  # measured: docs/adr/0011-score.md
CANDIDATE = 0.05
NOBODY = "- Tidak ditemukan di antara peserta dengan NIK, KPJ, nama dan tanggal lahir, atau telepon."
THRESHOLDS = {"link": LINK, "candidate": CANDIDATE}
FAINT = -4.0  # log-odds of a pair that cannot become a candidate, whatever else the row finds
MOST_CANDIDATES = 5  # of one row; more help nobody decide
PAIR = {
    "row": pl.UInt32, "person": pl.String, "kpj": pl.String, "origin": pl.String, "log_odds": pl.Float64,
    "rank": pl.Int32, "level": pl.String, "evidence": pl.String, "doubtful": pl.Boolean,
}  # fmt: skip
COMPARED = (
    "name", "name_key", "name_longest", "name_second", "name_head", "name_tail", "nik", "nik_region",
    "nik_birth", "nik_serial", "nik_head", "nik_tail", "kpj_key", "phone", "born", "born_key", "sex",
)  # fmt: skip


def match(roster: pl.DataFrame, participants: pl.DataFrame, *, told: pl.DataFrame | None = None) -> pl.DataFrame:
    """Every roster row with its decision: row, roster_file, roster_line, person, kpj, probability, level, decision,
    evidence.

    One line a row for ``link`` and ``none``, one a person for ``candidate``. What people decided (``judgements.told``)
    outranks every key and score.
    """
    left, right = sides(roster, participants)
    decided = decide(found(left, right, levels(), told=told))
    return with_nobody(roster.select("row", "place", "row_line"), decided)


def with_nobody(places: pl.DataFrame, decided: pl.DataFrame) -> pl.DataFrame:
    """The lines of every place (row, place, row_line): those ``decide`` gave it, or one that says nobody was found."""
    lines = places.rename({"place": "roster_file", "row_line": "roster_line"}).join(
        decided, on="row", how="left", maintain_order="left_right"
    )
    return lines.with_columns(
        pl.col("probability").fill_null(0.0),
        pl.col("level", "decision").fill_null("none"),
        evidence=pl.when(pl.col("decision").is_null()).then(pl.lit(NOBODY)).otherwise("evidence"),
    )


def sides(roster: pl.DataFrame, participants: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns that matching needs of either list."""
    left = roster.select("row", *COMPARED).with_columns(born_swapped=swapped(pl.col("born")))
    return left, participants.select("person", "kpj", "origin", *COMPARED)


def found(
    left: pl.DataFrame,
    right: pl.DataFrame,
    tried: Sequence[Level],
    *,
    told: pl.DataFrame | None = None,
    model: Model | None = None,
) -> pl.DataFrame:
    """The pairs of the strongest level that settles a row, and of every level before it; first what people decided.

    ``model`` is the shipped one, unless another is being trained.
    """
    told = nothing_told() if told is None else told
    judged = overruled(pl.DataFrame(schema=PAIR), told)
    pairs, open_rows, denied = [judged], left.join(judged, on="row", how="anti"), told.filter(~pl.col("same"))
    for name in dict.fromkeys(level.name for level in tried):
        keys = {rank: level for rank, level in enumerate(tried) if level.name == name}
        every = compared_pairs(_met_by(open_rows, right, keys), next(iter(keys.values())), model=model)
        fresh = every.join(denied, on=["row", "person"], how="anti")
        open_rows = open_rows.join(fresh.filter(~pl.col("doubtful")), on="row", how="anti")
        pairs.append(fresh)
    return pl.concat(pairs)


def joined(
    left: pl.DataFrame, right: pl.DataFrame, level: Level, *, compared: Sequence[str] = COMPARED
) -> pl.DataFrame:
    """The pairs whose key is equal, with the columns of both sides, those of ``right`` in ``compared`` with OTHER.

    Only the keys are joined; the other columns are fetched for the pairs that were found.
    """
    return _beside(left, right, _numbers(left, right, level), compared)


def _met_by(left: pl.DataFrame, right: pl.DataFrame, keys: Mapping[int, Level]) -> pl.DataFrame:
    """The pairs that any key of one level brings together, each once, with the ``rank`` of the first that did."""
    met = [_numbers(left, right, level).with_columns(rank=pl.lit(rank, pl.Int32)) for rank, level in keys.items()]
    once = pl.concat(met).unique(["mine", "theirs"], keep="first", maintain_order=True)
    return _beside(left, right, once, COMPARED).with_columns(once["rank"])


def _numbers(left: pl.DataFrame, right: pl.DataFrame, level: Level) -> pl.DataFrame:
    """``mine`` and ``theirs``: the places, in either list, of the two records of each pair whose key is equal."""
    keys = [f"key{at}" for at in range(len(level.on))]
    one = left.select(mine=_number(), **dict(zip(keys, (pl.col(a) for a, _ in level.on), strict=True)))
    two = right.select(theirs=_number(), **dict(zip(keys, (pl.col(b) for _, b in level.on), strict=True)))
    return one.drop_nulls().join(two.drop_nulls(), on=keys).select("mine", "theirs")


def _number() -> pl.Expr:
    return pl.int_range(pl.len(), dtype=pl.UInt32)


def _beside(left: pl.DataFrame, right: pl.DataFrame, met: pl.DataFrame, compared: Sequence[str]) -> pl.DataFrame:
    others = right[met["theirs"]].rename({column: f"{column}{OTHER}" for column in compared})
    return pl.concat([left[met["mine"]], others], how="horizontal")


def compared_pairs(joined: pl.DataFrame, level: Level, *, model: Model | None = None) -> pl.DataFrame:
    """The rows of PAIR for pairs that a level's key brought together; ``joined`` has COMPARED of both sides, and the
    ``rank`` of the key.

    It looks at each pair alone, so that an engine may hand over its pairs in batches of any size.
    """
    model, comparisons = model or shipped(), people()
    compared = outcomes(with_grades(joined, words=model.words).filter(level.holds), comparisons)
    weighed = compared.with_columns(log_odds=log_odds(model, comparisons)).filter(
        (pl.col("log_odds") > FAINT) | pl.lit(level.name in NUMBERED)
    )
    doubted = pl.any_horizontal(doubt.when.fill_null(False) for doubt in doubts())
    return weighed.select(
        "row", "person", "kpj", "origin", "log_odds", "rank",
        level=pl.lit(level.name),
        evidence=_evidence(),
        doubtful=doubted | (calibrated(pl.col("log_odds"), model.curve) < LINK),
    )  # fmt: skip


def _evidence() -> pl.Expr:
    against = [pl.when(doubt.when.fill_null(False)).then(pl.lit(doubt.sentence)) for doubt in doubts()]
    return pl.concat_str(evidence(), *against, pl.format("Peserta di {}.", "origin"), separator="\n", ignore_nulls=True)


def one_line_a_person(pairs: pl.DataFrame) -> pl.DataFrame:
    """The likeliest pair of each row and person, however many rows the person has; the likeliest of a row first."""
    ordered = pairs.sort("row", "doubtful", -pl.col("log_odds"), "rank", "kpj", "origin", nulls_last=True)
    return ordered.unique(["row", "person"], keep="first", maintain_order=True)


def decide(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs with ``probability`` and ``decision``: ``link`` where the best pair of a row is sure and without doubt,
    and no number of the row is somebody else's.

    Otherwise the first candidates of the row, likeliest first; a person without KPJ is one of them only once.
    """
    competing = _competing(one_line_a_person(pairs))
    sure = (pl.col("order") == 0) & ~pl.col("doubtful") & (pl.col("probability") >= LINK)
    contested = pl.col("doubtful") & pl.col("level").is_in(NUMBERED)
    open_rows = competing.filter(contested).select("row")
    links = competing.filter(sure).join(open_rows, on="row", how="anti").with_columns(decision=pl.lit("link"))
    rest = competing.join(links, on="row", how="anti").filter((pl.col("probability") >= CANDIDATE) | contested)
    once = rest.unique(["row", "kpj"], keep="first", maintain_order=True)
    candidates = _told_how_many(_in_order(once).filter(pl.col("order") < MOST_CANDIDATES))
    return pl.concat([links, candidates.with_columns(decision=pl.lit("candidate"))]).sort("row", "order").select(
        "row", "person", "kpj", "probability", "level", "decision", "evidence"
    )  # fmt: skip


def _in_order(lines: pl.DataFrame) -> pl.DataFrame:
    """Adds ``order``: which of the lines of its row a line is, from 0, where the lines of a row stand together."""
    numbered = lines.with_columns(order=pl.int_range(pl.len()))  # a range within each row would be far slower
    return numbered.with_columns(pl.col("order") - pl.col("order").min().over("row"))


def _competing(pairs: pl.DataFrame) -> pl.DataFrame:
    """Adds ``order`` within the row and ``probability``, of which those of one row are one at most together."""
    likely = _in_order(pairs).with_columns(likely=promised(pl.col("log_odds"), among="row"))
    alone = likely.with_columns(alone=calibrated(pl.col("likely"), shipped().curve))
    shared = (pl.col("alone") / pl.max_horizontal(1.0, pl.col("alone").sum().over("row"))).round(PLACES)
    return alone.with_columns(probability=pl.when(pl.col("level") == JUDGED).then(1.0).otherwise(shared))


def _told_how_many(candidates: pl.DataFrame) -> pl.DataFrame:
    many = pl.len().over("row")
    said = pl.format("{}\n- Ada {} orang yang mungkin.", "evidence", many)
    return candidates.with_columns(evidence=pl.when(many > 1).then(said).otherwise("evidence"))


def tally(links: pl.DataFrame) -> dict[str, int]:
    """How many rows of the rosters are linked, wait for a person, or found nobody."""
    rows = links.unique(["roster_file", "roster_line"])["decision"]
    counts = dict(rows.value_counts().iter_rows())
    return {decision: int(counts.get(decision, 0)) for decision in ("link", "candidate", "none")}
