"""Which events are there, who was invited and came, what was learnt and promised?"""

from payung.briefings.queries.attendance import (
    Attendance,
    as_code,
    attendance,
    door_list,
    found_at_the_door,
    participant,
    participant_of_code,
    participant_of_key,
    participants,
    who_came,
)
from payung.briefings.queries.events import by_code, event, events, open_events
from payung.briefings.queries.naming import folded, free_code, new_key

__all__ = [
    "Attendance",
    "as_code",
    "attendance",
    "by_code",
    "door_list",
    "event",
    "events",
    "folded",
    "found_at_the_door",
    "free_code",
    "new_key",
    "open_events",
    "participant",
    "participant_of_code",
    "participant_of_key",
    "participants",
    "who_came",
]  # fmt: skip
