"""Texts as a spreadsheet can carry them."""

from documents.texts import clean

#: A carriage return as Excel writes it into XML.
_WRITTEN_RETURN = "_x000D_"


def plain(text: str) -> str:
    """Line ends of one kind, without what cannot be seen, without space around: the same on both ways."""
    # The reading library drops this sign of an escaped underscore.
    return clean(text.replace(_WRITTEN_RETURN, "")).replace("x005F_", "").strip()
