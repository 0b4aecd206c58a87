"""What may be done with files, runs and known rows?"""

from payung.intake.actions.checks import ask_check, cancel_check, move_check, place_of, start_check, tell_progress
from payung.intake.actions.known import Taken, add_rows, count_anew, take
from payung.intake.actions.runs import begin_batch, begin_run, join_batch, undo_batch, undo_run

__all__ = [
    "Taken", "add_rows", "ask_check", "begin_batch", "begin_run", "cancel_check", "count_anew", "join_batch",
    "move_check", "place_of", "start_check", "take", "tell_progress", "undo_batch", "undo_run",
]  # fmt: skip
