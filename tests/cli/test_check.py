"""Does `payung check` answer, write a whole folder, and refuse bad input in one sentence?"""

import json
from pathlib import Path

import polars as pl
import pytest

from payung.cli.main import run
from payung.sample.city import write_city


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kota") / "contoh"
    write_city(folder, city="36.71", seed=5, packages=60)
    return folder


def check(*arguments: object) -> int:
    return run(["check", *map(str, arguments)])


def test_the_folder_holds_tables_reports_manifest_and_rejects(city: Path, tmp_path: Path) -> None:
    assert check(city, "--as-of", "2026-11-23", "--out", tmp_path / "hasil") == 0
    names = {path.name for path in (tmp_path / "hasil").iterdir()}
    assert names >= {
        "packages.parquet", "registration_links.parquet", "coverage.parquet", "findings.parquet",
        "unmatched_registrations.parquet", "rejected.csv", "manifest.json", "laporan.xlsx", "laporan.html",
    }  # fmt: skip


def test_json_carries_every_figure_asked_for(city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(city, "--as-of", "2026-11-23", "--out", tmp_path / "hasil", "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["packages"] == pl.read_parquet(tmp_path / "hasil" / "packages.parquet").height
    assert {
        "with_registration", "protected_before_start", "uncovered_days", "contribution_due", "contribution_paid",
        "findings", "unmatched", "rejected",
    } <= set(summary)  # fmt: skip


def test_the_second_run_knows_what_is_new(city: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert check(city, "--as-of", "2026-11-23", "--out", tmp_path / "hasil") == 0
    assert not list(tmp_path.glob(".hasil*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{city}", "--as-of", "besok", "--out", "{out}"], "besok"),
        (["{city}", "--as-of", "2026-11-23", "--out", "{out}", "--engine", "abakus"], "abakus"),
        (["{out}/tidak-ada", "--as-of", "2026-11-23", "--out", "{out}"], "tidak ditemukan"),
        (["{empty}", "--as-of", "2026-11-23", "--out", "{out}"], "dikenali"),
        (["{city}", "--as-of", "2026-11-23", "--out", "{city}"], "tidak ada yang diubah"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    (tmp_path / "kosong").mkdir()
    places = {"city": city, "out": tmp_path / "hasil", "empty": tmp_path / "kosong"}
    assert check(*(argument.format(**places) for argument in arguments)) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert not (tmp_path / "hasil").exists()


def test_a_broken_file_is_named_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "masuk").mkdir()
    (tmp_path / "masuk" / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    assert check(tmp_path / "masuk", "--as-of", "2026-11-23", "--out", tmp_path / "hasil") == 2
    assert "rusak.xlsx" in capsys.readouterr().err
    assert not (tmp_path / "hasil").exists()


def test_sample_refuses_a_folder_that_holds_something(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sample", "--out", str(city), "--packages", "10"]) == 2
    assert "folder kosong" in capsys.readouterr().err
