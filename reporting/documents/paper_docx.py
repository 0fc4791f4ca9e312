"""A Vorlage as Word document: the same words in the same order as its PDF, with the charts as their tables."""

import datetime as dt

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.word import WordColumn, WordDocument, WordProperties
from reporting.papers import PaperContent

from .docx_results import add_results
from .docx_tables import NONE, add_author, add_table, short_day


def paper_docx(content: PaperContent) -> bytes:
    """The same content gives the same bytes; German, whoever makes it."""
    with translation.override(settings.LANGUAGE_CODE):
        document = WordDocument(_properties(content))
        document.set_margins(
            left=f"{content.municipality} · {content.office}",
            right=" · ".join(_marks(content)),
            page=_("Seite"),
            of=_("von"),
        )
        _add_head(document, content)
        _add_stations(document, content)
        _add_texts(document, content)
        add_results(document, content.results, office=content.office)
        if content.annexes:
            document.heading(_("Anlagen"), 1)
            document.numbered(content.annexes)
        return document.content()


def _properties(content: PaperContent) -> WordProperties:
    day = content.dated_on or dt.date.fromisoformat(content.results.query["closed_on"])
    return WordProperties(
        title=f"{_number(content)}: {content.subject}",
        subject=content.results.title,
        author=content.office,
        created=timezone.make_aware(dt.datetime.combine(day, dt.time())),
        identifier=content.uuid.urn,
        edition=content.edition,
    )


def _number(content: PaperContent) -> str:
    return f"{_('Vorlage')} {content.number}".strip()


def _marks(content: PaperContent) -> list[str]:
    """What stands above every page; first what nobody may overlook, for a long number may be cut off."""
    marks = []
    if content.is_draft:
        marks.append(_("Entwurf"))
    if content.results.query["is_demo"]:
        marks.append(_("Beispieldaten"))
    return [*marks, _number(content)]


def _add_head(document: WordDocument, content: PaperContent) -> None:
    if content.is_draft:
        document.notice(_("Entwurf: Diese Vorlage ist noch nicht festgelegt."))
    if content.results.query["is_demo"]:
        document.notice(
            _("Beispieldaten: Die Abfrage ist erfunden. Das Dokument zeigt nur, wie eine Vorlage aussieht.")
        )
    document.title(content.subject)
    as_of = _("Stand vom %(day)s") % {"day": date_format(content.results.as_of)}
    for lead, text in (
        (_("Nummer der Vorlage"), content.number),
        (_("Datum"), date_format(content.dated_on) if content.dated_on else ""),
        (_("Fassung"), str(content.edition)),
        (_("Grundlage"), f"{content.results.title}, {as_of}"),
    ):
        document.paragraph(text or NONE, lead=f"{lead}:")


def _add_stations(document: WordDocument, content: PaperContent) -> None:
    document.heading(_("Beratungsfolge"), 1)
    if not content.stations:
        document.paragraph(_("Noch nicht festgelegt."))
        return
    columns = [WordColumn(_("Gremium"), 5), WordColumn(_("Sitzung am"), 2), WordColumn(_("Aufgabe"), 3)]
    rows = [
        [
            station.committee,
            short_day(station.meeting_on),
            station.role,
        ]
        for station in content.stations
    ]
    add_table(document, _("Beratungsfolge"), columns, rows)


def _add_texts(document: WordDocument, content: PaperContent) -> None:
    document.heading(_("Beschlussentwurf"), 1)
    document.plain(content.draft_decision or NONE)
    document.heading(_("Finanzielle Auswirkungen"), 1)
    document.plain(content.financial_impact or NONE)
    document.heading(_("Begründung"), 1)
    document.plain(content.reasoning)
    if content.results.introduction:
        document.heading(_("Einleitung zum Bericht"), 2)
        document.markdown(content.results.introduction.text, below=2)
        add_author(document, content.office)
