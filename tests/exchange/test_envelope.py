"""Does an encoded file give nothing away but hashes and bits, and is a file of another kind refused?"""

import json
import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import polars as pl
import pytest

from payung.exchange.envelope import COLUMNS, FORMAT, Encoded, encoded, own_path, read, require_comparable, write
from payung.refusal import Refusal

SECRET = b"r" * 32
WHOLE = "26000000011,3671991708900017,Misalwati Andaikan,17-08-1990,081200000001"
LINES = [f",36719917089{at:05d},Misalwati Andaikan {'ABCDEFGH'[at] * 4},17-08-1990," for at in range(8)]
Listed = Callable[..., pl.DataFrame]


@pytest.fixture
def out(listed: Listed, tmp_path: Path) -> Path:
    write(*encoded(listed(WHOLE, *LINES), secret=SECRET, chance=Random(4)), tmp_path / "kota.sandi")
    return tmp_path / "kota.sandi"


def test_a_file_is_read_as_it_was_written(out: Path) -> None:
    one = read(out)
    assert (one.header.format, one.header.rows, one.rows.height) == (FORMAT, 9, 9)
    assert dict(one.rows.schema) == COLUMNS


def test_the_file_and_the_list_to_keep_are_their_owners_alone(out: Path) -> None:
    assert [stat.S_IMODE(path.stat().st_mode) for path in (out, own_path(out))] == [0o600, 0o600]


def test_neither_file_holds_a_nik_a_name_or_a_birth_date(out: Path) -> None:
    text = (
        read(out).rows.drop("settling", "naming", "niks", "meeting").write_csv()
        + own_path(out).read_text()
        + str(read(out).header)
    )
    assert not re.search(r"(?i)36719917|misalwati|1990", text)
    assert b"MISALWATI" not in out.read_bytes().upper()


def test_row_numbers_tell_nothing_of_the_order_and_lead_back_at_home(out: Path) -> None:
    own = pl.read_csv(own_path(out))
    assert own["baris"].to_list() == list(range(1, 10))
    assert own["baris_berkas"].to_list() != list(range(2, 11))
    assert sorted(own["baris_berkas"].to_list()) == list(range(2, 11))


def test_no_file_is_written_over(out: Path, listed: Listed) -> None:
    before = out.read_bytes()
    with pytest.raises(Refusal, match="sudah ada"):
        write(*encoded(listed(WHOLE), secret=SECRET, chance=Random(4)), out)
    assert out.read_bytes() == before


def test_lists_of_two_secrets_are_not_compared(listed: Listed) -> None:
    mine, theirs = (encoded(listed(WHOLE), secret=secret, chance=Random(4))[0] for secret in (SECRET, b"s" * 32))
    with pytest.raises(Refusal, match="rahasia yang berbeda"):
        require_comparable(mine, theirs)
    require_comparable(mine, mine)


def test_lists_of_two_versions_are_not_compared(listed: Listed) -> None:
    mine = encoded(listed(WHOLE), secret=SECRET, chance=Random(4))[0]
    older = replace(mine, header=replace(mine.header, version="0.0.1"))
    with pytest.raises(Refusal, match=r"Payung yang berbeda .*0\.0\.1"):
        require_comparable(mine, older)


@pytest.mark.parametrize("content", [b"", b"nama;nik", b"PAR1 terpotong PAR1"])
def test_what_is_no_encoded_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "lain").write_bytes(content)
    with pytest.raises(Refusal, match="bukan berkas dari"):
        read(tmp_path / "lain")


def test_a_missing_file_and_a_parquet_of_something_else_are_refused(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "lain")
    for name in ("lain", "tidak-ada"):
        with pytest.raises(Refusal, match="bukan berkas dari"):
            read(tmp_path / name)


def rewritten(one: Encoded, path: Path, **header: object) -> Path:
    changed = replace(one.header, **header)  # type: ignore[arg-type]
    one.rows.write_parquet(path, metadata={"payung": json.dumps(changed.__dict__)})
    return path


def test_another_format_is_refused_by_name(out: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="payung-tukar-99"):
        read(rewritten(read(out), tmp_path / "lama", format="payung-tukar-99"))


def test_an_empty_list_is_refused(out: Path, tmp_path: Path) -> None:
    one = read(out)
    with pytest.raises(Refusal, match="tidak berisi seorang pun"):
        read(rewritten(replace(one, rows=one.rows.clear()), tmp_path / "kosong"))
