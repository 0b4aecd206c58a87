"""Is a paper known by its first bytes, whatever its name says, and never when it is too large?"""

import pytest

from payung.paper import FIRST_BYTES, paper_kind


@pytest.mark.parametrize(("start", "kind"), FIRST_BYTES.items())
def test_a_paper_is_known_by_its_first_bytes(start: bytes, kind: str) -> None:
    content = start + b"isi"
    assert paper_kind(content, most=len(content)) == kind
    assert paper_kind(content, most=len(content) - 1) is None


@pytest.mark.parametrize("content", [b"", b"%PD", b"<html>%PDF-", b"PK\x03\x04", b"\x89PN"])
def test_anything_else_is_no_paper(content: bytes) -> None:
    assert paper_kind(content, most=1000) is None
