"""How many accidents' benefits are computed in a second, how many are wrong, and how long does one person take?

In one run, on the same rows: Payung's formulas on Polars, all lines by the law of each row's day; a plain Python
loop over the same law in whole numbers, the reference for what is right, itself written here and not in Payung;
and a NumPy pass in float64 that uses every core's vector unit but rounds as floats do. One person is told as a
page would tell it: computed and explained, and explained alone.
"""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl

from payung.rules.entitlement import Case, Cause, entitlement
from payung.rules.lines import compute_one, explain, with_lines
from payung.rules.programmes.jkk_benefit import CAUSES, JKK_BENEFIT
from payung.rules.scholarship import YEARS
from payung.rules.wage_basis import monthly

DAYS = (date(2012, 4, 23), date(2015, 7, 1), date(2019, 12, 2), date(2026, 11, 24))
FLOOR = (14_200_000, 16_200_000, 20_000_000)
FUNERAL = (2_000_000, 3_000_000, 10_000_000)
PERIODIC = (4_800_000, 4_800_000, 12_000_000)
# End of each band in thousandths of a month (the last one open), and its per cent.
BANDS = (((4_000, 100), (8_000, 75), (None, 50)), ((6_000, 100), (12_000, 75), (None, 50)), ((12_000, 100), (None, 50)))
CAPS = {
    "transport_land": (750_000, 1_000_000, 5_000_000),
    "transport_sea": (1_000_000, 1_500_000, 2_000_000),
    "transport_air": (2_000_000, 2_500_000, 10_000_000),
    "home_care": (0, 0, 20_000_000),
    "spectacles": (0, 0, 1_000_000),
    "dental": (2_000_000, 3_000_000, 5_000_000),
    "hearing_aid": (0, 0, 2_500_000),
}
SCHOOL = {
    "tk": (1_500_000, 2),
    "sd": (1_500_000, 6),
    "smp": (2_000_000, 3),
    "sma": (3_000_000, 3),
    "higher": (12_000_000, 5),
}
ONE = 100


def accidents(rows: int, *, seed: int = 1) -> pl.DataFrame:
    """Invented accidents of every outcome and law; wages to 30 million and, one in a hundred, to 10¹²."""
    dice = np.random.default_rng(seed)
    wage = dice.integers(500_000, 30_000_000, rows)
    wage[::100] = dice.integers(0, 10**12, len(wage[::100]))
    columns: dict[str, Any] = {
        "cause": dice.choice(np.array(CAUSES), rows),
        "wage": wage,
        "stmb_months": dice.integers(0, 36_000, rows) * dice.integers(0, 2, rows),
        "share": dice.integers(0, 700, rows) * 1_000_000 + dice.integers(0, 1_000, rows) * 1_000,
        "on": np.datetime64(DAYS[0]) + dice.integers(0, (DAYS[-1] - DAYS[0]).days, rows).astype("timedelta64[D]"),
        "prosthesis_cost": dice.integers(0, 5_000_000, rows) * dice.integers(0, 2, rows),
    }
    columns |= {f"{name}_cost": dice.integers(0, 12_000_000, rows) * dice.integers(0, 2, rows) for name in CAPS}
    columns |= {name: dice.integers(0, 7, rows) * dice.integers(0, 2, rows) for name in YEARS}
    return pl.DataFrame(columns, schema_overrides={"on": pl.Date})


def on_polars(frame: pl.DataFrame) -> npt.NDArray[Any]:
    """Payung: every line of every row, and the total; in pieces, so that forty columns fit the cache."""
    lazy: pl.LazyFrame = with_lines(nw.from_native(frame.lazy()), JKK_BENEFIT).to_native()
    totals: npt.NDArray[Any] = lazy.collect(engine="streaming")["total"].to_numpy()
    return totals


def in_python(frame: pl.DataFrame) -> npt.NDArray[Any]:
    """The same law, row by row in whole numbers of any size."""
    return np.array([_total(row) for row in frame.iter_rows(named=True)], dtype=np.int64)


