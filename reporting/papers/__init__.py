"""The Vorlage: what it says, ready to be shown as page, PDF and Word document."""

from .content import PaperContent, Station, compose_paper, paper_content

__all__ = ["PaperContent", "Station", "compose_paper", "paper_content"]
