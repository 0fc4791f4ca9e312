"""Colour and pattern of every code that a chart can show.

The colours are KERN's, as numbers, because a PDF knows no style sheet of the page; on a page, static/css/charts.css
puts KERN's variables over them, which follow light, dark and forced colours.
"""

from dataclasses import dataclass

TEXT, MUTED, LINE, GRID, PAPER = "#131525", "#454b6b", "#5b6185", "#dfe1ea", "#ffffff"
ACCENT, TODAY, TARGET = "#2044aa", "#9e0000", "#734000"
BAND, RIBBON_EDGE = "#ffe7b6", "#6e7597"
#: Patterns as paths in a square of 8.
DIAGONAL = "M-2 10 10-2M-2 2 2-2M6 10l4-4"
FALLING = "M-2-2 10 10M-2 6l4 4M6-2l4 4"
ACROSS = "M0 2h8M0 6h8"
UPRIGHT = "M2 0v8M6 0v8"
CROSSED = "M0 0l8 8M8 0 0 8"
DOTS = "M1 2h2M5 6h2"


@dataclass(frozen=True)
class Look:
    """Colour behind, colour of the pattern and of a number on it; without a path the piece is plain."""

    back: str
    ink: str
    on: str = TEXT
    path: str = ""
    stroke: float = 1


_PLAIN = Look(PAPER, PAPER)
LOOKS = {
    "completed": Look("#005741", "#005741", PAPER),
    "permanent": Look("#b8edda", "#007155", path=ACROSS),
    "in_progress": Look("#2044aa", "#7694d5", PAPER, DIAGONAL),
    "planning": Look("#d8e1f4", "#3a5eb9", path=DOTS, stroke=2),
    "not_started": _PLAIN,
    "postponed": Look("#ffde9f", "#925400", path=UPRIGHT),
    "dropped": Look("#dfe1ea", "#5b6185", path=CROSSED),
    "not_asked": Look(PAPER, "#8e93b1", path=FALLING),
    "answered": Look("#2044aa", "#2044aa", PAPER),
    "missing": Look(PAPER, "#8e93b1", path=FALLING),
    "late": Look("#ffde9f", "#925400", path=DIAGONAL),
    "added": Look("#eddaf7", "#7e01a8", path=DIAGONAL),
    "stayed": Look("#e8e9ef", "#e8e9ef"),
    "moved": Look("#b2c4e9", "#b2c4e9"),
    "other": Look("#dfe1ea", "#5b6185", path=DIAGONAL),
}


def known(code: str) -> str:
    """The code whose look is drawn; none at all means that nobody has asked yet."""
    if not code:
        return "not_asked"
    return code if code in LOOKS else "other"
