"""Does a backup hold everything, and does it come back whole or not at all?"""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from payung.accounts.models import Office
from payung.audit.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup that holds one office."""
    Office.objects.create(kind="city", code="36.71", name="Kota Lama")
    to = tmp_path / "cadangan"
    call_command("backup", to=to)
    return to


def test_a_backup_comes_back_as_it_was_and_what_was_there_is_kept(backup: Path) -> None:
    Office.objects.update(name="Kota Baru")
    call_command("restore", source=backup, replace=True)
    assert list(Office.objects.values_list("name", flat=True)) == ["Kota Lama"]
    (kept,) = backup.parent.glob("sebelum-pulih-*")
    call_command("restore", source=kept, replace=True)
    assert list(Office.objects.values_list("name", flat=True)) == ["Kota Baru"]


def test_a_restoration_stands_in_the_trail(backup: Path) -> None:
    call_command("restore", source=backup, replace=True)
    assert Entry.objects.filter(action="database.restored", on="cadangan").exists()


def test_a_database_that_holds_something_is_not_replaced_unasked(backup: Path) -> None:
    Office.objects.update(name="Kota Baru")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", source=backup)
    assert Office.objects.get().name == "Kota Baru"


def test_a_torn_backup_changes_nothing(backup: Path) -> None:
    Office.objects.update(name="Kota Baru")
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match="tidak ada yang diubah"):
        call_command("restore", source=backup, replace=True)
    assert Office.objects.get().name == "Kota Baru"


def test_a_backup_of_another_kind_is_refused(tmp_path: Path) -> None:
    strange = tmp_path / "lain"
    strange.write_bytes(b"bukan cadangan apa pun")
    with pytest.raises(CommandError, match="bukan cadangan"):
        call_command("restore", source=strange, replace=True)
    with pytest.raises(CommandError, match="tidak ada"):
        call_command("restore", source=tmp_path / "hilang", replace=True)


def test_only_its_owner_reads_a_backup_and_nothing_unfinished_is_left(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in backup.parent.iterdir()] == ["cadangan"]


def test_only_postgresql_needs_a_program_and_a_missing_one_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if connection.vendor == "postgresql":
        with pytest.raises(CommandError, match="postgresql-client"):
            call_command("backup", to=tmp_path / "cadangan")
    else:
        call_command("backup", to=tmp_path / "cadangan")
    assert [path.name for path in tmp_path.iterdir()] == ([] if connection.vendor == "postgresql" else ["cadangan"])
