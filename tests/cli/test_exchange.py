"""Do city and branch find whom they have in common by the command, and by nothing that names anybody?"""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from payung.cli.main import run

ROSTER = """nik,nama,tgl_lahir,pekerjaan
3671991708900017,Misalwati Andaikan,17-08-1990,tukang
3671994503850023,Upamawan Seandainya,05-03-1985,kenek
3671991212910031,Barangkali Umpama,12-12-1991,mandor
"""
PARTICIPANTS = """kpj,nik,nama,tgl_lahir,segmen
26000000031,3671991212910031,BARANGKALI UMPAMA,1991-12-12,PU
26000000041,3671990101800041,KIRANYA SEUMPAMA,1980-01-01,BPU
26000000011,3671991708900010,MISALWATI ANDAIKAN,1990-08-17,JAKON
"""


def exchange(*arguments: object) -> int:
    return run(["exchange", *map(str, arguments)])


@pytest.fixture
def sides(tmp_path: Path) -> Path:
    """A folder with both lists, a secret, and both encoded."""
    (tmp_path / "daftar.csv").write_text(ROSTER)
    (tmp_path / "peserta.csv").write_text(PARTICIPANTS)
    assert exchange("secret", tmp_path / "rahasia") == 0
    for name, out in (("daftar.csv", "kota.sandi"), ("peserta.csv", "cabang.sandi")):
        assert exchange("encode", tmp_path / name, "--secret-file", tmp_path / "rahasia", "--out", tmp_path / out) == 0
    return tmp_path


def test_both_sides_learn_which_of_their_own_lines_were_found(sides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    out = sides / "pasangan.csv"
    assert exchange("match", sides / "kota.sandi", sides / "cabang.sandi", "--out", out, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "rows_a": 3, "rows_b": 3, "pairs": 2, "matched_a": 2, "matched_b": 2, "threshold": 0.84, "out": str(out),
    }  # fmt: skip
    pairs = pl.read_csv(out)
    lines = {
        side: pl.read_csv(sides / f"{name}.sandi.simpan-sendiri.csv").select(
            pl.col("baris").alias(f"baris_{side}"), line="baris_berkas"
        )
        for side, name in (("a", "kota"), ("b", "cabang"))
    }
    found = pairs.join(lines["a"], on="baris_a").join(lines["b"], on="baris_b", suffix="_b")
    assert sorted(found.select("line", "line_b").rows()) == [(2, 4), (4, 2)]


def test_the_pairs_hold_row_numbers_and_scores_alone(sides: Path) -> None:
    assert exchange("match", sides / "kota.sandi", sides / "cabang.sandi", "--out", sides / "pasangan.csv") == 0
    assert pl.read_csv(sides / "pasangan.csv").columns == ["baris_a", "baris_b", "skor"]


def test_nothing_that_is_written_or_said_holds_a_nik(sides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exchange("match", sides / "kota.sandi", sides / "cabang.sandi", "--out", sides / "pasangan.csv") == 0
    written = [path.read_bytes() for path in sides.iterdir() if path.name not in ("daftar.csv", "peserta.csv")]
    said = "".join(capsys.readouterr())
    assert not any(re.search(rb"3671\d{12}|(?i:misalwati)", content) for content in written)
    assert not re.search(r"3671\d{12}|(?i:misalwati)", said)


def test_encoding_says_what_to_hand_over_and_what_to_keep(sides: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    arguments = ("encode", sides / "daftar.csv", "--secret-file", sides / "rahasia", "--out", sides / "lagi.sandi")
    assert exchange(*arguments, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["rows"], facts["out"]) == (3, str(sides / "lagi.sandi"))
    assert Path(facts["keep"]).is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["match", "{d}/kota.sandi", "{d}/lain.sandi", "--out", "{d}/p.csv"], "rahasia yang berbeda"),
        (["match", "{d}/kota.sandi", "{d}/daftar.csv", "--out", "{d}/p.csv"], "bukan berkas dari"),
        (["match", "{d}/kota.sandi", "{d}/cabang.sandi", "--out", "{d}/p.csv", "--threshold", "1.5"], "Ambang"),
        (["match", "{d}/kota.sandi", "{d}/cabang.sandi", "--out", "{d}/daftar.csv"], "sudah ada"),
        (["encode", "{d}/daftar.csv", "--secret-file", "{d}/tak-ada", "--out", "{d}/x.sandi"], "Rahasia"),
        (["encode", "{d}/tak-ada.csv", "--secret-file", "{d}/rahasia", "--out", "{d}/x.sandi"], "tidak ditemukan"),
        (["encode", "{d}/daftar.csv", "--secret-file", "{d}/rahasia", "--out", "{d}/kota.sandi"], "sudah ada"),
        (["secret", "{d}/rahasia"], "sudah ada"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(
    sides: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert exchange("secret", sides / "rahasia-lain") == 0
    other = ("--secret-file", sides / "rahasia-lain", "--out", sides / "lain.sandi")
    assert exchange("encode", sides / "peserta.csv", *other) == 0
    capsys.readouterr()
    assert exchange(*(argument.format(d=sides) for argument in arguments)) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said
    assert not (sides / "p.csv").exists()
    assert not (sides / "x.sandi").exists()
