"""Texts as a spreadsheet can carry them."""

import re

#: Characters that XML cannot hold, or that nobody sees and a spreadsheet changes.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
#: A carriage return as Excel writes it into XML.
_WRITTEN_RETURN = "_x000D_"


def plain(text: str) -> str:
    """Line ends of one kind, without what cannot be seen, without space around: the same on both ways."""
    unified = text.replace(_WRITTEN_RETURN, "").replace("\r\n", "\n").replace("\r", "\n")
    # The reading library drops this sign of an escaped underscore.
    return _UNSEEN.sub("", unified).replace("x005F_", "").strip()
