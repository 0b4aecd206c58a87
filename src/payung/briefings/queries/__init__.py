"""Which events are there, who was invited and came, what was learnt and promised?"""

from payung.briefings.queries.events import by_code, event, events, open_events

__all__ = [
    "by_code", "event", "events", "open_events",
]  # fmt: skip
