"""Does a Spark cluster of two executors give the tables of Polars, and is it said what is missing where it cannot?"""

from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.people.people import read_people
from payung.reconcile.people.pipeline import link_people
from payung.reconcile.people.spill import spill_roster
from payung.reconcile.runners.on_spark import require_java
from payung.reconcile.runners.runner import opened
from payung.reconcile.sources.intake import Intake, take_in
from payung.refusal import Refusal
from payung.sample.crowd import write_crowd

CLUSTER = Machine(Engine.SPARK, spark_master="local-cluster[2,1,2048]")


def test_a_cluster_of_two_gives_the_links_that_polars_gives(tmp_path: Path) -> None:
    """Over the keys of the NIK alone: each level costs Spark half a minute on a slow machine."""
    require_java()  # its sentence says what to install where Java is missing
    write_crowd(tmp_path / "orang", workers=60, participants=200, seed=4)
    intake = take_in(tmp_path / "orang")
    links = [_linked(intake, tmp_path / machine.engine, machine) for machine in (Machine(Engine.POLARS), CLUSTER)]
    assert links[1].equals(links[0])
    assert {"link", "none"} <= set(links[0]["decision"])


def _linked(intake: Intake, folder: Path, machine: Machine) -> pl.DataFrame:
    folder.mkdir()
    spill_roster([read_people(intake, folder).roster], folder)
    with opened(machine, folder) as runner:
        return link_people(folder, runner=runner, strongest=2).lines().collect()


@pytest.mark.parametrize("version", [None, 'openjdk version "11.0.2"', "no java at all"])
def test_without_java_17_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str | None
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    if version is not None:
        java = tmp_path / "java"
        java.write_text(f"#!/bin/sh\necho '{version}' >&2\n")
        java.chmod(0o755)
    with pytest.raises(Refusal, match="openjdk-17-jre-headless"):
        require_java()
