"""Is text that is not UTF-8 read right, a large file in pieces, and is a broken byte named by its line?"""

import io
import re
import stat
from datetime import date
from pathlib import Path
from typing import IO, Any

import polars as pl
import pytest
from invented_exports import NIK

from payung.reconcile.run import check
from payung.reconcile.sources import lists, transcoding
from payung.reconcile.sources.intake import take_in
from payung.reconcile.sources.parts import LINE
from payung.reconcile.sources.preview import preview
from payung.reconcile.sources.reading import read
from payung.reconcile.sources.recognition import columns_of
from payung.reconcile.sources.transcoding import encoding_of, utf8_pieces
from payung.reconcile.working import PREFIX
from payung.refusal import Refusal

BLOCK = 64
ROWS = 200
MARKS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


def text(separator: str = "\t") -> str:
    rows = [f"{26_000_000_000 + at},{NIK},Misal é {at}" for at in range(ROWS)]
    return "\r\n".join(["kpj,nik,nama", *rows, ""]).replace(",", separator)


def written(folder: Path, kind: str) -> Path:
    path = folder / "peserta.csv"
    path.write_bytes(MARKS.get(kind, b"") + text().encode(kind))
    return path


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is a large one, read in blocks that part its letters."""
    monkeypatch.setattr(transcoding, "BLOCK", BLOCK)
    monkeypatch.setattr(lists, "LARGE", 0)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each reading of a file asked for; -1: all of them."""
    sizes: list[int] = []
    opened = Path.open

    class Watched(io.FileIO):
        def read(self, size: int | None = -1) -> bytes | None:
            sizes.append(-1 if size is None else size)
            return super().read(size)

    def watched(path: Path, mode: str = "r", **how: Any) -> IO[Any]:
        return Watched(path) if mode == "rb" else opened(path, mode, **how)  # type: ignore[return-value]

    monkeypatch.setattr(Path, "open", watched)
    return sizes


@pytest.mark.parametrize("kind", ["utf-8", "utf-8-sig", "cp1252", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("size", [0, lists.LARGE])
def test_every_encoding_gives_the_same_cells(
    tmp_path: Path, kind: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "LARGE", size)
    monkeypatch.setattr(transcoding, "BLOCK", BLOCK + 1)  # a letter of two bytes is parted
    path = written(tmp_path, kind)
    (part,) = read(path, path.name, columns_of(tmp_path), scratch=tmp_path)
    assert part.frame["nama"].to_list() == [f"Misal é {at}" for at in range(ROWS)]
    assert part.frame[LINE].to_list() == list(range(2, ROWS + 2))
    assert part.encoding == kind.removesuffix("-sig")


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("kind", ["cp1252", "utf-16-le"])
def test_a_large_file_is_read_in_pieces_into_a_copy_that_is_its_owners_alone(
    tmp_path: Path, kind: str, asked: list[int]
) -> None:
    path = written(tmp_path, kind)
    scratch = tmp_path / "kerja"
    scratch.mkdir()
    (part,) = read(path, path.name, columns_of(tmp_path), scratch=scratch)
    assert part.rows == ROWS
    sizes = list(asked)
    assert -1 not in sizes
    assert len([size for size in sizes if size == BLOCK]) >= path.stat().st_size // BLOCK
    assert max(sizes) <= max(BLOCK, lists.HEAD_BYTES)
    (copy,) = scratch.iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.read_bytes() == text().encode()


@pytest.mark.usefixtures("small_blocks")
def test_no_piece_holds_more_than_a_block(tmp_path: Path) -> None:
    path = written(tmp_path, "cp1252")
    pieces = list(utf8_pieces(path, "cp1252", name=path.name))
    assert len(pieces) > path.stat().st_size // BLOCK
    assert max(map(len, pieces)) <= BLOCK * 3  # a byte of Windows' Latin takes at most three in UTF-8


@pytest.mark.usefixtures("small_blocks")
def test_the_copies_of_a_run_are_gone_at_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, temporary = tmp_path / "masuk", tmp_path / "sementara"
    inputs.mkdir()
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    written(inputs, "cp1252")
    check(inputs, as_of=date(2026, 11, 23))
    (tmp_path / "masuk" / "rusak.csv").write_bytes(b"kpj,nik,nama\n1,2,a\x81\n")
    with pytest.raises(Refusal):
        check(inputs, as_of=date(2026, 11, 23))
    assert list(temporary.iterdir()) == []


@pytest.mark.usefixtures("small_blocks")
def test_a_preview_leaves_nothing_beside_the_files(tmp_path: Path) -> None:
    inputs = tmp_path / "masuk"
    inputs.mkdir()
    written(inputs, "utf-16-le")
    assert preview(inputs).tables[0].rows == ROWS
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(PREFIX)] == []


def test_the_manifest_tells_of_an_encoding_only_where_it_is_not_utf_8(tmp_path: Path) -> None:
    written(tmp_path, "utf-16-be")
    (tmp_path / "lain.csv").write_text(text(), encoding="utf-8")
    told = {str(entry["file"]): entry.get("encoding") for entry in take_in(tmp_path).inputs}
    assert told == {"peserta.csv": "utf-16-be", "lain.csv": None}


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (text(",").encode().replace(b"Misal \xc3\xa9 150", b"Misal \xe9 150"), 152),  # UTF-8 above it
        (b"\xef\xbb\xbf" + text(",").replace("é", "e").encode().replace(b"l e 70", b"l \xe9 70"), 72),  # a mark
        (text(",").encode("cp1252").replace(b"Misal \xe9 99\r", b"Misal \x81 99\r"), 101),
        (b"\xff\xfe" + text().encode("utf-16-le") + b"\x41", ROWS + 2),
    ],
)
def test_a_broken_byte_is_one_sentence_with_its_line(tmp_path: Path, raw: bytes, line: int) -> None:
    (tmp_path / "peserta.csv").write_bytes(raw)
    with pytest.raises(Refusal, match=re.escape(f"Berkas peserta.csv rusak pada baris {line}: ")):
        take_in(tmp_path, scratch=tmp_path)


@pytest.mark.usefixtures("small_blocks")
def test_a_letter_of_windows_at_the_end_of_a_block_is_no_broken_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "peserta.csv"
    path.write_bytes(b"a" * (BLOCK - 1) + b"\xe9" + b"a" * BLOCK)
    assert encoding_of(path, name=path.name) == "cp1252"


def test_what_is_read_from_a_copy_is_what_the_original_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "cp1252")
    small = take_in(tmp_path).sources[0].frame
    monkeypatch.setattr(lists, "LARGE", 0)
    scratch = tmp_path / ".kerja"
    scratch.mkdir()
    large = take_in(tmp_path, scratch=scratch).sources[0]
    assert pl.concat(piece.frame for piece in large.pieces(30)).equals(small)
