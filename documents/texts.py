"""Texts as every kind of file can carry them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

#: Characters that XML or iCalendar cannot hold (a lone half of a surrogate pair among them), that nobody sees, that
#: end a text early in the libraries that set it, or that turn the reading of what follows around; the marks that
#: Arabic and Hebrew need are others, and stay.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


#: What a line of a list begins with.
ENTRY = "- "


def clean(text: str) -> str:
    """Line ends of one kind, without what no file can carry; everything that can be read stays as it is."""
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text))


@dataclass(frozen=True)
class Block:
    """A paragraph with its lines, or a list with its entries."""

    lines: list[str]
    is_list: bool = False


def blocks(text: str) -> Iterator[Block]:
    """Text as somebody typed it: a blank line begins a new paragraph, lines beginning with "- " are a list."""
    for part in clean(text).split("\n\n"):
        for is_list, lines in groupby(part.strip("\n").split("\n"), key=_is_entry):
            found = [line.removeprefix(ENTRY) if is_list else line for line in lines]
            if any(found):
                yield Block(found, is_list)


def _is_entry(line: str) -> bool:
    return line.startswith(ENTRY)
