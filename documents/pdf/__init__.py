"""PDF for everybody to read: tagged, in the portal's own fonts, the same bytes for the same HTML.

WeasyPrint runs in a process of its own; no worker of the web server imports it.
"""

from .making import LARGE, SMALL, Limits, PdfError, fingerprint, make_pdf
from .places import NoPlaceError, place

__all__ = ["LARGE", "SMALL", "Limits", "NoPlaceError", "PdfError", "fingerprint", "make_pdf", "place"]
