"""What is done to an event, its list and the promises made there?"""

from payung.briefings.actions.arriving import MOST, Taken, copy_paper, take_arrivals
from payung.briefings.actions.certifying import open_certificates
from payung.briefings.actions.inviting import EXAMPLE_LINES, contacts_to_fill, invite, remove, take_contacts
from payung.briefings.actions.learning import MARKS, answer_quiz, copy_quiz, give_feedback, start_quiz
from payung.briefings.actions.placing import place_guest
from payung.briefings.actions.planning import (
    LARGEST_MATERIAL,
    Plan,
    add_material,
    cancel_event,
    edit_event,
    mark_held,
    open_event,
    plan_event,
    remove_material,
)
from payung.briefings.actions.promising import (
    Promise,
    Signature,
    Who,
    bring_document,
    close_proven,
    commit,
    judge_document,
)
from payung.briefings.actions.replying import Coming, accept, decline, open_invitation
from payung.briefings.actions.telling import (
    correct_letter,
    draft_letter,
    drop_late,
    remind_of_event,
    remind_to_reply,
    send_invitations,
)

__all__ = [
    "EXAMPLE_LINES",
    "LARGEST_MATERIAL",
    "MARKS",
    "MOST",
    "Coming",
    "Plan",
    "Promise",
    "Signature",
    "Taken",
    "Who",
    "accept",
    "add_material",
    "answer_quiz",
    "bring_document",
    "cancel_event",
    "close_proven",
    "commit",
    "contacts_to_fill",
    "copy_paper",
    "copy_quiz",
    "correct_letter",
    "decline",
    "draft_letter",
    "drop_late",
    "edit_event",
    "give_feedback",
    "invite",
    "judge_document",
    "mark_held",
    "open_certificates",
    "open_event",
    "open_invitation",
    "place_guest",
    "plan_event",
    "remind_of_event",
    "remind_to_reply",
    "remove",
    "remove_material",
    "send_invitations",
    "start_quiz",
    "take_arrivals",
    "take_contacts",
]  # fmt: skip
