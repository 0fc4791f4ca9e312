"""Word documents with real styles, in one language, the same bytes for the same content."""

from .document import WordDocument
from .properties import WordProperties
from .tables import WordColumn

__all__ = ["WordColumn", "WordDocument", "WordProperties"]
