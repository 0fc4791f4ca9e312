"""How the results of a query are laid out on pages: what stands where, and what is too long for one page."""

from .layout import FieldPart, PageAddress, ReportPage
from .lists import ListPart

__all__ = ["FieldPart", "ListPart", "PageAddress", "ReportPage"]
