"""The sheet that a chart is drawn on: SVG elements with text and attributes escaped.

Coordinates are given for reading from the left; on a mirrored sheet every place is turned over, while texts and numbers
stay as they are. All says what it looks like by attributes, for the PDF, and by classes, for pages.
"""

from collections.abc import Iterable
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .palette import LOOKS, PAPER, TEXT, known
from .places import Point
from .text import LINE_HEIGHT, is_right_to_left, text_width, wrap

FONTS = "Fira Sans, Noto Sans, Noto Sans Arabic, sans-serif"
#: The share of the letters' size by which a line of figures stands below its middle.
BELOW_MIDDLE = 0.35
#: From the middle of a diamond to its corners.
DIAMOND = 7
#: A narrower sheet has no room for labels beside the drawing; they stand above it.
WIDEST_SMALL_SCREEN = 480
_OPPOSITE = {"start": "end", "end": "start", "middle": "middle"}
_EMPTY = SafeString("")
#: Around a text of the other direction, so that its full stops and brackets stand where its readers look for them.
_ISOLATED = "\u2067{}\u2069"


def short(value: float) -> str:
    """A coordinate with at most two digits behind a dot, whatever the language."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


class Sheet:
    """Collects shapes; `svg()` gives the whole drawing."""

    def __init__(self, name: str, *, width: float, size: float, is_mirrored: bool) -> None:
        self.name = name
        self.width = width
        self.height = 0.0
        self.is_mirrored = is_mirrored
        self.size = size
        self.is_narrow = width < WIDEST_SMALL_SCREEN
        self._looks: dict[str, None] = {}
        self._shapes: list[str] = []

    @property
    def line_height(self) -> float:
        return self.size * LINE_HEIGHT

    def measure(self, text: str) -> float:
        return text_width(text, self.size)

    def wrap(self, text: str, width: float) -> list[str]:
        return wrap(text, width=width, size=self.size)

    def lines(
        self, x: float, y: float, lines: list[str], *, anchor: str = "start", is_bold: bool = False
    ) -> None:
        """Lines of a label, the first of them from `y` downwards."""
        for place, line in enumerate(lines):
            self.text(x, y + (place + 0.5) * self.line_height, line, anchor=anchor, is_bold=is_bold)

    def _x(self, x: float) -> str:
        return short(self.width - x if self.is_mirrored else x)

    def _left(self, x: float, width: float) -> str:
        return short(self.width - x - width if self.is_mirrored else x)

    def place(self, x: float, y: float, width: float, height: float) -> tuple[str, str, str, str]:
        """The attributes x, y, width and height of a rectangle."""
        return self._left(x, width), short(y), short(width), short(height)

    def add(self, pattern: str, *values: object) -> None:
        """As format_html does it, but without its lazy texts, which cost three times as much."""
        safe = (value if isinstance(value, SafeString) else escape(str(value)) for value in values)
        self._shapes.append(pattern.format(*safe))

    def fill_of(self, code: str) -> str:
        """The paint of a code, with its pattern among the definitions from now on."""
        code = known(code)
        if not LOOKS[code].path:
            return LOOKS[code].back
        self._looks[code] = None
        return f"url(#{self.name}-{code})"

    def piece(self, code: str, x: float, y: float, width: float, height: float) -> None:
        """A rectangle in colour and pattern of a code."""
        look = known(code)
        kind = "chart-piece" if LOOKS[look].path else f"chart-piece chart-plain chart-look--{look}"
        self.add(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="1"/>',
            kind, *self.place(x, y, width, height), self.fill_of(code), TEXT,
        )  # fmt: skip

    def shape(self, code: str, corners: list[Point]) -> None:
        """A piece with other corners than a rectangle's."""
        look = known(code)
        kind = "chart-piece" if LOOKS[look].path else f"chart-piece chart-plain chart-look--{look}"
        paint = format_html('fill="{}" stroke="{}" stroke-width="1"', self.fill_of(code), TEXT)
        self.path(kind, [("M", corners[:1]), *(("L", [corner]) for corner in corners[1:]), ("Z", [])], paint)

    def diamond(self, x: float, y: float, *, is_full: bool) -> None:
        corners = [(x, y - DIAMOND), (x + DIAMOND, y), (x, y + DIAMOND), (x - DIAMOND, y)]
        paint = format_html(
            'fill="{}" stroke="{}" stroke-width="2"', *((TEXT, PAPER) if is_full else (PAPER, TEXT))
        )
        steps = [("M", corners[:1]), *(("L", [corner]) for corner in corners[1:]), ("Z", [])]
        self.path("chart-mark chart-mark--done" if is_full else "chart-mark", steps, paint)

    def ring(self, x: float, y: float) -> None:
        paint = format_html('fill="{}" stroke="{}" stroke-width="2.5"', PAPER, TEXT)
        self.circle("chart-mark", x, y, DIAMOND - 1, paint)

    def line(
        self, kind: str, start: Point, end: Point, *, colour: str, width: float = 1,
        dashes: str = "",
    ) -> None:  # fmt: skip
        self.add(
            '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"{}/>',
            kind, self._x(start[0]), short(start[1]), self._x(end[0]), short(end[1]), colour, short(width),
            format_html(' stroke-dasharray="{}"', dashes) if dashes else _EMPTY,
        )  # fmt: skip

    def path(self, kind: str, steps: Iterable[tuple[str, list[Point]]], paint: SafeString) -> None:
        """`steps` are commands with their points, for example ("M", [(0, 0)]); `paint` are the attributes."""
        drawn = " ".join(
            command + " ".join(f"{self._x(x)} {short(y)}" for x, y in points) for command, points in steps
        )
        self.add('<path class="{}" d="{}" {}/>', kind, drawn, paint)

    def circle(self, kind: str, x: float, y: float, radius: float, paint: SafeString) -> None:
        self.add(
            '<circle class="{}" cx="{}" cy="{}" r="{}" {}/>', kind, self._x(x), short(y), short(radius), paint
        )

    def text(
        self, x: float, y: float, text: str, *, anchor: str = "start", colour: str = TEXT, kind: str = "chart-text",
        is_bold: bool = False,
    ) -> None:  # fmt: skip
        """One line whose figures have their middle at `y`."""
        shown = _ISOLATED.format(text) if is_right_to_left(text) else text
        self.add(
            '<text class="{}" x="{}" y="{}" text-anchor="{}" font-size="{}" fill="{}"{}>{}</text>',
            kind, self._x(x), short(y + BELOW_MIDDLE * self.size),
            _OPPOSITE[anchor] if self.is_mirrored else anchor, short(self.size), colour,
            mark_safe(' font-weight="600"') if is_bold else _EMPTY, shown,
        )  # fmt: skip

    def plate(
        self, x: float, y: float, width: float, *, kind: str = "chart-paper", colour: str = PAPER
    ) -> None:
        """The ground under a text whose middle is at `y`."""
        height = self.size * 1.2
        self.add(
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}"/>',
            kind, *self.place(x, y - height / 2, width, height), colour,
        )  # fmt: skip

    def number(self, code: str, x: float, y: float, text: str) -> None:
        """A number in the middle of a piece, on a plate of its colour, so that no pattern disturbs it."""
        look = known(code)
        if LOOKS[look].path:
            width = self.measure(text) + 6
            self.plate(
                x - width / 2, y, width, kind=f"chart-plate chart-look--{look}", colour=LOOKS[look].back
            )
        self.text(
            x,
            y,
            text,
            anchor="middle",
            colour=LOOKS[look].on,
            kind=f"chart-on chart-look--{look}",
            is_bold=True,
        )

    def svg(self, title: str, description: str) -> SafeString:
        return format_html(
            '<svg class="chart-svg" xmlns="http://www.w3.org/2000/svg" role="img" direction="ltr" '
            'aria-labelledby="{}-title {}-desc" viewBox="0 0 {} {}" font-family="{}">'
            '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}{}</svg>',
            self.name, self.name, short(self.width), short(self.height), FONTS,
            self.name, title, self.name, description, self._definitions(),
            SafeString("".join(self._shapes)),
        )  # fmt: skip

    def ornament(self, kind: str = "chart-swatch") -> SafeString:
        """Beside a word that says the same, so without a title."""
        return format_html(
            '<svg class="{}" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" direction="ltr" '
            'width="{}" height="{}" viewBox="0 0 {} {}" font-family="{}">{}{}</svg>',
            kind, short(self.width), short(self.height), short(self.width), short(self.height), FONTS,
            self._definitions(),
            SafeString("".join(self._shapes)),
        )  # fmt: skip

    def _definitions(self) -> SafeString:
        patterns = format_html_join(
            "",
            '<pattern id="{}-{}" class="chart-look--{}" width="8" height="8" patternUnits="userSpaceOnUse">'
            '<rect class="chart-back" width="8" height="8" fill="{}"/>'
            '<path class="chart-ink" d="{}" fill="none" stroke="{}" stroke-width="{}"/></pattern>',
            (
                (
                    self.name,
                    code,
                    code,
                    LOOKS[code].back,
                    LOOKS[code].path,
                    LOOKS[code].ink,
                    short(LOOKS[code].stroke),
                )
                for code in self._looks
            ),
        )
        return format_html("<defs>{}</defs>", patterns) if patterns else _EMPTY
