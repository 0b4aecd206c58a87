"""May this picture stand in the letterhead? Its bytes decide, not its name: a PNG that is whole, an SVG that is still.

An SVG is a document that can run scripts and fetch addresses; one that does either is refused.
"""

import re
import struct
import zlib
from xml.etree import ElementTree

from payung.refusal import Refusal

MOST_BYTES = 200 * 1024
MOST_PIXELS = 4000
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
UNSAFE_ELEMENTS = {"script", "foreignObject", "iframe", "audio", "video", "set", "animate", "handler", "a"}
PROLOGUES = (b"<!DOCTYPE", b"<!ENTITY", b"<?XML-STYLESHEET")
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:|expression\(", re.IGNORECASE)


def logo_kind(content: bytes) -> str:
    """``png`` or ``svg``; a Refusal for anything else."""
    if len(content) > MOST_BYTES:
        raise Refusal("Logo lebih besar dari {most} KB; perkecil lalu unggah lagi.", most=MOST_BYTES // 1024)
    if content.startswith(PNG):
        return _png(content)
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _svg(content)
    raise Refusal("Logo harus berupa PNG atau SVG; berkas ini bukan keduanya.")


def _png(content: bytes) -> str:
    """Every chunk has its checksum, the first says the size, the last ends the file."""
    names, at = [], len(PNG)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        chunk = content[at + 4 : at + 8 + length]
        if content[at + 8 + length : at + 12 + length] != struct.pack(">I", zlib.crc32(chunk)):
            break
        names.append(chunk[:4])
        at += 12 + length
    width, height = struct.unpack_from(">II", content, 16) if names[:1] == [b"IHDR"] else (0, 0)
    if at != len(content) or names[-1:] != [b"IEND"] or not 0 < max(width, height) <= MOST_PIXELS:
        raise Refusal("Logo PNG ini rusak atau lebih besar dari {most} titik; simpan ulang.", most=MOST_PIXELS)
    return "png"


def _svg(content: bytes) -> str:
    if any(mark in content.upper() for mark in PROLOGUES):
        raise Refusal("Logo SVG ini memuat DOCTYPE atau lembar gaya luar; simpan ulang sebagai SVG biasa.")
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, UnicodeError, ValueError, LookupError) as broken:
        raise Refusal("Logo SVG ini tidak dapat dibaca; simpan ulang.") from broken
    if root.tag != f"{SVG}svg" or any(_is_unsafe(element) for element in root.iter()):
        raise Refusal("Logo SVG ini memuat skrip atau alamat luar; simpan ulang sebagai gambar saja.")
    return "svg"


def _is_unsafe(element: ElementTree.Element) -> bool:
    if element.tag.removeprefix(SVG) in UNSAFE_ELEMENTS or OUTSIDE.search(element.text or ""):
        return True
    return any(_is_unsafe_attribute(name, value) for name, value in element.attrib.items())


def _is_unsafe_attribute(name: str, value: str) -> bool:
    plain = name.rpartition("}")[2].lower()
    points_out = plain in ("href", "src") and not value.startswith(("#", "data:image/png", "data:image/jpeg"))
    return plain.startswith("on") or points_out or bool(OUTSIDE.search(value))
