"""Looking into a PDF: its words as they can be read out, its structure, its bookmarks."""

import io
from dataclasses import dataclass
from typing import Any

import pypdf
import pypdfium2


@dataclass(frozen=True)
class Opened:
    """`root` is the catalogue of the document, as pypdf reads it."""

    content: bytes

    @property
    def reader(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.content))

    @property
    def root(self) -> Any:
        return self.reader.root_object

    @property
    def title(self) -> str:
        metadata = self.reader.metadata
        return (metadata and metadata.title) or ""

    @property
    def pages(self) -> list[str]:
        document = pypdfium2.PdfDocument(self.content)
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def bookmarks(self) -> list[Any]:
        """Titles; those below a bookmark are a list after it."""
        return _titles(self.reader.outline)

    @property
    def elements(self) -> list[dict[str, Any]]:
        """The tagged structure, parents before children."""
        return _elements(self.root["/StructTreeRoot"]["/K"])

    @property
    def kinds(self) -> list[str]:
        return [str(element.get("/S")) for element in self.elements]

    @property
    def alternatives(self) -> list[Any]:
        return [element.get("/Alt") for element in self.elements if element.get("/S") == "/Figure"]


def _elements(part: Any) -> list[dict[str, Any]]:
    found = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(found, list):
        return [each for kid in found for each in _elements(kid)]
    if not isinstance(found, dict):
        return []
    return [found, *_elements(found.get("/K"))]


def _titles(outline: list[Any]) -> list[Any]:
    return [_titles(each) if isinstance(each, list) else each.title for each in outline]
