"""Texts for formats that know no control characters."""

import re

#: What XML 1.0 and iCalendar refuse: control characters but tab and line ends, half surrogates, non-characters.
_REFUSED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def without_controls(text: str) -> str:
    return _REFUSED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
