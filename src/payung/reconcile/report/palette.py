"""Which colours do the reports use, by day and by night, and which pairs must stay readable?

One table for the page, the lines and the tests: a text pair below 4.5 to 1, or a mark below 3 to 1, fails there.
"""

LIGHT = {
    "page": "#f6f7f5",
    "card": "#ffffff",
    "edge": "#dfe4e2",
    "ink": "#1d2b2a",
    "muted": "#55625f",
    "teal": "#0f6b66",
    "teal-soft": "#e1efed",
    "red": "#c8321f",
    "red-ink": "#a8281a",
    "red-soft": "#fbe7e3",
    "green": "#2f9e6b",
    "green-ink": "#17694a",
    "green-soft": "#e1f2e9",
    "amber": "#a97405",
    "amber-ink": "#744c00",
    "amber-soft": "#f9ecc8",
    "blue": "#2b5fb3",
    "blue-ink": "#234f98",
    "blue-soft": "#e4ecf9",
    "work": "#d3d9dc",
    "grey-soft": "#ebeeee",
}

DARK = {
    "page": "#0f1615",
    "card": "#18211f",
    "edge": "#2c3836",
    "ink": "#e7eeec",
    "muted": "#a4b2ae",
    "teal": "#63c7bd",
    "teal-soft": "#18322f",
    "red": "#e5604b",
    "red-ink": "#f79a8b",
    "red-soft": "#3d1c17",
    "green": "#3db07b",
    "green-ink": "#7fd6ab",
    "green-soft": "#14342a",
    "amber": "#e0a93a",
    "amber-ink": "#f0c56d",
    "amber-soft": "#3b2e10",
    "blue": "#8fb4f5",
    "blue-ink": "#a9c5f8",
    "blue-soft": "#1b2a45",
    "work": "#42504d",
    "grey-soft": "#25302e",
}

SURFACES = ("page", "card")
TEXT_PAIRS = (
    *((ink, surface) for ink in ("ink", "muted", "teal", "red-ink", "green-ink", "amber-ink") for surface in SURFACES),
    ("red", "card"),
    ("blue", "card"),
    ("red-ink", "red-soft"),
    ("green-ink", "green-soft"),
    ("amber-ink", "amber-soft"),
    ("blue-ink", "blue-soft"),
    ("teal", "teal-soft"),
    ("ink", "grey-soft"),
    ("muted", "grey-soft"),
    ("ink", "red-soft"),
    ("ink", "teal-soft"),
    ("card", "teal"),
)
MARK_PAIRS = (("red", "card"), ("green", "card"), ("amber", "card"), ("amber", "amber-soft"), ("blue", "card"))


def stylesheet() -> str:
    """The palette as CSS variables: light, dark when the reader's system asks for it, light again on paper."""
    return (
        f":root{{color-scheme:light dark;{_variables(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
        f"@media print{{:root{{{_variables(LIGHT)}}}}}"
    )


def contrast(one: str, other: str) -> float:
    """Contrast of two ``#rrggbb`` colours by WCAG 2.2, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
