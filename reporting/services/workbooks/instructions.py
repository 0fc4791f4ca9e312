"""What the first sheet says, line by line."""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .contents import Content

#: Heading, and the lines below it.
Section = tuple[str, list[str]]


def instructions(content: Content, *, on: dt.date) -> Iterator[tuple[str, bool]]:
    """Lines of text, and whether each is a heading."""
    for heading, lines in _sections(content, on):
        yield heading, True
        for line in lines:
            yield line, False


def _sections(content: Content, on: dt.date) -> list[Section]:
    return [
        (_("So füllen Sie diese Tabelle aus"), _about(content, on)),
        (_("Was Sie ausfüllen"), _filling()),
        (_("Die Blätter"), _sheets(content)),
        (_("Datenschutz"), _privacy()),
        (_("So kommt die Tabelle zurück"), _returning()),
    ]


def _about(content: Content, on: dt.date) -> list[str]:
    query, organisation = content.participation.query, content.participation.organisation
    due, made = date_format(query.due_on, "j. F Y"), date_format(on, "j. F Y")
    longer = [
        _("Verlängert bis zum %(day)s: %(measure)s")
        % {"day": date_format(line.request.extended_to, "j. F Y"), "measure": line.title}
        for line in content.lines
        if line.request.extended_to is not None
    ]
    return [
        f"{query.title} – {organisation.name}",
        _("Frist: Bitte antworten Sie bis zum %(day)s. Dieser Tag zählt mit.") % {"day": due},
        *longer,
        _("Stand dieser Datei: %(day)s. Fragen beantwortet: %(office)s.")
        % {"day": made, "office": settings.PORTAL_OFFICE},
    ]


def _filling() -> list[str]:
    return [
        _("Füllen Sie nur die hellgelben Felder mit Rahmen aus. Alle anderen Felder sind geschützt."),
        _(
            "Die grauen Felder zeigen Ihre letzte Angabe. Sie stehen links neben dem Feld für die neue "
            "Angabe."
        ),
        _(
            "In den hellgelben Feldern steht schon, was im Portal gespeichert ist. Ändern Sie, was nicht "
            "mehr stimmt."
        ),
        _(
            "Bei einigen Feldern wählen Sie aus einer Liste: Klicken Sie auf das Feld und dann auf den "
            "kleinen Pfeil."
        ),
        _("Gilt alles weiter? Dann wählen Sie in der Spalte „Unverändert bestätigen“ nur „ja“."),
        _("Maßnahmen mit dem Stand „schon abgesendet“ können Sie hier nicht mehr ändern."),
        _(
            "Bitte schreiben Sie keine Formeln. Löschen und verschieben Sie keine Zeilen, Spalten und "
            "Blätter."
        ),
    ]


def _sheets(content: Content) -> list[str]:
    lines = [_("„Maßnahmen“: eine Zeile für jede Maßnahme, zu der wir Sie fragen.")]
    if any(line.indicators for line in content.lines):
        lines.append(_("„Teilziele“: eine Zeile für jedes Teilziel dieser Maßnahmen."))
    if any(line.steps for line in content.lines):
        lines.append(_("„Schritte“: eine Zeile für jeden Schritt. Wählen Sie „ja“, wenn er erledigt ist."))
    if content.per_organisation:
        lines.append(_("„Organisation“: Fragen, die wir Ihrer Organisation nur einmal stellen."))
    return lines


def _privacy() -> list[str]:
    return [
        _("Ihre Angaben werden öffentlich."),
        _(
            "Bitte nennen Sie keine Personen, die Sie begleiten oder beraten, und nichts, woran man sie "
            "erkennt:"
        ),
        _("keine Namen, keine Herkunft, keine Religion, keine Gesundheit."),
    ]


def _returning() -> list[str]:
    return [
        _("1. Speichern Sie die Tabelle als Excel-Datei (.xlsx), ohne Kennwort."),
        _("2. Laden Sie die Datei im Portal hoch: auf der Seite, auf der Sie sie heruntergeladen haben."),
        _("3. Prüfen Sie die Vorschau und übernehmen Sie Ihre Angaben. Vorher ändert sich nichts."),
        _("4. Prüfen Sie danach jede Meldung und senden Sie sie ab. Übernommenes ist erst ein Entwurf."),
    ]
