"""How far has a long piece of work come, and how long may the rest take?"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Told = Callable[[str], None]
QUIET = 2.0  # seconds between two sentences within one step
LONG = 10.0  # seconds; less is not worth a word
WORK = "Mencocokkan pekerja dan peserta"


@dataclass
class Progress:
    """Steps of about equal length, told one by one to ``told``, with the time left once a step is behind."""

    told: Told
    steps: int
    begun_steps: int = 0
    started: float = field(default_factory=time.monotonic)

    def begun(self, step: str, *, of: int | None = None) -> Callable[[int], None]:
        """A step begins; what it gives back is to hear how many rows of it have passed, of how many if known."""
        self.begun_steps += 1
        left = self._left()
        self.told(f"{WORK}: {step}{left}")
        last = time.monotonic()

        def heard(rows: int) -> None:
            nonlocal last
            if time.monotonic() - last > QUIET:
                last = time.monotonic()
                self.told(f"{WORK}: {step}, {_amount(rows, of)}{left}")

        return heard

    def _left(self) -> str:
        behind = self.begun_steps - 1
        seconds = (time.monotonic() - self.started) / behind * (self.steps - behind) if behind else 0.0
        return f", kira-kira {duration(seconds)} lagi" if seconds > LONG else ""


def duration(seconds: float) -> str:
    """``75`` → ``1 menit``; whole units, the largest that is not zero."""
    for unit, length in (("jam", 3600), ("menit", 60)):
        if seconds >= length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} detik"


def _amount(rows: int, of: int | None) -> str:
    said = f"{rows:,}".replace(",", ".")
    return f"{said} pasangan" if of is None else f"{said} baris dari {of:,}".replace(",", ".")
