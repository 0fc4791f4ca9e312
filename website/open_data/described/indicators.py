"""The indicators of the measures, and what was measured when."""

from django.utils.translation import gettext_lazy as _

from measures.models import Attainment, Indicator, IndicatorKind, IndicatorValue, Measure, Period
from website.open_data import columns as c
from website.open_data.dataset import Dataset

from .measures import EXAMPLE, sheet

INDICATOR_EXAMPLE = "Anzahl der Kurse im Jahr"

INDICATORS = Dataset(
    name="indikatoren",
    title=_("Teilziele und Indikatoren"),
    description=_("Was die Maßnahmen erreichen sollen, mit dem Zielwert, wo das Konzept einen nennt."),
    keywords=(_("Indikatoren"), _("Teilziele"), _("Zielwerte")),
    public=lambda: Indicator.objects.filter(measure__in=Measure.objects.published().order_by()).order_by(
        "measure__field_of_action__number", "measure__number", "number"
    ),
    full=lambda rows: rows.select_related("measure__field_of_action"),
    columns=(
        c.identifier(),
        c.reference("massnahme_id", "massnahmen", _("Kennung der Maßnahme."), lambda i: i.measure.uuid),
        c.text("massnahme_nummer", _("Nummer der Maßnahme."), lambda i: i.measure.code, "2.3"),
        c.text("massnahme", _("Titel der Maßnahme."), lambda i: i.measure.title, EXAMPLE),
        c.address(
            _("Seite der Maßnahme im Portal, mit den Teilzielen."),
            lambda i: f"{sheet(i.measure)}#teilziele",
            "https://portal.example/massnahmen/sprache/#teilziele",
        ),
        c.integer("reihenfolge", _("Platz innerhalb der Maßnahme."), lambda i: i.number, "1"),
        c.text("indikator", _("Teilziel oder Indikator im Wortlaut."), lambda i: i.text, INDICATOR_EXAMPLE),
        *c.coded("art", _("Was für ein Ziel es ist."), lambda i: i.kind, IndicatorKind.choices),
        c.number("zielwert_von", _("Zielwert, bei Spannen der kleinere."), lambda i: i.target_min, "10"),
        c.number("zielwert_bis", _("Bei Spannen der größere Zielwert."), lambda i: i.target_max, "12"),
        c.text(
            "einheit", _("Einheit des Zielwerts und der Werte."), lambda i: i.unit, "Kurse", nullable=True
        ),
        *c.coded(
            "zeitraum",
            _("Zeitraum, auf den sich der Zielwert bezieht."),
            lambda i: i.period,
            Period.choices,
            nullable=True,
        ),
    ),
)

VALUES = Dataset(
    name="indikatorwerte",
    title=_("Werte der Indikatoren"),
    description=_(
        "Was zu welchem Tag gemessen oder beurteilt wurde, bestätigt vom Kommunalen Integrationszentrum."
    ),
    keywords=(_("Indikatoren"), _("Zielerreichung"), _("Zeitreihe")),
    public=lambda: IndicatorValue.objects.filter(
        indicator__measure__in=Measure.objects.published().order_by()
    ).order_by(
        "indicator__measure__field_of_action__number",
        "indicator__measure__number",
        "indicator__number",
        "as_of",
        "pk",
    ),
    full=lambda rows: rows.select_related("indicator__measure__field_of_action", "organisation"),
    columns=(
        c.identifier(),
        c.reference("indikator_id", "indikatoren", _("Kennung des Indikators."), lambda v: v.indicator.uuid),
        c.text(
            "indikator",
            _("Teilziel oder Indikator im Wortlaut."),
            lambda v: v.indicator.text,
            INDICATOR_EXAMPLE,
        ),
        c.reference(
            "massnahme_id", "massnahmen", _("Kennung der Maßnahme."), lambda v: v.indicator.measure.uuid
        ),
        c.text("massnahme_nummer", _("Nummer der Maßnahme."), lambda v: v.indicator.measure.code, "2.3"),
        c.date("stand_vom", _("Tag, für den der Wert gilt."), lambda v: v.as_of, "2026-09-30"),
        *c.coded(
            "zielerreichung", _("Wie weit das Ziel erreicht ist."), lambda v: v.attainment, Attainment.choices
        ),
        c.number(
            "wert",
            _("Gemessener Wert. Leer, wenn nur beurteilt wurde."),
            lambda v: v.value,
            "12.5",
            unit=_("siehe Spalte „einheit“"),
        ),
        c.text("einheit", _("Einheit des Werts."), lambda v: v.indicator.unit, "Kurse", nullable=True),
        c.text("erlaeuterung", _("Erläuterung zum Wert."), lambda v: v.note, "…", nullable=True),
        c.reference(
            "organisation_id",
            "organisationen",
            _("Kennung der Organisation, die den Wert gemeldet hat."),
            lambda v: v.organisation.uuid if v.organisation else None,
            nullable=True,
        ),
        c.text(
            "organisation",
            _("Organisation, die den Wert gemeldet hat."),
            lambda v: v.organisation.name if v.organisation else None,
            "Caritasverband",
            nullable=True,
        ),
    ),
)
