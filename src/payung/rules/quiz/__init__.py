"""What should somebody have understood after a briefing, asked with the law's own numbers?

The templates are data (``topics/*.yaml``); what fills them is read from the law and computed by the programmes, so a
question cannot disagree with them. A question that rests on a number nobody has read is not asked as if it were
certain: it says so, or it stays away.
"""

from payung.rules.quiz.bank import BankError, Template, Text, Topic, bank, load, templates
from payung.rules.quiz.filling import (
    COUNT,
    Choice,
    Ground,
    Pair,
    Question,
    askable,
    asked,
    plain,
    questions,
    read,
)

__all__ = [
    "COUNT", "BankError", "Choice", "Ground", "Pair", "Question", "Template", "Text", "Topic", "askable", "asked",
    "bank", "load", "plain", "questions", "read", "templates",
]  # fmt: skip
