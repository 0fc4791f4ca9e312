"""PDF for everybody to read: tagged, in the portal's own fonts, the same bytes for the same HTML.

WeasyPrint runs in a process of its own; no worker of the web server imports it.
"""

from .making import LARGE, Limits, Pdf, PdfError, fingerprint, make_pdf
from .places import NoPlaceError, Place, make_pdf_now, place

__all__ = [
    "LARGE",
    "Limits",
    "NoPlaceError",
    "Pdf",
    "PdfError",
    "Place",
    "fingerprint",
    "make_pdf",
    "make_pdf_now",
    "place",
]
