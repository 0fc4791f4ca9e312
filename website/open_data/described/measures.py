"""The measures themselves."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from fields.models import Goal
from measures.definitions import NOT_ASKED, NOT_ASKED_LABEL
from measures.models import (
    Course,
    DatePrecision,
    ImplementationStatus,
    Measure,
    Recurrence,
    Responsibility,
    ResponsibilityRole,
)
from measures.models.querysets import MeasureQuerySet
from website.open_data import columns as c
from website.open_data.dataset import Dataset

STATUSES = [(NOT_ASKED, NOT_ASKED_LABEL), *ImplementationStatus.choices]
EXAMPLE = "Sprachförderung in Kindertagesstätten"


def sheet(measure: Measure) -> str:
    return measure.get_absolute_url()


def _full(measures: QuerySet[Any]) -> MeasureQuerySet:
    """Five statements, however many measures; the texts of the sheet come with the row."""
    found: MeasureQuerySet = measures  # type: ignore[assignment]
    keys = Measure.objects.published().only("uuid")
    named = Responsibility.objects.filter(organisation__isnull=False).select_related("organisation")
    return (
        found.with_current_status()
        .select_related("field_of_action")
        .prefetch_related(
            # As lists: for each sheet and role a manager would cost more than the rows themselves.
            Prefetch("responsibilities", named.order_by("number"), to_attr="named_bodies"),
            Prefetch(
                "goals", Goal.objects.order_by("field_of_action__number", "number"), to_attr="its_goals"
            ),
            Prefetch("target_groups", to_attr="its_groups"),
            Prefetch("related", keys.in_document_order(), to_attr="its_related"),
        )
    )


def _organisations(measure: Any, role: ResponsibilityRole) -> list[str]:
    return [named.organisation.name for named in measure.named_bodies if named.role == role]


MEASURES = Dataset(
    name="massnahmen",
    title=_("Maßnahmen"),
    description=_(
        "Alle veröffentlichten Maßnahmen des Konzepts mit ihrem Wortlaut und ihrem Umsetzungsstand."
    ),
    keywords=(_("Maßnahmen"), _("Umsetzungsstand"), _("Integrationskonzept")),
    public=lambda: Measure.objects.published().in_document_order(),
    full=_full,
    columns=(
        c.identifier(),
        c.text("nummer", _("Nummer der Maßnahme: Handlungsfeld und Platz darin."), lambda m: m.code, "2.3"),
        c.text("titel", _("Titel im Wortlaut des Konzepts."), lambda m: m.title, EXAMPLE),
        c.address(_("Seite der Maßnahme im Portal."), sheet, "https://portal.example/massnahmen/sprache/"),
        c.reference(
            "handlungsfeld_id",
            "handlungsfelder",
            _("Kennung des Handlungsfelds."),
            lambda m: m.field_of_action.uuid,
        ),
        c.text("handlungsfeld", _("Titel des Handlungsfelds."), lambda m: m.field_of_action.title, "Bildung"),
        *c.coded(
            "umsetzungsstand",
            _("Wie weit die Maßnahme ist, nach der neuesten bestätigten Angabe."),
            lambda m: m.current_status or NOT_ASKED,
            STATUSES,
        ),
        *c.coded(
            "verlauf",
            _("Ob die Maßnahme so vorankommt wie geplant."),
            lambda m: m.current_course,
            Course.choices,
            nullable=True,
        ),
        c.date(
            "stand_vom",
            _("Tag, für den der Umsetzungsstand gilt. Leer, wenn noch nicht gefragt wurde."),
            lambda m: m.current_as_of,
            "2026-09-30",
            nullable=True,
        ),
        c.list_of(
            "federfuehrung",
            _("Organisationen, welche die Maßnahme leiten."),
            lambda m: _organisations(m, ResponsibilityRole.LEAD),
            "Fachbereich Jugend",
        ),
        c.list_of(
            "initiative",
            _("Organisationen, von denen die Maßnahme ausgeht."),
            lambda m: _organisations(m, ResponsibilityRole.INITIATIVE),
            "Arbeitskreis Sprache",
        ),
        c.list_of(
            "kooperation",
            _("Organisationen, die mitarbeiten."),
            lambda m: _organisations(m, ResponsibilityRole.COOPERATION),
            "Caritasverband",
        ),
        c.list_of(
            "leitziele",
            _(
                "Leitziele, denen die Redaktion die Maßnahme zugeordnet hat. Das Konzept selbst ordnet nicht zu."
            ),
            lambda m: [goal.title for goal in m.its_goals],
            "Gleiche Bildungschancen",
        ),
        c.list_of(
            "zielgruppen",
            _("Zielgruppen, denen die Redaktion die Maßnahme zugeordnet hat."),
            lambda m: [group.name for group in m.its_groups],
            "Kinder",
        ),
        c.text(
            "ist_zustand",
            _("Ist-Zustand und Handlungsrelevanz."),
            lambda m: m.current_state,
            "…",
            nullable=True,
        ),
        c.text("zielgruppe", _("Zielgruppe im Wortlaut."), lambda m: m.target_group, "Kinder", nullable=True),
        c.text("zielsetzung", _("Zielsetzung im Wortlaut."), lambda m: m.objective, "…", nullable=True),
        c.text("inhalt", _("Inhalt der Maßnahme im Wortlaut."), lambda m: m.content, "…", nullable=True),
        c.text(
            "zustaendigkeit",
            _("Zuständigkeit im Wortlaut."),
            lambda m: m.responsibility_wording,
            "Fachbereich Jugend",
            nullable=True,
        ),
        c.text(
            "dauer",
            _("Dauer und Planung im Wortlaut."),
            lambda m: m.duration_wording,
            "ab 2018",
            nullable=True,
        ),
        c.text(
            "ressourcen",
            _("Bedarf an Ressourcen im Wortlaut."),
            lambda m: m.resources_wording,
            "Eine Stelle",
            nullable=True,
        ),
        c.date(
            "beginn", _("Beginn, so genau wie bekannt."), lambda m: m.start_on, "2018-01-01", nullable=True
        ),
        *c.coded(
            "beginn_genauigkeit",
            _("Wie genau der Beginn bekannt ist."),
            lambda m: m.start_precision,
            DatePrecision.choices,
            nullable=True,
        ),
        c.date("ende", _("Ende, so genau wie bekannt."), lambda m: m.end_on, "2020-12-31", nullable=True),
        *c.coded(
            "ende_genauigkeit",
            _("Wie genau das Ende bekannt ist."),
            lambda m: m.end_precision,
            DatePrecision.choices,
            nullable=True,
        ),
        c.boolean("fortlaufend", _("Ob die Maßnahme kein festes Ende hat."), lambda m: m.is_ongoing),
        *c.coded(
            "wiederkehr",
            _("In welchem Abstand die Maßnahme wiederkehrt."),
            lambda m: m.recurrence,
            Recurrence.choices,
            nullable=True,
        ),
        c.text(
            "teilziele_einleitung",
            _("Was im Konzept vor den Teilzielen steht."),
            lambda m: m.indicators_intro,
            "…",
            nullable=True,
        ),
        c.references(
            "leitziele_ids",
            "leitziele",
            _("Kennungen der Leitziele, in der Reihenfolge der Spalte „leitziele“."),
            lambda m: [goal.uuid for goal in m.its_goals],
        ),
        c.references(
            "verwandte_massnahmen_ids",
            "massnahmen",
            _("Kennungen der verwandten Maßnahmenblätter."),
            lambda m: [related.uuid for related in m.its_related],
        ),
    ),
)
