"""Texts as every kind of file can carry them."""

import re

#: Characters that XML or iCalendar cannot hold (a lone half of a surrogate pair among them), that nobody sees, that
#: end a text early in the libraries that set it, or that turn the reading of what follows around; the marks that
#: Arabic and Hebrew need are others, and stay.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Line ends of one kind, without what no file can carry; everything that can be read stays as it is."""
    return _FORBIDDEN.sub("", _LINE_END.sub("\n", text))
