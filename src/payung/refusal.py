"""How does Payung say no to bad input?

One sentence in Indonesian that says what happened and what to do; the facts in it stay apart, so that the
sentence can be said in another language. A Refusal never carries a whole NIK.
"""


class Refusal(ValueError):
    """Bad input, refused before anything was stored.

    ``sentence`` is an Indonesian template, ``facts`` fill its braces; ``str()`` gives the whole sentence.
    """

    def __init__(self, sentence: str, **facts: object) -> None:
        self.sentence = sentence
        self.facts = facts
        super().__init__(sentence.format(**facts))


def require_none(objection: str | None) -> None:
    """Go on where a policy objects to nothing; else refuse with its sentence."""
    if objection is not None:
        raise Refusal(objection.replace("{", "{{").replace("}", "}}"))
