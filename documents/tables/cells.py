"""What a cell may hold, and what a spreadsheet must not take for a formula (SAFETY.md, security 8)."""

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

Cell = str | bool | int | float | Decimal | dt.date | dt.datetime | None
Row = Sequence[Cell]

#: How a text begins that some spreadsheet takes for a formula, in full width too.
FORMULA_SIGNS, FULL_WIDTH_SIGNS = "=+-@", "＝＋－＠"
#: Spaces before it do not help. With apostrophes of its own it needs one more, or the added one could not be told.
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|\s*[{re.escape(FORMULA_SIGNS + FULL_WIDTH_SIGNS)}])")


def escaped(text: str) -> str:
    """For files that know no types: with an apostrophe before what would be read as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """The text that `escaped` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text
