"""What a Word document says of itself."""

import datetime as dt
from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.texts import clean

#: Core properties take no more.
LONGEST = 255


@dataclass(frozen=True)
class WordProperties:
    """`created` is the moment that the content stands for, never that of the making; `language` as in `de-DE`."""

    title: str
    author: str
    created: dt.datetime
    subject: str = ""
    identifier: str = ""
    edition: int = 1
    language: str = "de-DE"


def set_properties(document: Document, properties: WordProperties) -> None:
    core = document.core_properties
    core.title = clean(properties.title)[:LONGEST]
    core.subject = clean(properties.subject)[:LONGEST]
    core.author = core.last_modified_by = clean(properties.author)[:LONGEST]
    core.identifier = properties.identifier
    core.language = properties.language
    core.comments = core.keywords = core.category = ""
    core.revision = max(properties.edition, 1)
    core.created = core.modified = properties.created.astimezone(dt.UTC).replace(tzinfo=None)
    _forget_template(document)
    _set_language(document, properties.language)


def _forget_template(document: Document) -> None:
    """The library's template brings a picture of another document."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[key]


def _set_language(document: Document, language: str) -> None:
    """In the defaults of the styles and in the settings; German numbers, hyphens, no „compatibility mode“."""
    defaults = next(document.styles.element.iter(qn("w:rPrDefault")))
    for element in defaults.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
        element.set(qn("w:eastAsia"), language)
    settings = document.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), language)
    stop = next(settings.iter(qn("w:defaultTabStop")))
    stop.addnext(OxmlElement("w:autoHyphenation"))
    for name, value in (("w:decimalSymbol", ","), ("w:listSeparator", ";")):
        for element in settings.iter(qn(name)):
            element.set(qn("w:val"), value)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
    for element in settings.iter(qn("w:zoom")):
        element.set(qn("w:percent"), "100")
