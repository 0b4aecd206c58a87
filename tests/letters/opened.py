"""What stands in a letter once it is a file? Its text, fonts and markers, read by libraries that did not write it."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdf


def text_of(pdf: bytes) -> str:
    """All text in the order it is read, white space made single."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def squeezed(text: str) -> str:
    """The text without white space: where a line breaks says nothing."""
    return "".join(text.split())


def fonts_of(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The descriptor of every font that any page, or any drawing on it, uses."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
            yield found


def described(pdf: pikepdf.Pdf) -> dict[str, str]:
    """What the file says of itself (XMP)."""
    with pdf.open_metadata() as told:
        return {name.rpartition("}")[2]: str(value) for name, value in told.items()}
