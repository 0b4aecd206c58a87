"""Which cities and nations does the command write, and which does it refuse?"""

import json
from pathlib import Path

import pytest

from payung.cli.main import run


def test_a_city_is_written_with_its_people_or_without(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counted = {}
    for option in ("--people", "--no-people"):
        assert run(["sample", "--packages", "20", option, "--json", "--out", str(tmp_path / option)]) == 0
        counted[option] = json.loads(capsys.readouterr().out)
    assert counted["--people"]["participants"] > counted["--people"]["roster_rows"] > 0
    assert counted["--no-people"]["participants"] == 0
    assert counted["--people"]["registrations"] == counted["--no-people"]["registrations"]


def test_a_city_is_written_as_it_was_on_an_earlier_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["sample", "--packages", "60", "--until"]
    assert run([*told, "2026-08-10", "--json", "--out", str(tmp_path / "kota")]) == 0
    counted = json.loads(capsys.readouterr().out)
    assert 0 < counted["packages"] < 60
    assert counted["participants"] == 0
    assert run([*told, "2027-01-01", "--out", str(tmp_path / "nanti")]) == 2
    assert "dikenal dari 01-01-2026 sampai 23-11-2026" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["kota"]


def test_an_unknown_scale_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sample", "--scale", "dunia", "--out", str(tmp_path / "kota")]) == 2
    assert "Skala dunia tidak dikenal; pilih kota, provinsi, atau negara." in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_crowd_is_never_written_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "milik.txt").write_text("orang")
    assert run(["sample", "--scale", "provinsi", "--out", str(tmp_path)]) == 2
    assert "sudah berisi" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["milik.txt"]
