"""The tables of a report: an Excel workbook to calculate with, and one CSV for those who want a single table."""

from .book import annex_xlsx
from .measures import measure_table
from .model import Head, Table

__all__ = ["Head", "Table", "annex_xlsx", "measure_table"]
