"""How does a letter look before it is issued, and where does each of its figures come from?"""

from dataclasses import dataclass
from typing import Any

from payung.compliance.facts.letters import letter_content
from payung.compliance.models import Letter
from payung.letters.compose import composed
from payung.letters.setting import preview_png


@dataclass(frozen=True)
class Preview:
    """The pages as pictures, and the numbered origin of every figure in them."""

    pages: tuple[bytes, ...]
    origins: tuple[dict[str, Any], ...]


def letter_preview(letter: Letter, *, site: str) -> Preview:
    """The letter as it would be issued now; a Refusal where something it needs is missing."""
    paper = letter_content(letter, site=site)
    return Preview(preview_png(paper), origins_of(composed(paper)))


def origins_of(told: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """What the last page of a letter lists: figure, value, file, row, rule."""
    blocks = [block for node in told["body"] for block in node.get("blocks", ())] + told["attachments"]
    listed = [block["rows"] for block in blocks if block.get("drawn") == "origins"]
    return tuple(row for rows in listed for row in rows)
