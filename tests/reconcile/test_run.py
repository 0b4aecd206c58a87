"""Is a run whole, repeatable, complete in its counts, and discreet?"""

import json
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.run import Run, check, publish, write_tables
from payung.reconcile.tables import TABLES
from payung.refusal import Refusal
from payung.sample.answers import true_links, true_packages

AS_OF = date(2026, 11, 23)


def written(run: Run, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    write_tables(run, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_run_repeated_gives_the_same_bytes(city: Path, city_run: Run, tmp_path: Path) -> None:
    again = check(city, as_of=AS_OF)
    assert written(city_run, tmp_path / "a") == written(again, tmp_path / "b")


def test_every_engine_gives_the_same_tables(city: Path, city_run: Run) -> None:
    other = check(city, as_of=AS_OF, machine=Machine(Engine.DUCKDB))
    for name, table in city_run.tables.items():
        assert table.equals(other.tables[name]), name


def test_tables_have_the_documented_columns_and_unique_keys(city_run: Run) -> None:
    for table in TABLES:
        frame = city_run.tables[table.name]
        assert dict(frame.schema) == table.schema
        assert frame.select(table.key).is_duplicated().sum() == 0, table.name


def test_no_row_is_lost_without_a_reason(city_run: Run) -> None:
    steps = {step["name"]: step for step in city_run.manifest["steps"]}
    read = steps["recognise"]["rows_in"]
    assert read == sum(entry["rows"] for entry in city_run.manifest["inputs"])
    assert read == steps["recognise"]["rows_out"] + sum(steps["recognise"]["detail"].values())
    assert steps["read"]["rows_in"] == sum(steps["read"]["detail"].values())
    assert steps["read"]["detail"]["rejected"] == city_run.rejected.height
    assert steps["packages"]["rows_in"] == sum(steps["packages"]["detail"].values())
    assert steps["payments"]["rows_in"] == sum(steps["payments"]["detail"].values())
    assert steps["link"]["rows_in"] == sum(steps["link"]["detail"].values())


def test_links_and_days_are_those_of_the_truth(city: Path, city_run: Run) -> None:
    links = city_run.tables["registration_links"].filter(pl.col("decision") == "link")
    truth = true_links(city)
    right = links.join(truth, on=["package_id", "nomor_kepesertaan"], how="semi")
    assert right.height >= 0.995 * links.height
    assert right.height >= 0.97 * truth.height
    whole = truth.group_by("package_id").len().join(right.group_by("package_id").len(), on=["package_id", "len"])
    days = city_run.tables["packages"].select("package_id", "uncovered_days")
    compared = whole.join(days, on="package_id").join(
        true_packages(city).select("package_id", true="uncovered_days"), on="package_id"
    )
    assert compared.height > 50
    assert compared.filter(pl.col("uncovered_days") != pl.col("true")).is_empty()


def test_days_and_rupiah_of_the_summary_are_those_of_the_tables(city_run: Run) -> None:
    uncovered = city_run.tables["coverage"].filter(pl.col("state") != "protected")["days"].sum()
    assert city_run.summary["uncovered_days"] == uncovered == city_run.tables["packages"]["uncovered_days"].sum()
    assert sum(city_run.summary["uncovered_days_by_confidence"].values()) == uncovered
    counts = city_run.tables["findings"].group_by("kind").len().rows()
    assert {kind: figures["count"] for kind, figures in city_run.summary["findings"].items()} == dict(counts)


def test_no_output_holds_a_whole_nik(city_run: Run, tmp_path: Path) -> None:
    files = written(city_run, tmp_path / "run")
    texts = [files["rejected.csv"].decode(), files["manifest.json"].decode()]
    texts += [table.write_csv() for table in city_run.tables.values()]
    assert not re.search(r"(?<!\d)3671\d{12}(?!\d)", "\n".join(texts))


def test_every_finding_cites_an_article_and_says_what_closes_it(city_run: Run) -> None:
    findings = city_run.tables["findings"]
    for column in ("sentence", "article", "confidence", "evidence", "closes_by"):
        assert findings[column].null_count() == 0, column
    assert not findings["sentence"].str.contains("(?i)melanggar|curang").any()


def test_a_place_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "surat.txt"
    precious.write_text("penting")
    with pytest.raises(Refusal, match="tidak ada yang diubah"):
        publish(tmp_path, lambda folder: None)
    assert precious.read_text() == "penting"


def test_a_run_replaces_the_run_before_it_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    for text in ("satu", "dua"):
        publish(out, lambda folder, text=text: (folder / "manifest.json").write_text(text))  # type: ignore[misc]
    assert (out / "manifest.json").read_text() == "dua"
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_a_failure_while_writing_leaves_the_run_before_it(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    publish(out, lambda folder: (folder / "manifest.json").write_text("satu") and None)

    def break_off(folder: Path) -> None:
        (folder / "manifest.json").write_text("dua")
        raise OSError("disk penuh")

    with pytest.raises(OSError, match="disk penuh"):
        publish(out, break_off)
    assert (out / "manifest.json").read_text() == "satu"


@pytest.mark.parametrize("after", [0.5, 2.0, 3.5])
def test_killed_at_any_moment_there_is_no_run_or_a_whole_one(city: Path, tmp_path: Path, after: float) -> None:
    out = tmp_path / "hasil"
    command = [
        str(Path(sys.executable).with_name("payung")),
        "check",
        str(city),
        "--as-of",
        "2026-11-23",
        "--out",
        str(out),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    if out.exists():
        assert json.loads((out / "manifest.json").read_text())["summary"]["packages"] > 0
        assert (out / "laporan.html").is_file()
    else:
        assert process.returncode == -signal.SIGKILL
