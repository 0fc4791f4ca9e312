"""Numbers as people write them in German: a comma for decimals, points for thousands; one reading for page and file.

How numbers are written out stands in `documents.numbers`.
"""

import re
from decimal import Decimal

#: „1500“, „1.500“, „1.500,5“, „0,5“; „1.5“ could mean two things and is none of them.
GERMAN_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
SPACES = re.compile(r"[\s\u00a0\u202f]")

#: More than any column holds; „zu groß“ is said of what is shorter.
MOST_SIGNS = 30


def read_german(text: str) -> Decimal | None:
    """The number, or None where it is none or could be read in two ways."""
    said = SPACES.sub("", text)
    if len(said) > MOST_SIGNS or not GERMAN_NUMBER.fullmatch(said):
        return None
    return Decimal(said.replace(".", "").replace(",", "."))
