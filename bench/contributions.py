"""How many projects' contributions are computed in a second, how many are wrong, and beside whom?

In one run, on the same rows: Payung's formulas on Polars and on DuckDB; OpenFisca with the same brackets as
a tax-benefit system (its variables are float32) and its scale alone in float64; a NumPy pass that only
copies the columns, the floor nobody can beat. Polars and DuckDB use every core, NumPy (and so OpenFisca)
one. Exact is an int64 formula in NumPy, itself checked against plain Python integers.
"""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from rich.console import Console
from rich.table import Table

from payung.rules.parameters import parameter
from payung.rules.programmes.jakon_project import JKK, JKM, project_contribution

ON = date(2025, 3, 1)
PERIOD = "2025-03"
KEYS = {"jkk": JKK, "jkm": JKM}
# The batch at which OpenFisca was fastest of 10.000 … 4.000.000 rows: at a million it was less than half as fast,
# and a peer measured at its worst would say nothing.
BATCH = 100_000

Whole = npt.NDArray[np.int64]
Answers = dict[str, Whole]


@dataclass(frozen=True)
class Contender:
    """Who computes, and how: from the bases to jkk, jkm and total, as whole rupiah or as floats."""

    name: str
    compute: Callable[[pl.DataFrame], dict[str, Any]]
    computes: bool = True


def projects(rows: int, *, seed: int = 1) -> pl.DataFrame:
    """Invented projects: ``base`` log-uniform from one million to 9·10¹⁵ rupiah, ``on`` any day since July
    2015.
    """
    dice = np.random.default_rng(seed)
    base = np.exp(dice.uniform(np.log(1e6), np.log(9e15), rows)).astype(np.int64)
    days = dice.integers(0, (date(2026, 11, 23) - date(2015, 7, 1)).days, rows)
    on = np.datetime64("2015-07-01") + days.astype("timedelta64[D]")
    return pl.DataFrame({"base": base, "on": on}, schema={"base": pl.Int64, "on": pl.Date})


def on_polars(frame: pl.DataFrame) -> dict[str, Any]:
    """Payung's formulas on Polars, lazily."""
    done = project_contribution(nw.from_native(frame.lazy())).to_native().collect()
    return {name: done[name].to_numpy() for name in ("jkk", "jkm", "total")}


def on_duckdb(frame: pl.DataFrame) -> dict[str, Any]:
    """The same formulas on DuckDB, from Arrow to Arrow."""
    done = project_contribution(nw.from_native(duckdb.from_arrow(frame.to_arrow()))).to_native()
    table = done.select("jkk", "jkm", "total").to_arrow_table()
    return {name: table[name].to_numpy() for name in ("jkk", "jkm", "total")}


def copied(frame: pl.DataFrame) -> dict[str, Any]:
    """No computing at all: three columns written."""
    base = frame["base"].to_numpy()
    return {name: base.copy() for name in ("jkk", "jkm", "total")}


def openfisca_system() -> TaxBenefitSystem:
    """A tax-benefit system with one entity, one input and the two scales of PP 44/2015."""
    entity = build_entity(key="project", plural="projects", label="Project", is_person=True)
    system = TaxBenefitSystem([entity])
    system.parameters = ParameterNode("", data={name: {"brackets": _brackets(key)} for name, key in KEYS.items()})
    common = {"value_type": float, "entity": entity, "definition_period": DateUnit.MONTH}
    system.add_variable(type("base", (Variable,), common))
    for name in KEYS:
        system.add_variable(type(name, (Variable,), common | {"formula": _scale_formula(name)}))
    total = {"formula": lambda project, period: project("jkk", period) + project("jkm", period)}
    system.add_variable(type("total", (Variable,), common | total))
    return system


def _brackets(key: str) -> list[dict[str, Any]]:
    scale = parameter(key).at(ON).value
    lowers = [0, *(row["upper"] for row in scale[:-1])]
    return [
        {
            "threshold": {"2015-07-01": {"value": lower}},
            "rate": {"2015-07-01": {"value": row["rate"] / 100_000}},
        }
        for lower, row in zip(lowers, scale, strict=True)
    ]


def _scale_formula(name: str) -> Callable[[Any, Any, Any], Any]:
    def formula(project: Any, period: Any, parameters: Any) -> Any:
        return getattr(parameters(period), name).calc(project("base", period))

    return formula


def in_batches(
    compute: Callable[[npt.NDArray[Any]], dict[str, Any]],
) -> Callable[[pl.DataFrame], dict[str, Any]]:
    """The same computation, ``BATCH`` rows at a time."""

    def run_all(frame: pl.DataFrame) -> dict[str, Any]:
        base = frame["base"].to_numpy()
        parts = [compute(base[start : start + BATCH]) for start in range(0, len(base), BATCH)]
        return {name: np.concatenate([part[name] for part in parts]) for name in ("jkk", "jkm", "total")}

    return run_all


