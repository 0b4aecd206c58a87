"""Is a worker's hash the same from run to run, of no use without the key, and the key its owner's alone?"""

import stat
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from payung.reconcile.people.hashing import LETTERED, LETTERS, Disclosure, default_key_path, read_key, who, worker_hash
from payung.refusal import Refusal

KEY, OTHER_KEY = b"k" * 32, b"x" * 32
NIK = "3671010101800001"


def hashes(*texts: str | None, key: bytes | None = KEY) -> list[str | None]:
    column = pl.Series("text", texts, dtype=pl.String)
    return column.to_frame().select(worker_hash(pl.col("text"), key=key)).to_series().to_list()


def test_one_text_has_one_hash_and_another_text_another() -> None:
    first, again, other, empty = hashes("nik 1", "nik 1", "nik 2", None)
    assert first == again != other
    assert empty is None
    assert [len(one or "") for one in (first, other)] == [LETTERS, LETTERS]


def test_a_hash_is_never_a_number_to_excel() -> None:
    assert all((one or "").isalpha() for one in hashes(*map(str, range(2000))))


def test_a_hash_is_that_of_its_key_and_stays_the_same_for_ever() -> None:
    assert hashes("nik 1") != hashes("nik 1", key=OTHER_KEY)
    assert hashes("nik 1") == ["646a6319ffbf81764c7a".translate(LETTERED)]


def test_without_a_key_there_is_no_hash() -> None:
    assert hashes("nik 1", None, key=None) == [None, None]


def test_an_empty_column_has_no_hashes() -> None:
    assert hashes() == []


def test_a_worker_is_known_by_the_first_key_the_row_has() -> None:
    rows = pl.DataFrame(
        {
            "nik": [NIK, None, None, None, None],
            "name_key": ["SLAMET", "SLAMET", "SLAMET", "SLAMET", "SLAMET"],
            "born_key": ["1980-01-01", "1980-01-01", None, None, None],
            "kpj_key": ["12345678901", "12345678901", "12345678901", None, None],
            "phone": ["81234567890", "81234567890", "81234567890", "81234567890", None],
        }
    ).with_columns(pl.col("born_key").str.to_date())
    assert rows.select(who()).to_series().to_list() == [
        f"nik {NIK}", "nama SLAMET 1980-01-01", "kpj 12345678901", "hp 81234567890 SLAMET", None,
    ]  # fmt: skip


def test_a_nik_is_masked_unless_asked_for_and_asking_is_recorded() -> None:
    column = pl.DataFrame({"nik": [NIK]})
    asked = Disclosure(KEY, nik_asked_at=datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    assert column.select(Disclosure(KEY).nik(pl.col("nik"))).item() == "3671**********01"
    assert column.select(asked.nik(pl.col("nik"))).item() == NIK
    assert Disclosure().recorded("0.1.0") == {"show_nik": False}
    assert asked.recorded("0.1.0") == {
        "show_nik": True, "show_nik_at": "2026-11-24T09:30:00+00:00", "show_nik_version": "0.1.0",
    }  # fmt: skip


def test_a_key_is_made_at_first_use_for_its_owner_alone_and_kept(tmp_path: Path) -> None:
    path = default_key_path(tmp_path / "kota" / "hasil")
    key = read_key(path)
    assert len(key) == 32
    assert read_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_runs_beside_each_other_share_a_key_that_git_leaves_alone(tmp_path: Path) -> None:
    path = default_key_path(tmp_path / "januari")
    read_key(path)
    assert path == default_key_path(tmp_path / "februari")
    assert (path.parent / ".gitignore").read_text() == "*\n"


def test_two_folders_have_two_keys(tmp_path: Path) -> None:
    assert read_key(tmp_path / "a" / "kunci") != read_key(tmp_path / "b" / "kunci")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "kunci"
    path.write_text("ab" * 32)
    path.chmod(mode)
    with pytest.raises(Refusal, match="dapat dibaca orang lain"):
        read_key(path)


@pytest.mark.parametrize("text", ["", "bukan kunci", "ab" * 31, "ab" * 33, "é" * 64])
def test_what_is_no_key_is_refused_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "kunci"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(Refusal, match="bukan kunci Payung"):
        read_key(path)
    assert path.read_text(encoding="utf-8") == text