def _total(row: dict[str, Any]) -> int:
    law = sum(start <= row["on"] for start in DAYS[:3]) - 1
    cause, wage = row["cause"], row["wage"]
    total: int = _stmb(wage, row["stmb_months"], law) + (row["prosthesis_cost"] * 140 + 50) // 100
    total += sum(min(row[f"{name}_cost"], caps[law]) for name, caps in CAPS.items())
    if cause == "work_accident_death":
        total += max(48 * wage, FLOOR[law]) + FUNERAL[law]
    if cause == "total_permanent_disability":
        total += 56 * wage
    if cause in ("work_accident_death", "total_permanent_disability"):
        return total + PERIODIC[law] + _school(row, law)
    return total + ((80 * wage * row["share"] + 5 * 10**9) // 10**10 if cause.startswith("partial") else 0)


def _stmb(wage: int, months: int, law: int) -> int:
    weighted, start = 0, 0
    for end, percent in BANDS[law]:
        weighted += max(0, (months if end is None else min(months, end)) - start) * percent
        start = end or start
    return (wage * weighted + 50_000) // 100_000


def _school(row: dict[str, Any], law: int) -> int:
    if law == 0 or not any(row[name] for name in YEARS):
        return 0
    if law == 1:
        return 12_000_000
    return sum(
        min(row[f"{child}_{level}"], most) * amount
        for child in ("first", "second")
        for level, (amount, most) in SCHOOL.items()
    )


def in_floats(frame: pl.DataFrame) -> npt.NDArray[Any]:
    """The same law in one NumPy pass of float64, each line rounded half-up as floats round."""
    column = {name: frame[name].to_numpy() for name in frame.columns}
    law = np.searchsorted(np.array(DAYS[:3], dtype="datetime64[D]"), column["on"].astype("datetime64[D]"), "right") - 1
    wage = column["wage"].astype(np.float64)
    cause = {name: column["cause"] == name for name in CAUSES}
    died, lasting = cause["work_accident_death"], cause["total_permanent_disability"]
    partial = cause["partial_anatomical"] | cause["partial_functional"]
    total = _rounded(wage * _weights(column["stmb_months"], law)) + _rounded(column["prosthesis_cost"] * 1.4)
    total += sum(np.minimum(column[f"{name}_cost"], np.take(caps, law)) for name, caps in CAPS.items())
    total += died * (np.maximum(_rounded(wage * 80 * 0.6), np.take(FLOOR, law)) + np.take(FUNERAL, law))
    total += lasting * _rounded(wage * 80 * 0.7) + (died | lasting) * (np.take(PERIODIC, law) + _schools(column, law))
    return np.asarray(total + partial * _rounded(wage * 80 * (column["share"] / 1e10)))


def _rounded(amount: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.floor(amount + 0.5)


def _weights(months: npt.NDArray[Any], law: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Months of wage by the bands of each row's law."""
    weights = np.zeros(len(months))
    for number, bands in enumerate(BANDS):
        start, found = 0, np.zeros(len(months))
        for end, percent in bands:
            found += np.clip(months, start, end) * (percent / 100_000) - start * (percent / 100_000)
            start = end or start
        weights = np.where(law == number, np.maximum(found, 0), weights)
    return weights


def _schools(column: dict[str, npt.NDArray[Any]], law: npt.NDArray[Any]) -> npt.NDArray[Any]:
    asked = np.any([column[name] > 0 for name in YEARS], axis=0)
    by_level = sum(
        np.minimum(column[f"{child}_{level}"], most) * amount
        for child in ("first", "second")
        for level, (amount, most) in SCHOOL.items()
    )
    return np.where(law == 2, by_level, np.where((law == 1) & asked, 12_000_000, 0))


CONTENDERS: tuple[tuple[str, Callable[[pl.DataFrame], npt.NDArray[Any]]], ...] = (
    ("Payung, Polars", on_polars),
    ("NumPy, float64", in_floats),
    ("Python, baris demi baris", in_python),
)


def run(rows: int = 1_000_000) -> list[dict[str, object]]:
    """Per contender: rows, seconds, ratio to Payung and rows that differ from whole numbers; then one person."""
    warm, frame = accidents(1_000), accidents(rows)
    found = {name: _timed(compute, warm, frame) for name, compute in CONTENDERS}
    right, payung = found["Python, baris demi baris"][1], found["Payung, Polars"][0]
    many: list[dict[str, object]] = [
        {
            "who": name,
            "rows": rows,
            "seconds": round(seconds, 3),
            "ratio": round(seconds / payung, 2),
            "different": int((totals.astype(np.int64) != right).sum()),
        }
        for name, (seconds, totals) in found.items()
    ]
    return [*many, *one_person()]


def _timed(
    compute: Callable[[pl.DataFrame], npt.NDArray[Any]], warm: pl.DataFrame, frame: pl.DataFrame
) -> tuple[float, npt.NDArray[Any]]:
    compute(warm)
    start = time.perf_counter()
    totals = compute(frame)
    return time.perf_counter() - start, totals


def one_person() -> list[dict[str, object]]:
    """One death explained, and the whole entitlement: median and fastest of a hundred, in milliseconds."""
    case = Case(cause=Cause.WORK_ACCIDENT_DEATH, on=date(2026, 3, 6), wage=monthly(5_000_000))
    (facts,) = accidents(1).rows(named=True)
    row = compute_one(facts, JKK_BENEFIT)
    told: tuple[tuple[str, Callable[[], object]], ...] = (
        ("explain, satu orang", lambda: explain(row, JKK_BENEFIT, row["on"])),
        ("entitlement, satu orang", lambda: entitlement(case)),
        ("Python, satu orang", lambda: _total(facts)),
    )
    return [{"who": name, "rows": 1} | _milliseconds(tell) for name, tell in told]


def _milliseconds(tell: Callable[[], object]) -> dict[str, object]:
    taken = []
    for _ in range(ONE):
        start = time.perf_counter()
        tell()
        taken.append(1_000 * (time.perf_counter() - start))
    return {"median_ms": round(float(np.median(taken)), 3), "fastest_ms": round(min(taken), 3)}
