"""How the results of a query are laid out on pages: what stands where, and what is too long for one page."""

from .layout import EvaluationPage, FieldPart, PageAddress, ReportPage, charts_of
from .lists import ListPart

__all__ = ["EvaluationPage", "FieldPart", "ListPart", "PageAddress", "ReportPage", "charts_of"]
