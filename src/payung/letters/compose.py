"""How does a letter become the plain texts that a template sets?

Everything is decided here, in order of reading, so that templates only place it. What they get is JSON: a text that
looks like code stays a text.
"""

from io import BytesIO
from typing import Any

import segno

from payung.letters.blocks import Block, blocks
from payung.letters.content import Letter, Letterhead, Recipient, Signatory, Verification
from payung.letters.fields import BLOCKS, TEXTS, value
from payung.letters.kinds import form
from payung.letters.origins import Origins
from payung.letters.printable import printable
from payung.letters.spoken import day_text, number_text
from payung.letters.wording import Paragraph, Shape, filled, require_known, with_facts
from payung.refusal import Refusal

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
LOGO_LIMIT = 512 * 1024
PACKAGES, FEW = "daftar_paket", 5
"""So many packages stand in the letter itself; a longer list is attached."""

Composed = dict[str, Any]


def composed(letter: Letter) -> Composed:
    """All that the template needs; a Refusal where the wording asks for what the letter does not hold."""
    shipped = form(letter.kind)
    wording = letter.wording or shipped.wording
    require_known(wording, texts=TEXTS, blocks=BLOCKS)
    _require_head(letter)
    subject = letter.reference.subject or _filled(wording.subject, letter)
    origins = Origins()
    body = _body(filled(wording, values=lambda name: value(letter, name), blocks=BLOCKS), letter, origins)
    attached = _attached(letter, body=body, names=shipped.attachments, origins=origins)
    return {
        "layout": shipped.layout,
        "label": shipped.label,
        "heading": printable(_filled(shipped.heading, letter)),
        "title": printable(f"{subject} – Nomor {letter.reference.number}"),
        "author": printable(letter.letterhead.lines[-1]),
        "subject": printable(subject),
        "body": body,
        "attachments": attached,
        "counted": printable(letter.reference.attachments) or ("1 (satu) berkas" if attached else "–"),
        "is_draft": letter.is_draft,
        **_frame(letter),
    }


def _frame(letter: Letter) -> Composed:
    """What stands around the words: kop, nomor, tanggal, Yth., tanda tangan, tembusan, pemeriksaan."""
    reference = letter.reference
    return {
        "letterhead": letterhead_told(letter.letterhead),
        "number": printable(reference.number),
        "nature": printable(reference.nature),
        "place": printable(reference.place),
        "on": day_text(reference.on),
        "recipient": _recipient(letter.recipient),
        "signatory": _signatory(letter.signatory),
        "copies": [printable(copy) for copy in letter.copies],
        "verification": _verification(letter.verification),
    }


def _require_head(letter: Letter) -> None:
    if not letter.letterhead.lines:
        raise Refusal("Kop surat belum diisi; lengkapi di Profil kota.")
    for what, text in (("Nomor", letter.reference.number), ("Nama penanda tangan", letter.signatory.name)):
        if not printable(text):
            raise Refusal("{what} surat belum diisi.", what=what)


def _filled(text: str, letter: Letter) -> str:
    return with_facts(text, lambda name: value(letter, name))


def _body(paragraphs: tuple[Paragraph, ...], letter: Letter, origins: Origins) -> list[Composed]:
    nodes = (_node(paragraph, letter, origins) for paragraph in paragraphs)
    return [node for node in nodes if node.get("blocks", True)]


def _node(paragraph: Paragraph, letter: Letter, origins: Origins) -> Composed:
    if paragraph.shape is not Shape.BLOCK:
        return {"shape": paragraph.shape, "texts": [printable(text) for text in paragraph.texts]}
    (name,) = paragraph.texts
    if name == PACKAGES and len(letter.packages) > FEW:
        said = f"{number_text(len(letter.packages))} paket pekerjaan sebagaimana daftar terlampir."
        return {"shape": paragraph.shape, "name": "", "blocks": [{"drawn": "text", "text": said}]}
    return {"shape": paragraph.shape, "name": name, "blocks": list(blocks(name, letter, origins))}


def _attached(letter: Letter, *, body: list[Composed], names: tuple[str, ...], origins: Origins) -> list[Block]:
    """The blocks on the pages that follow: none that the letter itself shows, a long list of packages always."""
    if len(letter.packages) > FEW and PACKAGES not in names:
        names = (PACKAGES, *names)
    shown = {node["name"] for node in body if node["shape"] is Shape.BLOCK}
    return [{**one, "name": name} for name in names if name not in shown for one in blocks(name, letter, origins)]


def letterhead_told(head: Letterhead) -> Composed:
    """The kop as templates take it; a Refusal for a logo that is no picture."""
    return {
        "lines": [printable(line) for line in head.lines],
        "address": printable(head.address),
        "contact": printable(head.contact),
        "logo": _logo(head.logo),
    }


def _logo(logo: bytes | None) -> Composed | None:
    """A picture as JSON can carry it: the text of an SVG, or the bytes of a PNG or JPEG one by one."""
    if not logo:
        return None
    if len(logo) > LOGO_LIMIT:
        raise Refusal("Lambang pada kop paling besar {limit} KB.", limit=LOGO_LIMIT // 1024)
    if logo.startswith((PNG, JPEG)):
        return {"format": "png" if logo.startswith(PNG) else "jpg", "bytes": list(logo)}
    try:
        return {"format": "svg", "text": logo.decode("utf-8")}
    except UnicodeDecodeError:
        raise Refusal("Lambang pada kop harus PNG, JPEG atau SVG.") from None


def _recipient(recipient: Recipient | None) -> Composed | None:
    if recipient is None:
        return None
    return {"name": printable(recipient.name), "lines": [printable(line) for line in recipient.lines]}


def _signatory(signatory: Signatory) -> Composed:
    told = vars(signatory)
    return {name: printable(text) for name, text in told.items()}


def _verification(verification: Verification | None) -> Composed | None:
    return qr_told(verification) if verification else None


def qr_told(verification: Verification) -> Composed:
    """The address to verify at, its code, and both as a QR code that can be scanned."""
    drawn = BytesIO()
    segno.make(verification.address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return {
        "address": printable(verification.address),
        "code": printable(verification.code),
        "qr": drawn.getvalue().decode(),
    }
