"""Which files of others do the pages serve? Copies htmx, the font and the icons from node_modules; writes the palette.

Usage: build_static.py [SOURCE TARGET]; without them, from node_modules into the portal's static/vendor.
"""

import re
import shutil
import sys
from pathlib import Path

from payung.portal.components.icons import ICONS
from payung.reconcile.report.palette import DARK, LIGHT
from payung.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules"
TARGET = ROOT / "src/payung/portal/static/vendor"
FILES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "jsQR.js": "jsqr/dist/jsQR.js",
    "plus-jakarta-sans.woff2": "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2",
}
OUTLINE = "@tabler/icons/icons/outline"
NO_SHAPE = re.compile(r'<path stroke="none"[^>]*/>\s*')
DRAWN = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def main(arguments: list[str]) -> int:
    """Build and print one line; the exit code is 2 when a file is missing."""
    source, target = map(Path, arguments) if arguments else (SOURCE, TARGET)
    try:
        build(source=source, target=target)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 2
    size = sum(path.stat().st_size for path in target.iterdir())
    print(f"Berkas antarmuka: {len(FILES)} berkas, {len(ICONS)} ikon, palet; {size // 1024} KB")
    return 0


def build(*, source: Path, target: Path) -> None:
    """Write everything into the target folder, which is made where it is missing."""
    target.mkdir(parents=True, exist_ok=True)
    for name, origin in FILES.items():
        shutil.copyfile(_found(source / origin), target / name)
    (target / "icons.svg").write_text(sprite(source / OUTLINE), encoding="utf-8")
    (target / "palette.css").write_text(palette_css(), encoding="utf-8")


def sprite(outline: Path) -> str:
    """One SVG that holds every icon as a symbol under our own name."""
    symbols = "".join(_symbol(name, _found(outline / f"{file}.svg").read_text()) for name, file in ICONS.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'


def palette_css() -> str:
    """The report's colours as variables: the reader's choice (``data-theme``) before the system's; light on paper.

    Paper comes last and names the choice too, so that it outweighs it.
    """
    light, dark = _variables(LIGHT), _variables(DARK)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media print{{:root,:root:not([data-theme=light]),:root[data-theme=dark]{{color-scheme:light;{light}}}}}\n"
    )


def _symbol(name: str, svg: str) -> str:
    drawn = DRAWN.search(svg)
    if drawn is None:
        raise Refusal("Ikon {name} bukan gambar SVG.", name=name)
    paths = re.sub(r"\s*\n\s*", "", NO_SHAPE.sub("", drawn[1]))
    return f'<symbol id="{name}" viewBox="0 0 24 24">{paths}</symbol>'


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _found(path: Path) -> Path:
    if not path.is_file():
        raise Refusal("{file} tidak ditemukan; jalankan `npm ci` lebih dahulu.", file=path.name)
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
