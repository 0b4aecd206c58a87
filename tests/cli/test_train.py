"""Does training give the same file from the same seeds, and one that the check can read?"""

from pathlib import Path

import pytest

from payung.cli.main import run
from payung.reconcile.people.comparisons import people
from payung.reconcile.people.scoring import from_json, joint_outcomes
from payung.reconcile.people.training import FACTORS

SMALL = ["--workers", "600", "--participants", "3000"]


def test_the_same_seeds_give_the_same_model_down_to_the_byte(tmp_path: Path) -> None:
    once, again = tmp_path / "satu.json", tmp_path / "dua.json"
    assert [run(["train", "--out", str(out), *SMALL]) for out in (once, again)] == [0, 0]
    assert once.read_bytes() == again.read_bytes()
    model = from_json(once.read_text(encoding="utf-8"))
    assert tuple(factor.of for factor in model.factors) == FACTORS
    assert all(set(factor.weights) <= set(joint_outcomes(factor.of, people())) for factor in model.factors)
    assert [y for _, y in model.curve] == sorted(y for _, y in model.curve)
    assert model.words["MUHAMAD"] < 6


def test_a_folder_is_no_place_for_the_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "--out", str(tmp_path), *SMALL]) == 2
    assert "adalah folder" in capsys.readouterr().err
