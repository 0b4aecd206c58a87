"""What do the books need to know of an event, a firm's sheet, a promise?"""

from payung.briefings.facts.calendar import calendar_of
from payung.briefings.facts.certificates import certificate_pdf, certificates, has_come, hours_of
from payung.briefings.facts.effect import EventEffect, effect_of, effects_of
from payung.briefings.facts.invitations import is_stale, unlisted

__all__ = [
    "EventEffect",
    "calendar_of",
    "certificate_pdf",
    "certificates",
    "effect_of",
    "effects_of",
    "has_come",
    "hours_of",
    "is_stale",
    "unlisted",
]
