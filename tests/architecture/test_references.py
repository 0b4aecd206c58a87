"""Do the generated references say what the code does, and can the templates be used as they are?"""

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from payung.reconcile.engines import Engine, Machine
from payung.reconcile.run import check
from payung.reconcile.sources.intake import take_in
from payung.rules.doubts import count_by_status
from payung.rules.parameters import law

TEMPLATES = ("daftar_pekerja", "kunjungan", "paket", "pembayaran", "pendaftaran", "peserta")


@pytest.fixture
def filled_in(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "kota"
    shutil.copytree(root / "docs" / "reference" / "templat", folder)
    return folder


def test_the_committed_references_are_those_the_code_writes(root: Path) -> None:
    command = [sys.executable, str(root / "tools" / "build_reference.py"), "--check"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_reference_that_differs_is_named_and_ends_in_1(
    tool: ModuleType, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(root / "docs" / "reference", tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(tool, "REFERENCE", tmp_path)
    (tmp_path / "tables.md").write_text("lama\n", encoding="utf-8")
    assert tool.main(["--check"]) == 1
    assert "tables.md" in capsys.readouterr().err


def test_every_command_and_every_option_has_help(tool: ModuleType) -> None:
    found = dict(tool.commands())
    options = [(name, option.name, option.help) for name, command in found.items() for option in command.params]
    assert [name for name, command in found.items() if not command.help] == []
    assert [(name, option) for name, option, said in options if not said] == []


def test_every_command_is_in_the_reference(tool: ModuleType, root: Path) -> None:
    text = (root / "docs" / "reference" / "perintah.md").read_text(encoding="utf-8")
    assert [name for name, _ in tool.commands() if f"\n## {name}\n" not in text] == []


def test_every_command_of_the_operator_has_help_and_is_in_the_reference(tool: ModuleType, root: Path) -> None:
    text = (root / "docs" / "reference" / "perintah-admin.md").read_text(encoding="utf-8")
    found = dict(tool.admin_commands())
    assert {"init", "serve", "backup", "restore", "retain", "rotate_key", "audit"} <= set(found)
    assert [name for name, parser in found.items() if not parser.description] == []
    assert [name for name in found if f"\n## payung-admin {name}\n" not in text] == []
    options = [(name, one.dest, one.help) for name, parser in found.items() for one in parser._actions]
    assert [(name, option) for name, option, said in options if not said] == []


def test_every_number_of_the_law_is_in_the_reference_with_its_history_source_and_status(
    tool: ModuleType, root: Path
) -> None:
    text = (root / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    pages = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    assert list(pages) == list(law())
    for key, one in law().items():
        rows = [line for line in pages[key].splitlines() if line.startswith("|")][2:]
        assert len(rows) == len(one.history), key
        for row, entry in zip(rows, one.history, strict=True):
            assert f"| {tool._cell(entry.source)} | {entry.status} |" in row


def test_the_law_opens_with_how_many_numbers_have_each_status(root: Path) -> None:
    text = (root / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    top = text[: text.index("\n## ")]
    for status, count in count_by_status().items():
        assert f"| `{status}` | {status.label} | {count} |" in top
    assert f"Seluruhnya {sum(count_by_status().values())} nilai bertanggal dari {len(law())} ketentuan." in top


def test_the_templates_are_recognised_by_their_columns(filled_in: Path) -> None:
    intake = take_in(filled_in)
    assert tuple(sorted(source.shape.name for source in intake.sources)) == TEMPLATES
    assert intake.unrecognised == ()


def test_every_row_of_the_templates_can_be_used(filled_in: Path) -> None:
    run = check(filled_in, as_of=date(2026, 11, 23), machine=Machine(Engine.POLARS))
    assert run.rejected.height == 0
    assert [run.tables[name].height for name in ("packages", "registrations", "payments")] == [2, 2, 2]


def test_the_lists_of_people_in_the_templates_find_each_other(filled_in: Path) -> None:
    run = check(filled_in, as_of=date(2026, 11, 23), machine=Machine(Engine.POLARS))
    linked = run.tables["worker_links"]
    assert sorted(linked["kpj"]) == ["99000000011", "99000000029"]
    assert set(linked["decision"]) == {"link"}
    assert run.tables["heads"].height == 2


def test_the_reference_explains_every_column_of_the_templates(tool: ModuleType, root: Path) -> None:
    assert sorted(tool.LISTS) == list(TEMPLATES)
    for name in TEMPLATES:
        header = (root / "docs" / "reference" / "templat" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        assert list(tool.LISTS[name]["columns"]) == header.split(",")


def test_the_reference_explains_the_columns_by_which_each_list_is_known(tool: ModuleType) -> None:
    parts = {"nama_depan", "nama_tengah", "nama_belakang"}
    for name, told in tool.LISTS.items():
        needs = {need for shape in tool.shapes() if shape.name == name for need in shape.needs}
        assert needs - parts <= {field for field, names in tool.synonyms().items() if set(names) & set(told["columns"])}
