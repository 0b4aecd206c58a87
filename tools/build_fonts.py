"""In which typeface are letters set? Copies Arimo, as wide as Arial, and its licence from node_modules.

Usage: build_fonts.py [SOURCE TARGET]; without them, from node_modules into the package of letters.
"""

import shutil
import sys
from pathlib import Path

from payung.refusal import Refusal

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "node_modules/@expo-google-fonts/arimo"
TARGET = ROOT / "src/payung/letters/fonts"
FILES = {
    "LICENSE_FONT": "LICENSE_FONT",
    "Arimo-Bold.ttf": "700Bold/Arimo_700Bold.ttf",
    "Arimo-Italic.ttf": "400Regular_Italic/Arimo_400Regular_Italic.ttf",
    "Arimo-Regular.ttf": "400Regular/Arimo_400Regular.ttf",
}


def main(arguments: list[str]) -> int:
    """Build and print one line; the exit code is 2 when a file is missing."""
    source, target = map(Path, arguments) if arguments else (SOURCE, TARGET)
    missing = [origin for origin in FILES.values() if not (source / origin).is_file()]
    if missing:
        print(Refusal("{file} tidak ditemukan; jalankan `npm ci` lebih dahulu.", file=missing[0]), file=sys.stderr)
        return 2
    target.mkdir(parents=True, exist_ok=True)
    for name, origin in FILES.items():
        shutil.copyfile(source / origin, target / name)
    print(f"Huruf surat: {len(FILES) - 1} berkas")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
