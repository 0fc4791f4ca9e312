"""The parts of the concept's sheet: their order, and what an editor should know about each field."""

from typing import Any, ClassVar

from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from measures.models import SHEET_SECTIONS
from safety.admin import ReasonForm

SECTION_STATE = _("Ist-Zustand/Handlungsrelevanz")
SECTION_TARGET_GROUP = _("Zielgruppe")
SECTION_OBJECTIVE = _("Zielsetzung")
SECTION_CONTENT = _("Maßnahmeninhalte, Kurzbeschreibung, Umsetzungsschritte")
SECTION_INDICATORS = _("Teilziele und Indikatoren")
SECTION_RESPONSIBILITY = _("Zuständigkeiten, Kooperationspartnerinnen und Kooperationspartner")
SECTION_DURATION = _("Dauer und Planung")
SECTION_RESOURCES = _("Ressourcenbedarf")
SECTION_RELATED = _("Verwandte Maßnahmen und Umsetzungsstand")
SECTION_SAVE = _("Speichern")

FIELDSETS: list[tuple[Any, Any]] = [
    (_("Titel"), {"fields": ["field_of_action", "number", "title", "slug", "is_published"]}),
    (SECTION_STATE, {"fields": ["current_state"]}),
    (SECTION_TARGET_GROUP, {"fields": ["target_group", "target_groups"]}),
    (SECTION_OBJECTIVE, {"fields": ["objective", "goals"]}),
    (SECTION_CONTENT, {"fields": ["content"]}),
    (SECTION_INDICATORS, {"fields": ["indicators_intro"]}),
    (SECTION_RESPONSIBILITY, {"fields": ["responsibility_wording"]}),
    (
        SECTION_DURATION,
        {
            "fields": [
                "duration_wording",
                ("start_on", "start_precision"),
                ("end_on", "end_precision"),
                ("is_ongoing", "recurrence"),
            ]
        },
    ),
    (SECTION_RESOURCES, {"fields": ["resources_wording"]}),
    (SECTION_RELATED, {"fields": ["related"]}),
    (SECTION_SAVE, {"fields": ["change_reason"]}),
]

OFFICIAL = _("Amtlicher Wortlaut: bitte genau so schreiben wie im beschlossenen Maßnahmenblatt.")
ASSIGNMENT = _("Zuordnung der Redaktion: Das Konzept selbst ordnet nicht zu. Die Website kennzeichnet das.")
HELP_TEXTS = {
    "title": _("Amtlicher Wortlaut. Steht in allen Listen, auf der Seite der Maßnahme und in den Berichten."),
    "current_state": [OFFICIAL, _("Warum gibt es die Maßnahme? Meist ein bis drei Absätze.")],
    "target_group": [OFFICIAL, _("An wen richtet sich die Maßnahme? Meist ein Satz.")],
    "target_groups": [ASSIGNMENT, _("Danach kann man auf der Website die Maßnahmen filtern.")],
    "objective": [OFFICIAL, _("Was soll sich ändern? Meist ein bis drei Sätze.")],
    "goals": [ASSIGNMENT, _("Danach kann man auf der Website die Maßnahmen filtern.")],
    "content": [
        OFFICIAL,
        _("Was wird getan? Die einzelnen Schritte stehen darunter, jeder in einer eigenen Zeile."),
    ],
    "indicators_intro": _("Nur wenn das Maßnahmenblatt vor der Liste der Teilziele einen Satz hat."),
    "responsibility_wording": [
        OFFICIAL,
        _("Die Organisationen wählen Sie darunter aus. Der Wortlaut bleibt daneben auf der Website stehen."),
    ],
    "duration_wording": [
        OFFICIAL,
        _("Zum Beispiel „Beginn 2017, fortlaufend“. Die Daten darunter stehen auch auf der Website."),
    ],
    "start_on": _("Bei ungenauer Angabe der erste Tag des Zeitraums, für „2017“ also der 01.01.2017."),
    "end_on": _("Bei ungenauer Angabe der letzte Tag des Zeitraums, für „Mitte 2017“ also der 30.06.2017."),
    "resources_wording": [OFFICIAL, _("Einzelne Arten von Mitteln stehen darunter.")],
    "related": _(
        "Maßnahmen, auf die die Seite dieser Maßnahme verweist. Der Verweis gilt in beide Richtungen."
    ),
}
FORMATTING = _("Absätze trennt eine leere Zeile. Eine Liste beginnt in jeder Zeile mit „- “.")


def help_text(name: str) -> str:
    """The help of one field as plain text."""
    text = HELP_TEXTS[name]
    return " ".join(map(str, text)) if isinstance(text, list) else str(text)


class MeasureForm(ReasonForm):
    official_fields: ClassVar[frozenset[str]] = frozenset({"title", *SHEET_SECTIONS})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in HELP_TEXTS:
                field.help_text = help_text(name)
            if isinstance(field.widget, AdminTextareaWidget):
                field.help_text = f"{field.help_text} {FORMATTING}"
