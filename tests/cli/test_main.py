"""Is every wrong call refused in one sentence, in the language asked for, and is nothing loaded too early?"""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from payung import __version__
from payung.cli.main import COMMANDS, main, run
from payung.cli.words import speak


@pytest.fixture(autouse=True)
def _indonesian() -> Iterator[None]:
    yield
    speak("id")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "premium project --vlue 1",
            "Pilihan --vlue tidak dikenal. Lihat pilihannya: payung premium project --help.",
        ),
        ("premium project --value 1", "--on belum disebut. Lihat pilihannya: payung premium project --help."),
        ("premium project --value 1 --on", "Pilihan --on perlu satu nilai."),
        ("premium project x y --value 1 --on 2025-01-01", "“x y” tidak dikenal di sini."),
        ("law show --on 2025-01-01", "KEY belum disebut."),
        ("premium", "Perintah itu belum lengkap. Lihat pilihannya: payung premium --help."),
        ("premium prjct", "“prjct” tidak dikenal di sini."),
        ("premi", "“premi” tidak dikenal di sini. Lihat pilihannya: payung --help."),
        ("sample --seed satu --out x", "Isi --seed tidak dapat dipakai."),
        ("--lang fr law list", "Bahasa “fr” tidak dikenal; pilih id, en."),
        ("--lang en premi", "“premi” is not known here. See what there is: payung --help."),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(line: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split()) == 2
    output = capsys.readouterr()
    assert sentence in output.err
    assert output.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_every_part(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in COMMANDS)


def test_help_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["premium", "project", "--help", "--lang", "en"]) == 0
    assert "Contract value without VAT" in capsys.readouterr().out


def test_the_language_may_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAYUNG_LANG", "en")
    assert run(["premium", "project", "--value", "x", "--on", "2025-01-01"]) == 2
    assert "is not an amount of rupiah" in capsys.readouterr().err


def test_the_version_is_told_and_the_command_leaves_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert (left.value.code, capsys.readouterr().out.strip()) == (0, __version__)


def test_premium_does_not_load_what_only_the_check_needs() -> None:
    script = (
        "import sys; from payung.cli.main import run; "
        "code = run(['premium', 'project', '--value', '1', '--on', '2025-03-01', '--json']); "
        "sys.exit(code or any(name in sys.modules for name in ('splink', 'duckdb', 'holidays')))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0
