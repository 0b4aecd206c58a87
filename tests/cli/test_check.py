"""Does `payung check` answer, write a whole folder, and refuse bad input in one sentence?"""

import json
import re
import stat
import zipfile
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


@pytest.mark.parametrize(("engine", "is_said"), [("polars", True), ("duckdb", False)])
def test_a_limit_of_memory_that_the_engine_does_not_keep_is_said_to_be_so(
    city: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], engine: str, is_said: bool
) -> None:
    told = ("--as-of", "2026-11-23", "--out", tmp_path / "hasil", "--engine", engine, "--memory", "1GB")
    assert check(city, *told) == 0
    assert ("Batas memori tidak dipakai polars" in capsys.readouterr().err) is is_said


def test_the_second_run_knows_what_is_new(city: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert check(city, "--as-of", "2026-11-23", "--out", tmp_path / "hasil") == 0
    assert not list(tmp_path.glob(".hasil*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{city}", "--as-of", "besok", "--out", "{out}"], "besok"),
        (["{city}", "--as-of", "2026-11-23", "--out", "{out}", "--engine", "abakus"], "abakus"),
        (["{city}", "--as-of", "2026-11-23", "--out", "{out}", "--memory", "banyak"], "banyak"),
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


PEOPLE = {
    "daftar.csv": """id_paket,nik,nama,tgl_lahir,hp,pekerjaan,tgl_mulai,tgl_selesai
PBG-1,3671991708900017,Misalwati Andaikan,17-08-1990,081200000001,tukang,02-03-2026,30-05-2026
PBG-1,3671994503850023,Upamawan Seandainya,05-03-1985,,kenek,02-03-2026,30-05-2026
PBG-1,367199121291003,Barangkali 3671991212910031,,,mandor,02-03-2026,30-05-2026
,3671 9912 1291 0041,,,,,,
""",
    "peserta.csv": """kpj,nik,nama,tgl_lahir,segmen,tgl_awal,lunas_sampai
26000000011,3671991708900017,MISALWATI ANDAIKAN,1990-08-17,JAKON,2026-03-01,2026-12-31
26000000021,3671994503850024,UPAMAWAN SEANDAINYA,1985-03-05,PU,2026-03-01,2026-12-31
,,tanpa apa-apa 3671994503850099,,PU,,
""",
    "kunjungan.csv": """id_paket,tgl_kunjungan,jumlah_pekerja,catatan
PBG-1,10-03-2026,5,mandor 3671991212910031 di lokasi
PBG-1,besok,5,NIK 3671991212910031
""",
}  # district 99 of 36.71 does not exist
NIK = re.compile(rb"(?<!\d)3671\d{12}(?!\d)")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    folder = tmp_path / "orang"
    folder.mkdir()
    for name, text in PEOPLE.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """What every file of a run folder says, unpacked."""
    said = {}
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            said[path.name] = json.dumps(pl.read_parquet(path).to_dicts(), default=str).encode()
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                said |= {f"{path.name}/{name}": book.read(name) for name in book.namelist()}
        elif path.is_file():
            said[path.name] = path.read_bytes()
    return said


def test_the_run_folder_is_its_owners_alone(people: Path, tmp_path: Path) -> None:
    assert check(people, "--as-of", "2026-11-23", "--out", tmp_path / "hasil") == 0
    assert stat.S_IMODE((tmp_path / "hasil").stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "hasil").rglob("*")}
    assert modes
    assert {name for name, mode in modes.items() if mode & 0o077} == set()


def test_no_file_of_a_run_holds_a_nik_unless_asked(people: Path, tmp_path: Path) -> None:
    assert check(people, "--as-of", "2026-11-23", "--out", tmp_path / "hasil") == 0
    said = contents(tmp_path / "hasil")
    assert {"worker_links.parquet", "manifest.json", "laporan.html", "rejected.csv", "telaah-tautan.csv"} <= set(said)
    assert {name: NIK.findall(content) for name, content in said.items() if NIK.search(content)} == {}
    assert json.loads(said["manifest.json"])["show_nik"] is False


def test_niks_asked_for_stand_in_worker_links_and_the_asking_is_recorded(people: Path, tmp_path: Path) -> None:
    assert check(people, "--as-of", "2026-11-23", "--out", tmp_path / "hasil", "--show-nik") == 0
    links = pl.read_parquet(tmp_path / "hasil" / "worker_links.parquet")
    assert "3671991708900017" in links["nik"].to_list()
    manifest = json.loads((tmp_path / "hasil" / "manifest.json").read_text("utf-8"))
    assert manifest["show_nik"] is True
    assert {"show_nik_at", "show_nik_version"} <= set(manifest)


def test_runs_beside_each_other_have_the_same_hashes_and_a_key_of_ones_own_others(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {"a": tmp_path / "a" / "satu", "b": tmp_path / "a" / "dua", "c": tmp_path / "c" / "tiga"}
    for place in ("a", "b"):
        assert check(people, "--as-of", "2026-11-23", "--out", places[place]) == 0
    monkeypatch.setenv("PAYUNG_KEY_FILE", str(tmp_path / "kunci-sendiri"))
    assert check(people, "--as-of", "2026-11-23", "--out", places["c"]) == 0
    first, again, other = (
        pl.read_parquet(place / "worker_links.parquet")["worker_hash"].to_list() for place in places.values()
    )
    assert first == again != other
    assert any(first)
    assert not (tmp_path / "c" / ".kunci-payung").exists()


def test_a_key_that_others_may_read_ends_the_run_before_it_begins(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kunci").write_text("ab" * 32)
    (tmp_path / "kunci").chmod(0o644)
    assert check(people, "--as-of", "2026-11-23", "--out", tmp_path / "hasil", "--key", tmp_path / "kunci") == 2
    assert "dapat dibaca orang lain" in capsys.readouterr().err
    assert not (tmp_path / "hasil").exists()
