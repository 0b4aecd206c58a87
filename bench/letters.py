"""How long do 500 letters take to become PDF/A, with one process and with two, beside only composing their texts?

Each is a notice of its own: its number, package and value differ, so that nothing that was set before can be used
again. Starting the processes, and reading fonts and templates in each, is counted.
"""

import os
import time
from collections.abc import Callable
from dataclasses import replace

from payung.letters import Kind, Letter, render_many
from payung.letters.compose import composed
from payung.letters.example import PACKAGE, example

LETTERS = 500


def run(letters: int = LETTERS) -> list[dict[str, object]]:
    """One row for composing, for one process and for two: seconds, letters a second, ms each, kilobytes each."""
    written = [_letter(number) for number in range(letters)]
    return [
        _row("hanya menyusun", lambda: [b"" for letter in written if composed(letter)]),
        _row("satu proses", lambda: list(render_many(written, processes=1))),
        _row("dua proses", lambda: list(render_many(written, processes=2))),
    ]


def _letter(number: int) -> Letter:
    letter = example(Kind.NOTICE, is_draft=False)
    package = replace(PACKAGE, name=f"Rehabilitasi Saluran Umpama {number}", value=1_000_000_000 + number)
    return replace(letter, reference=replace(letter.reference, number=f"600.1/{number}/2026"), packages=(package,))


def _row(who: str, work: Callable[[], list[bytes]]) -> dict[str, object]:
    started, used = time.perf_counter(), _processor_seconds()
    made = work()
    seconds = time.perf_counter() - started
    return {
        "who": who,
        "letters": len(made),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(_processor_seconds() - used, 2),
        "ms_each": round(1000 * seconds / len(made), 1),
        "kb_each": sum(map(len, made)) // len(made) // 1000,
    }


def _processor_seconds() -> float:
    """Seconds of the processor used by this process and by those it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
