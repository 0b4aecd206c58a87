"""What is asked of a firm to compare it: did it come, and of its days of work how many were protected?"""

from dataclasses import dataclass

WINDOW = 90
"""Days before and after the event; the day of the event belongs to neither."""

LEAST_DAYS = 7
"""A firm that worked less than a week of days in a window has no share there."""


@dataclass(frozen=True, slots=True)
class Firm:
    """An invited firm and its days of work, package by package, in the window before the event and in that after."""

    came: bool
    worked_before: int
    protected_before: int
    worked_after: int
    protected_after: int

    @property
    def before(self) -> float | None:
        """The share of its days before the event that were protected."""
        return _share(self.protected_before, self.worked_before)

    @property
    def after(self) -> float | None:
        """The share of its days after the event that were protected."""
        return _share(self.protected_after, self.worked_after)


def _share(protected: int, worked: int) -> float | None:
    return protected / worked if worked >= LEAST_DAYS else None
