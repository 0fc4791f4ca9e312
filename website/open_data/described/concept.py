"""The concept's parts: Handlungsfelder and Leitziele."""

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from fields.models import ConceptState, FieldOfAction, Goal, GoalState
from website.open_data import columns as c
from website.open_data.dataset import Dataset

FIELDS = Dataset(
    name="handlungsfelder",
    title=_("Handlungsfelder"),
    description=_("Die Handlungsfelder des geltenden Konzepts."),
    keywords=(_("Handlungsfelder"), _("Integrationskonzept")),
    public=lambda: FieldOfAction.objects.in_force().order_by("number"),
    full=lambda rows: rows.select_related("concept").annotate(
        measure_count=Count("measures", filter=Q(measures__is_published=True))
    ),
    columns=(
        c.identifier(),
        c.integer("nummer", _("Nummer im Konzept."), lambda f: f.number, "1"),
        c.text("titel", _("Titel im Wortlaut des Konzepts."), lambda f: f.title, "Bildung und Sprache"),
        c.text("kurztitel", _("Kurzer Titel für Listen und Diagramme."), lambda f: f.short_title, "Bildung"),
        c.address(
            _("Seite des Handlungsfelds im Portal."),
            lambda f: f.get_absolute_url(),
            "https://portal.example/handlungsfelder/bildung/",
        ),
        c.text("konzept", _("Titel des Konzepts."), lambda f: f.concept.title, "Integrationskonzept"),
        c.integer("konzept_jahr", _("Jahr des Konzepts."), lambda f: f.concept.year, "2018"),
        c.integer(
            "anzahl_massnahmen", _("Zahl der veröffentlichten Maßnahmen."), lambda f: f.measure_count, "5"
        ),
    ),
)

GOALS = Dataset(
    name="leitziele",
    title=_("Leitziele"),
    description=_("Die Leitziele der Handlungsfelder des geltenden Konzepts."),
    keywords=(_("Leitziele"), _("Integrationskonzept")),
    public=lambda: Goal.objects.filter(field_of_action__concept__state=ConceptState.IN_FORCE).order_by(
        "field_of_action__number", "number"
    ),
    full=lambda rows: rows.select_related("field_of_action"),
    columns=(
        c.identifier(),
        c.integer("reihenfolge", _("Platz innerhalb des Handlungsfelds."), lambda g: g.number, "1"),
        c.text("leitziel", _("Leitziel im Wortlaut."), lambda g: g.title, "Gleiche Bildungschancen"),
        c.reference(
            "handlungsfeld_id",
            "handlungsfelder",
            _("Kennung des Handlungsfelds."),
            lambda g: g.field_of_action.uuid,
        ),
        c.text("handlungsfeld", _("Titel des Handlungsfelds."), lambda g: g.field_of_action.title, "Bildung"),
        c.address(
            _("Seite des Handlungsfelds im Portal."),
            lambda g: g.field_of_action.get_absolute_url(),
            "https://portal.example/handlungsfelder/bildung/",
        ),
        *c.coded("stand", _("Ob das Leitziel gilt."), lambda g: g.state, GoalState.choices),
        c.text("anmerkung", _("Anmerkung zum Leitziel."), lambda g: g.note, "…", nullable=True),
    ),
)
