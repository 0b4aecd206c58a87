"""How does a letter look on paper? Pictures of the invented notice, for the pages that tell how letters are written.

Usage: take_letters.py TARGET.
"""

import sys
from pathlib import Path

from payung.letters.example import example
from payung.letters.kinds import Kind
from payung.letters.setting import preview_png

PPI = 110
PAGES = {"pemberitahuan": 0, "lampiran": 2}
"""Name of the picture → page of the notice, counted from nothing."""


def main(arguments: list[str]) -> int:
    """Write the pictures into the folder."""
    (target,) = map(Path, arguments)
    pages = preview_png(example(Kind.NOTICE), ppi=PPI)
    for name, page in PAGES.items():
        (target / f"{name}.png").write_bytes(pages[page])
    print(f"{len(PAGES)} gambar di {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
