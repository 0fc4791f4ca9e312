"""From a way of drawing to a chart: as wide as a page, and where it is asked for as narrow as a small screen."""

from collections.abc import Callable, Iterable
from functools import partial

from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from .model import Chart, Key, LegendEntry, Table
from .sheet import Sheet

#: Width of the drawing and size of its letters, on a page or sheet and on a small screen.
WIDE, NARROW = (720, 14), (320, 15)


def make_chart(
    *,
    name: str,
    title: str,
    description: str,
    draw: Callable[[Sheet], None],
    table: Table,
    legend: list[LegendEntry],
    rtl: bool | None,
) -> Chart:
    """`rtl` is the direction of reading; None asks the active language."""
    is_mirrored = get_language_bidi() if rtl is None else rtl

    def drawn(suffix: str, width: int, size: int) -> SafeString:
        sheet = Sheet(f"{name}-{suffix}", width=width, size=size, is_mirrored=is_mirrored)
        draw(sheet)
        return sheet.svg(title, description)

    return Chart(name, title, description, drawn("w", *WIDE), partial(drawn, "n", *NARROW), table, legend)


def key_legend(name: str, keys: Iterable[Key], *, occurring: Iterable[str]) -> list[LegendEntry]:
    """What each colour and pattern means, for the codes that occur."""
    shown = set(occurring)
    return [
        LegendEntry(swatch(f"{name}-k{place}", key.code), key.label, key.href)
        for place, key in enumerate(keys)
        if key.code in shown
    ]


def swatch_of_line(kind: str, colour: str, dashes: str = "") -> SafeString:
    sheet = _swatch_sheet("")
    sheet.line(kind, (1, 9), (25, 9), colour=colour, width=2.5, dashes=dashes)
    return sheet.ornament()


def swatch_of_mark(*, is_done: bool) -> SafeString:
    sheet = _swatch_sheet("")
    sheet.diamond(13, 9, is_full=is_done)
    return sheet.ornament()


def swatch_of_ring() -> SafeString:
    sheet = _swatch_sheet("")
    sheet.ring(13, 9)
    return sheet.ornament()


def _swatch_sheet(name: str) -> Sheet:
    sheet = Sheet(name, width=26, size=14, is_mirrored=False)
    sheet.height = 18
    return sheet


def swatch(name: str, code: str) -> SafeString:
    sheet = _swatch_sheet(name)
    sheet.piece(code, 1, 1, 24, 16)
    return sheet.ornament()
