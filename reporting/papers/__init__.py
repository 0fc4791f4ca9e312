"""The Vorlage: what it says, ready to be shown as page, PDF and Word document."""

from .content import PaperContent, Station, compose_paper, paper_content
from .shown import ShownPaper, public_edition_of, public_papers

__all__ = [
    "PaperContent",
    "ShownPaper",
    "Station",
    "compose_paper",
    "paper_content",
    "public_edition_of",
    "public_papers",
]
