"""Which Indonesian sentences do the pages say, and what is each in English? Compiled without GNU gettext.

Usage: build_catalogue.py          writes django.mo from django.po and from the command's en.po
       build_catalogue.py update   first brings django.po up to date: new sentences in, those no longer said out
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src/payung"
PORTAL = SOURCE / "portal/locale/en/LC_MESSAGES/django.po"
COMMAND = SOURCE / "cli/locale/en.po"
SPEAKERS = (
    "accounts", "audit", "intake", "regulations", "registry", "projects", "coverage", "matching", "compliance",
    "outreach", "briefings", "letters", "jobs", "api", "portal", "config",
)  # fmt: skip
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "Refusal": None,
}  # fmt: skip

Message = str | tuple[str, ...]


def main(arguments: list[str]) -> int:
    """Bring up to date where asked, compile, and print one line; 1 where a sentence lacks its English."""
    if arguments == ["update"]:
        update()
    held = english()
    compile_into(PORTAL.with_suffix(".mo"))
    missing = [message for message in said() if message not in held]
    print(f"{PORTAL.with_suffix('.mo').name}: {len(held)} kalimat, {len(missing)} belum diterjemahkan")
    return 1 if missing else 0


def said() -> dict[Message, str]:
    """Every sentence that is wrapped, and the first file that says it."""
    found: dict[Message, str] = {}
    for path in _speaking():
        for message in sentences_of(path):
            found.setdefault(message, path.relative_to(SOURCE).as_posix())
    return found


def sentences_of(path: Path) -> Iterator[Message]:
    """The wrapped sentences of a module or a template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        # a template has no indentation that Python would accept
        text = "\n".join(line.lstrip() for line in templatize(text, origin=path.name).splitlines())
    for _line, message, _comments, _context in extract("python", BytesIO(text.encode()), KEYWORDS):
        yield message


def english() -> dict[Message, Message]:
    """The English of every sentence of the pages that has one."""
    return dict(_translated(PORTAL))


def update() -> None:
    """Write the sentences that are said, in order, with the English they have."""
    held, fresh = english(), Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message, place in sorted(said().items(), key=lambda pair: str(pair[0])):
        fresh.add(message, held.get(message, ""), locations=[(place, 0)])
    PORTAL.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, fresh, width=0, omit_header=True, include_lineno=False)
    PORTAL.write_bytes(HEADER + written.getvalue())


def compile_into(target: Path) -> None:
    """The catalogue that Django reads: the books' sentences as the command says them, and those of the pages."""
    whole = Catalog(locale="en", charset="utf-8", fuzzy=False, creation_date=NEVER, revision_date=NEVER)
    for path in (COMMAND, PORTAL):
        for message, told in _translated(path):
            whole.add(message, told)
    with target.open("wb") as file:
        write_mo(file, whole)


# The same words make the same file, whenever it is written.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
HEADER = b"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def _speaking() -> list[Path]:
    modules = [path for subject in SPEAKERS for path in (SOURCE / subject).rglob("*.py")]
    return sorted([*modules, *(SOURCE / "portal/templates").rglob("*.html")])


def _translated(path: Path) -> Iterator[tuple[Message, Message]]:
    """The messages of a catalogue that are translated, in every form."""
    if not path.is_file():
        return
    with path.open("rb") as lines:
        messages = list(read_po(lines, locale="en"))
    for message in messages:
        told = message.string if isinstance(message.string, str) else tuple(message.string or ())
        if message.id and told and all(told):
            yield message.id if isinstance(message.id, str) else tuple(message.id), told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
