"""How does an answer reach the reader: as JSON for a machine, or drawn for a person?"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from payung.cli.words import say, tell
from payung.rules.lines import Explanation

Answer = Mapping[str, Any] | list[Any]


def answer(facts: Answer, *, as_json: bool, draw: Callable[[Console], None]) -> None:
    """Print ``facts`` as one JSON document, or let ``draw`` show them on a terminal."""
    if as_json:
        print(json.dumps(facts, ensure_ascii=False, indent=1, default=str))
    else:
        draw(Console(highlight=False))


def line_facts(line: Explanation) -> dict[str, Any]:
    """One line of a payslip for a machine: name, words, rupiah, article, how sure, and how it came about."""
    return {
        "name": line.name,
        "label": say(line.label),
        "amount": line.amount,
        "source": line.source,
        "status": line.status,
        "how": tell(line.how) if line.how else "",
    }


def refuse(sentence: str, *, as_json: bool) -> None:
    """One sentence on the error stream; with JSON also ``{"error": …}`` on the output."""
    if as_json:
        print(json.dumps({"error": sentence}, ensure_ascii=False))
    Console(stderr=True, highlight=False, soft_wrap=True).print(sentence, markup=False)


def table(*headings: str, rows: Iterable[tuple[str, ...]], right: tuple[int, ...] = ()) -> Table:
    """A plain table; ``headings`` are said in the language in use, the columns in ``right`` are set to the
    right.
    """
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    for place, heading in enumerate(headings):
        aligned = place in right
        drawn.add_column(say(heading), justify="right" if aligned else "left", no_wrap=aligned)
    for row in rows:
        drawn.add_row(*row)
    return drawn


def warn(console: Console, warnings: Iterable[str]) -> None:
    """The warnings, one a line; they never change the exit code."""
    for warning in warnings:
        console.print(f"⚠ {warning}", style="yellow", markup=False)
