"""Where does every figure of a letter come from? Numbers them as they are printed, for the last page."""

from dataclasses import dataclass, field
from typing import Any

from payung.letters.content import Origin
from payung.letters.printable import printable


@dataclass
class Origins:
    """The figures printed so far; the same figure from the same place keeps its number."""

    rows: list[dict[str, Any]] = field(default_factory=list)

    def mark(self, what: str, value: str, origin: Origin | None) -> int | None:
        """The number of this figure; None where its origin was not told."""
        if origin is None:
            return None
        told = {"what": what, "value": value, "file": origin.file, "row": origin.row, "rule": origin.rule}
        clean = {name: printable(text) for name, text in told.items()}
        known = next((row["number"] for row in self.rows if clean.items() <= row.items()), None)
        if known is None:
            self.rows.append({**clean, "number": len(self.rows) + 1})
        return known or len(self.rows)
