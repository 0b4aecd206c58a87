"""How does a line of protection leave the page? One SVG that stands alone: with its size, its marks and its colours.

On a page the stylesheet colours the lines and their marks are defined once; a letter has neither. The colours are those
of paper, and the words that go with it are ``describe(line)``.
"""

import re

from payung.reconcile.report import drawing
from payung.reconcile.report.line import Line
from payung.reconcile.report.palette import LIGHT

WIDTH = 640
"""Pixels: wide enough that the labels keep apart (``drawing.LABEL_WIDTH``)."""

_OPENING = re.compile(r'<svg class="gp gpl" height="(\d+)"[^>]*><title[^>]*>.*?</title><desc[^>]*>.*?</desc>')
_STYLE = (
    ".w{{fill:{work}}}.p{{fill:{green}}}.f{{fill:{green-soft};stroke:{green};stroke-width:1.5}}.u{{fill:{red}}}"
    ".m{{fill:url(#gh)}}.ha{{fill:{amber}}}.hb{{fill:{amber-soft}}}.t{{stroke:{ink};stroke-width:1.5}}"
    "line.b{{stroke:{blue};stroke-width:2}}circle.b{{fill:{blue}}}.h{{stroke:{card};stroke-width:4}}"
    ".a{{stroke:{ink};stroke-width:1.5;stroke-dasharray:1.5 3}}.o{{stroke:{muted};stroke-width:2;stroke-dasharray:2 5}}"
    ".g{{stroke:{edge}}}text{{font-family:{family};font-size:12px;fill:{ink}}}.q,.q text{{fill:{muted}}}"
    ".lb{{fill:{blue}}}"
)


def printed(line: Line, *, family: str = "Arimo") -> str:
    """The large line as a document of its own, its texts in this typeface."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="\\1" viewBox="0 0 {WIDTH} \\1">'
        f"<style>{_STYLE.format(**LIGHT, family=family)}</style>{drawing.definitions()}"
    )
    return _OPENING.sub(opening, str(drawing.large(line)), count=1)
