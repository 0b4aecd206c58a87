"""What may be done with findings, and how does a run enter the house?"""

from payung.compliance.actions.judging import judge_finding
from payung.compliance.actions.loading import load_run, undo_run

__all__ = ["judge_finding", "load_run", "undo_run"]