def openfisca_simulation(system: TaxBenefitSystem) -> Callable[[npt.NDArray[Any]], dict[str, Any]]:
    """OpenFisca as it is used: a simulation whose variables are float32."""

    def compute(base: npt.NDArray[Any]) -> dict[str, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, count=len(base))
        simulation.set_input("base", PERIOD, base)
        return {name: simulation.calculate(name, PERIOD) for name in ("jkk", "jkm", "total")}

    return compute


def openfisca_scales(system: TaxBenefitSystem) -> Callable[[npt.NDArray[Any]], dict[str, Any]]:
    """Only OpenFisca's MarginalRateTaxScale, on float64."""
    at_instant = system.get_parameters_at_instant(PERIOD)

    def compute(base: npt.NDArray[Any]) -> dict[str, Any]:
        done = {name: getattr(at_instant, name).calc(base.astype(np.float64)) for name in KEYS}
        return done | {"total": done["jkk"] + done["jkm"]}

    return compute


def exact(frame: pl.DataFrame) -> Answers:
    """The exact answer in int64, slice by slice, rounded half-up once; checked on a sample in Python
    integers.
    """
    base = frame["base"].to_numpy()
    done = {name: _exact(base, key) for name, key in KEYS.items()}
    sample = range(0, len(base), max(1, len(base) // 10_000))
    for name, key in KEYS.items():
        if any(int(done[name][row]) != _plain(int(base[row]), key) for row in sample):
            raise AssertionError(f"the int64 formula is not exact for {name}")
    return done


def _exact(base: Whole, key: str) -> Whole:
    parts, lower = np.zeros_like(base), 0
    for row in parameter(key).at(ON).value:
        upper = row["upper"] or np.iinfo(np.int64).max
        parts += np.clip(base - lower, 0, upper - lower) * row["rate"]
        lower = upper
    return (parts + 50_000) // 100_000


def _plain(base: int, key: str) -> int:
    parts, lower = 0, 0
    for row in parameter(key).at(ON).value:
        upper = base if row["upper"] is None else min(base, row["upper"])
        parts += max(0, upper - lower) * row["rate"]
        lower = row["upper"]
    return (parts + 50_000) // 100_000


def differing(found: dict[str, Any], right: Answers) -> int:
    """Rows in which JKK or JKM, each rounded half-up to the rupiah, is not the exact one.

    The total is left out: a peer that adds before it rounds would be blamed for an order of rounding.
    """
    wrong = np.zeros(len(right["jkk"]), dtype=bool)
    for name in KEYS:
        given = found[name]
        if given.dtype != np.int64:
            given = np.floor(given.astype(np.float64) + 0.5).astype(np.int64)
        wrong |= given != right[name]
    return int(wrong.sum())


def contenders() -> tuple[Contender, ...]:
    """All who run, in order."""
    system = openfisca_system()
    return (
        Contender("NumPy, only copying", copied, computes=False),
        Contender("Payung on Polars", on_polars),
        Contender("Payung on DuckDB", on_duckdb),
        Contender("OpenFisca simulation (float32)", in_batches(openfisca_simulation(system))),
        Contender("OpenFisca scales alone (float64)", in_batches(openfisca_scales(system))),
    )


def run(rows: int = 10_000_000) -> list[dict[str, Any]]:
    """Per contender: name, rows, seconds, rows_per_second, different (None where nothing is computed)."""
    warm, frame = projects(1_000), projects(rows)
    right = exact(frame)
    return [_measured(contender, warm, frame, right) for contender in contenders()]


def _measured(contender: Contender, warm: pl.DataFrame, frame: pl.DataFrame, right: Answers) -> dict[str, Any]:
    contender.compute(warm)
    start = time.perf_counter()
    found = contender.compute(frame)
    seconds = time.perf_counter() - start
    return {
        "name": contender.name,
        "rows": len(frame),
        "seconds": round(seconds, 3),
        "rows_per_second": round(len(frame) / seconds),
        "different": differing(found, right) if contender.computes else None,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Print the table."""
    table = Table(title="Contributions of projects (wrong: rows that differ from the exact answer)")
    for heading in ("who", "rows", "seconds", "rows/s", "wrong", "peak MiB"):
        table.add_column(heading, justify="left" if heading == "who" else "right", no_wrap=True)
    for line in run():
        different = "–" if line["different"] is None else f"{line['different']:,}"
        numbers = (f"{line['rows']:,}", f"{line['seconds']:.3f}", f"{line['rows_per_second']:,}", different)
        table.add_row(line["name"], *numbers, f"{line['peak_mib']:,}")
    # A number cut off by a narrow terminal would be no number.
    Console(width=max(Console().width, 110)).print(table)


if __name__ == "__main__":
    main()
