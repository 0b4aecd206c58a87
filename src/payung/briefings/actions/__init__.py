"""What is done to an event, its list and the promises made there?"""

from payung.briefings.actions.arriving import MOST, Taken, copy_paper, take_arrivals
from payung.briefings.actions.promising import (
    Promise,
    Signature,
    Who,
    bring_document,
    close_proven,
    commit,
    judge_document,
)

__all__ = [
    "MOST", "Promise", "Signature", "Taken", "Who", "bring_document", "close_proven", "commit", "copy_paper",
    "judge_document", "take_arrivals",
]  # fmt: skip
