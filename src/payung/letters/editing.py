"""What may a city write in a letter of its own, and does it hold before anyone is written to?

Its words are tried on the invented letter of their kind, so that a mistake shows to whoever edits and not to whoever
waits for a letter.
"""

from payung.letters.compose import composed
from payung.letters.content import Letter
from payung.letters.example import example
from payung.letters.fields import Field, all_fields, value
from payung.letters.kinds import Kind, form
from payung.letters.wording import Wording


def fields(kind: Kind) -> tuple[Field, ...]:
    """The placeholders that letters of this kind can fill: its facts, then the blocks."""
    letter = example(kind)
    return tuple(field for field in all_fields() if field.is_block or value(letter, field.name) is not None)


def shipped_wording(kind: Kind) -> Wording:
    """The words that letters of this kind ship with."""
    return form(kind).wording


def tried_on(kind: Kind, wording: Wording) -> Letter:
    """The invented letter in these words; a Refusal that says which placeholder is not known, or has no fact here."""
    letter = example(kind, wording=wording)
    composed(letter)
    return letter
