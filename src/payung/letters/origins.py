"""Where does every figure of a letter come from? Numbers them as they are printed, for the last page."""

from dataclasses import dataclass, field
from typing import Any

from payung.letters.content import Origin
from payung.letters.printable import printable

SEVERAL = "; "
"""Between the files of a figure that several told of."""


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
            self.rows.append({**clean, "number": len(self.rows) + 1, "like": self._like(clean)})
        return known or len(self.rows)

    def _like(self, told: dict[str, Any]) -> int | None:
        """The first figure from the same many places: named once, they would else fill page after page."""
        if SEVERAL not in told["file"]:
            return None
        places = {"file": told["file"], "row": told["row"]}
        return next((row["number"] for row in self.rows if places.items() <= row.items()), None)
