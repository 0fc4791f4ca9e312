"""The smaller rows of a measure's sheet: its steps, when it is to be looked at again, and what it needs."""

from django.utils.translation import gettext_lazy as _

from measures.models import DatePrecision, Measure, Resource, ResourceKind, ReviewDate, ReviewKind, Step
from website.open_data import columns as c
from website.open_data.dataset import Dataset

from .measures import EXAMPLE

IN_ORDER = ("measure__field_of_action__number", "measure__number", "number")
OF_MEASURE = (
    c.reference("massnahme_id", "massnahmen", _("Kennung der Maßnahme."), lambda part: part.measure.uuid),
    c.text("massnahme_nummer", _("Nummer der Maßnahme."), lambda part: part.measure.code, "2.3"),
    c.text("massnahme", _("Titel der Maßnahme."), lambda part: part.measure.title, EXAMPLE),
    c.integer("reihenfolge", _("Platz innerhalb der Maßnahme."), lambda part: part.number, "1"),
)

STEPS = Dataset(
    name="schritte",
    title=_("Umsetzungsschritte"),
    description=_("Die Schritte, in denen die Maßnahmen umgesetzt werden, und welche davon erledigt sind."),
    keywords=(_("Umsetzungsschritte"), _("Maßnahmen")),
    public=lambda: Step.objects.filter(measure__in=Measure.objects.published().order_by()).order_by(
        *IN_ORDER
    ),
    full=lambda rows: rows.select_related("measure__field_of_action"),
    columns=(
        c.identifier(),
        *OF_MEASURE,
        c.text("schritt", _("Der Schritt im Wortlaut."), lambda s: s.text, "Bedarf erheben"),
        c.date(
            "erledigt_am",
            _("Stand, zu dem der Schritt erledigt war. Leer, wenn das noch niemand bestätigt hat."),
            lambda s: s.done_on,
            "2026-09-30",
            nullable=True,
        ),
    ),
)

REVIEWS = Dataset(
    name="ueberpruefungen",
    title=_("Überprüfungen und Evaluationen"),
    description=_(
        "Wann die Maßnahmen überprüft oder evaluiert werden sollen, und wann das stattgefunden hat."
    ),
    keywords=(_("Überprüfung"), _("Evaluation"), _("Termine")),
    public=lambda: ReviewDate.objects.filter(measure__in=Measure.objects.published().order_by()).order_by(
        *IN_ORDER
    ),
    full=lambda rows: rows.select_related("measure__field_of_action"),
    columns=(
        c.identifier(),
        *OF_MEASURE,
        *c.coded("art", _("Überprüfung oder Evaluation."), lambda r: r.kind, ReviewKind.choices),
        c.date(
            "vorgesehen_fuer",
            _("Vorgesehener Tag. Bei einer ungenauen Angabe ist es der letzte Tag des Zeitraums."),
            lambda r: r.planned_on,
            "2019-12-31",
        ),
        *c.coded(
            "genauigkeit",
            _("Wie genau der vorgesehene Tag bekannt ist."),
            lambda r: r.precision,
            DatePrecision.choices,
        ),
        c.date(
            "durchgefuehrt_am",
            _("Tag, an dem es stattgefunden hat. Leer, wenn das niemand bestätigt hat."),
            lambda r: r.held_on,
            "2020-01-15",
            nullable=True,
        ),
    ),
)

RESOURCES = Dataset(
    name="ressourcen",
    title=_("Ressourcen"),
    description=_(
        "Was die Maßnahmen brauchen, einzeln aufgeführt. Beträge stehen nur dort, wo jemand sie genannt hat."
    ),
    keywords=(_("Ressourcen"), _("Förderung"), _("Kosten")),
    public=lambda: Resource.objects.filter(measure__in=Measure.objects.published().order_by()).order_by(
        *IN_ORDER
    ),
    full=lambda rows: rows.select_related("measure__field_of_action"),
    columns=(
        c.identifier(),
        *OF_MEASURE,
        *c.coded("art", _("Art der Ressource."), lambda r: r.kind, ResourceKind.choices),
        c.text("ressource", _("Die Ressource im Wortlaut."), lambda r: r.wording, "Eine halbe Stelle"),
        c.text("foerderprogramm", _("Förderprogramm."), lambda r: r.programme, "KOMM-AN NRW", nullable=True),
        c.number("betrag", _("Genannter Betrag."), lambda r: r.amount, "12000.00", unit=_("Euro")),
        c.date("foerderung_bis", _("Ende der Förderung."), lambda r: r.ends_on, "2027-12-31", nullable=True),
    ),
)
