"""Does training twice give the same model, has the shipped one a weight for everything, and is the sum right?"""

import logging
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from splink import DuckDBAPI, Linker
from test_link import GROSS, OTHER_WORK, PACKAGE, REGISTRATION, package, registered

from payung.reconcile.branch import read_branch
from payung.reconcile.engines import Engine
from payung.reconcile.linkage.comparisons import BLOCKING, COMPARISONS, Comparison
from payung.reconcile.linkage.features import of_packages, of_registrations
from payung.reconcile.linkage.scoring import OUTCOMES, PLACES, score, shipped_model, untrained_model
from payung.reconcile.linkage.training import train
from payung.reconcile.packages import build_packages
from payung.reconcile.sources.intake import take_in
from payung.reconcile.stages import read_stages
from payung.reconcile.values import with_bases
from payung.sample.city import write_city

City = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


@pytest.fixture(scope="module")
def city() -> City:
    packages = [
        package(),
        package(
            package_id="nontender-2", contract_no="602/088/SPK-GDG/2026", name="Rehab Posyandu", net=1, gross=GROSS
        ),
    ]
    rows = [registered(), registered(nomor_kepesertaan="JK-2", **OTHER_WORK)]
    truth = pl.DataFrame({"package_id": ["nontender-1", "nontender-2"], "nomor_kepesertaan": ["JK-1", "JK-2"]})
    return of_packages(pl.DataFrame(packages, PACKAGE)), of_registrations(pl.DataFrame(rows, REGISTRATION)), truth


def test_training_twice_gives_the_same_model(city: City) -> None:
    assert train([city]) == train([city])


def test_a_trained_model_scores_the_true_pair_above_the_others(city: City) -> None:
    packages, registrations, truth = city
    pairs = score(packages, registrations, model=train([city, city, city]))
    marked = pairs.join(truth, on=["package_id", "nomor_kepesertaan"], how="semi")
    assert marked.height == 2
    others = pairs.join(truth, on=["package_id", "nomor_kepesertaan"], how="anti")
    assert marked["probability"].min() > others["probability"].max()  # type: ignore[operator]


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.name)
def test_every_outcome_of_every_comparison_has_weights_in_the_shipped_model(comparison: Comparison) -> None:
    shipped = {told["output_column_name"]: told["comparison_levels"] for told in shipped_model()["comparisons"]}
    absent, *levels = shipped[comparison.name]
    assert absent["is_null_level"]
    assert [level["label_for_charts"] for level in levels] == [level.name for level in comparison.levels]
    assert all(0 < level[weight] < 1 for level in levels for weight in ("m_probability", "u_probability"))


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.name)
@pytest.mark.parametrize("weight", ["m_probability", "u_probability"])
def test_the_outcomes_of_a_comparison_share_out_the_whole(comparison: Comparison, weight: str) -> None:
    shipped = {told["output_column_name"]: told["comparison_levels"] for told in shipped_model()["comparisons"]}
    assert sum(level[weight] for level in shipped[comparison.name][1:]) == pytest.approx(1, abs=1e-4)


def test_the_shipped_model_compares_and_proposes_what_the_code_says() -> None:
    def conditions(model: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[list[str]]:
        return [[level["sql_condition"] for level in told["comparison_levels"]] for told in model["comparisons"]]

    assert conditions(shipped_model()) == conditions(untrained_model())
    assert shipped_model()["blocking_rules_to_generate_predictions"] == list(BLOCKING)


SAYS_LITTLE = 1.1  # weights this close to even move a probability by nothing that anyone sees


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda comparison: comparison.name)
def test_what_is_said_for_a_link_never_counts_against_it_nor_the_reverse(comparison: Comparison) -> None:
    shipped = {told["output_column_name"]: told["comparison_levels"] for told in shipped_model()["comparisons"]}
    pulls = zip(comparison.levels, shipped[comparison.name][1:], strict=True)
    ratios = {level: told["m_probability"] / told["u_probability"] for level, told in pulls}
    assert [level.name for level in ratios if level.sentence.startswith("+") and ratios[level] < 1 / SAYS_LITTLE] == []
    assert [level.name for level in ratios if level.sentence.startswith("-") and ratios[level] > SAYS_LITTLE] == []


def scored_by_splink(packages: pl.DataFrame, registrations: pl.DataFrame) -> pl.DataFrame:
    """What Splink itself makes of the shipped model: the peer."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(duckdb.connect(":memory:"))
    tables = [
        api.register(packages.to_arrow(), table_name="a_packages"),
        api.register(registrations.to_arrow(), table_name="b_registrations"),
    ]
    linker = Linker(tables, shipped_model(), log_level=logging.ERROR, validate_settings=False)
    pairs = pl.DataFrame(linker.inference.predict(warning_mode="never").as_pyarrow_table())  # type: ignore[no-untyped-call]
    return pairs.select(
        package_id="unique_id_l",
        nomor_kepesertaan="unique_id_r",
        probability=pl.col("match_probability").round(PLACES),
        **{name: pl.col(name).cast(pl.Int64) for name in OUTCOMES},
    ).sort("package_id", "nomor_kepesertaan")


def test_splink_computes_the_same_probabilities_for_a_whole_city(tmp_path: Path) -> None:
    write_city(tmp_path, city="36.71", seed=5, packages=300)
    intake = take_in(tmp_path)
    packages = with_bases(build_packages(read_stages(intake), engine=Engine.POLARS).known, as_of=date(2026, 11, 23))
    left, right = of_packages(packages), of_registrations(read_branch(intake).registrations)
    ours, theirs = score(left, right, model=shipped_model()), scored_by_splink(left, right)
    assert ours.height > 100
    keys = ("package_id", "nomor_kepesertaan", *OUTCOMES)
    assert ours.select(keys).equals(theirs.select(keys))
    assert (ours["probability"] - theirs["probability"]).abs().max() <= 10**-PLACES  # type: ignore[operator]
