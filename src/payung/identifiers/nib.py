"""Can this be a firm's NIB (nomor induk berusaha)? Thirteen digits, without a public check digit."""

from payung.identifiers import digits

LENGTH = 13


def compact(text: str) -> str:
    """The NIB without separators; anything else stays as it is."""
    return digits.compact(text)


def validate(text: str) -> str:
    """The 13 digits, or a Refusal."""
    nib = compact(text)
    digits.require(nib, name="NIB", lengths=(LENGTH,))
    return nib


def is_valid(text: str) -> bool:
    """Whether `validate` accepts the text."""
    return digits.passes(text, check=validate)


def format(text: str) -> str:
    """The NIB as OSS prints it: its digits, without separators."""
    return compact(text)
