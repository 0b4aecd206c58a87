"""What kind of paper did somebody bring: PDF, PNG or JPG? Its first bytes say it; its name may say anything."""

FIRST_BYTES = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}


def paper_kind(content: bytes, *, most: int) -> str | None:
    """``pdf``, ``png`` or ``jpg``; None for anything else, and for what has more than ``most`` bytes."""
    if len(content) > most:
        return None
    return next((kind for start, kind in FIRST_BYTES.items() if content.startswith(start)), None)
