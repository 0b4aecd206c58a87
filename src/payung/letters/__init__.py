"""What stands on paper? A letter as dataclasses in, the bytes of a PDF/A out; no Django, no network.

``render(letter)`` gives the PDF (``render_many`` on every core), ``preview_png(letter)`` its pages as pictures;
``sign(pdf, signer, at=…)`` appends a signature, ``examined(pdf)`` says whose it is and whether it holds. A city that
wants its own words starts from ``shipped_wording(kind)`` and ``fields(kind)``; ``tried_on(kind, wording)`` tries them
on an invented letter.
"""

from payung.letters.content import (
    Article,
    Dues,
    Evidence,
    Letter,
    Letterhead,
    Meeting,
    Origin,
    Package,
    Picture,
    Previous,
    Recipient,
    Reference,
    Signatory,
    Verdict,
    Verification,
)
from payung.letters.editing import fields, shipped_wording, tried_on
from payung.letters.examining import Seal, examined
from payung.letters.fields import Field
from payung.letters.kinds import Kind
from payung.letters.setting import preview_png, render, render_many
from payung.letters.signing import LocalCertificate, Place, Signer, local_certificate, sign
from payung.letters.wording import Wording

__all__ = [
    "Article", "Dues", "Evidence", "Field", "Kind", "Letter", "Letterhead", "LocalCertificate", "Meeting", "Origin",
    "Package", "Picture", "Place", "Previous", "Recipient", "Reference", "Seal", "Signatory", "Signer", "Verdict",
    "Verification", "Wording", "examined", "fields", "local_certificate", "preview_png", "render", "render_many",
    "shipped_wording", "sign", "tried_on",
]  # fmt: skip
