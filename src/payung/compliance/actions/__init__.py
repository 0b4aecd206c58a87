"""What may be done with findings, cases and letters, and how does a run enter the house?"""

from payung.compliance.actions.answering import Brought, answer, answer_signed_in
from payung.compliance.actions.bulk import Outcome, draft_clarifications, open_cases
from payung.compliance.actions.cases import (
    ask_to_accept,
    ask_to_drop,
    close_proven,
    decide,
    note_sent,
    open_case,
    remind,
    set_start,
    take_step,
)
from payung.compliance.actions.invitations import draft_invitation, retell_invitation
from payung.compliance.actions.judging import judge_finding
from payung.compliance.actions.letters import (
    approve_letter,
    discard_letter,
    draft_letter,
    edit_letter,
    issue_letter,
    open_paper,
    supersede_letter,
)
from payung.compliance.actions.loading import content_of, load_run, undo_run
from payung.compliance.actions.payments import (
    ask_override,
    check_by_machine,
    check_payment,
    decide_proof,
    name_proof,
    open_note,
)
from payung.compliance.actions.signing import Signing, Way, ways_of
from payung.compliance.actions.statements import draft_statement
from payung.compliance.actions.wordings import reset_wording, set_wording

__all__ = [
    "Brought", "Outcome", "Signing", "Way", "answer", "answer_signed_in", "approve_letter", "ask_override",
    "ask_to_accept", "ask_to_drop",
    "check_by_machine", "check_payment", "close_proven", "content_of", "decide", "decide_proof", "discard_letter",
    "draft_clarifications", "draft_invitation", "draft_letter", "draft_statement", "edit_letter", "issue_letter",
    "judge_finding", "load_run", "name_proof", "note_sent", "open_case", "open_cases", "open_note", "open_paper",
    "remind",
    "reset_wording", "retell_invitation", "set_start", "set_wording", "supersede_letter", "take_step", "undo_run",
    "ways_of",
]  # fmt: skip
