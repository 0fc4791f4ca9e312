"""Who takes part in the measures, and how far they were when."""

from django.utils.translation import gettext_lazy as _

from measures.models import (
    Course,
    DelayReason,
    ImplementationStatus,
    Measure,
    MeasureStatus,
    Responsibility,
    ResponsibilityRole,
    StatusSource,
)
from website.open_data import columns as c
from website.open_data.dataset import Dataset

from .measures import EXAMPLE

RESPONSIBILITIES = Dataset(
    name="zustaendigkeiten",
    title=_("Zuständigkeiten"),
    description=_("Welche Organisation bei welcher Maßnahme welche Rolle hat."),
    keywords=(_("Zuständigkeiten"), _("Organisationen")),
    public=lambda: Responsibility.objects.published().order_by(
        "measure__field_of_action__number", "measure__number", "number"
    ),
    full=lambda rows: rows.select_related("measure__field_of_action", "organisation"),
    columns=(
        c.identifier(),
        c.reference("massnahme_id", "massnahmen", _("Kennung der Maßnahme."), lambda r: r.measure.uuid),
        c.text("massnahme_nummer", _("Nummer der Maßnahme."), lambda r: r.measure.code, "2.3"),
        c.text("massnahme", _("Titel der Maßnahme."), lambda r: r.measure.title, EXAMPLE),
        c.reference(
            "organisation_id",
            "organisationen",
            _("Kennung der Organisation. Leer, wenn noch jemand gesucht wird."),
            lambda r: r.organisation.uuid if r.organisation else None,
            nullable=True,
        ),
        c.text(
            "organisation",
            _("Name der Organisation."),
            lambda r: r.organisation.name if r.organisation else None,
            "Caritasverband",
            nullable=True,
        ),
        *c.coded("rolle", _("Rolle bei der Maßnahme."), lambda r: r.role, ResponsibilityRole.choices),
        c.text("wortlaut", _("Nennung im Konzept."), lambda r: r.wording, "Caritas", nullable=True),
    ),
)

STATUSES_OVER_TIME = Dataset(
    name="umsetzungsstaende",
    title=_("Umsetzungsstände"),
    description=_(
        "Alle bestätigten Umsetzungsstände der Maßnahmen mit ihrem Tag, auch die früheren. "
        "Maßnahmen, nach denen noch nicht gefragt wurde, haben hier keine Zeile."
    ),
    keywords=(_("Umsetzungsstand"), _("Verlauf"), _("Zeitreihe")),
    public=lambda: MeasureStatus.objects.filter(measure__in=Measure.objects.published().order_by()).order_by(
        "measure__field_of_action__number", "measure__number", "as_of", "pk"
    ),
    full=lambda rows: rows.select_related("measure__field_of_action"),
    columns=(
        c.identifier(),
        c.reference("massnahme_id", "massnahmen", _("Kennung der Maßnahme."), lambda s: s.measure.uuid),
        c.text("massnahme_nummer", _("Nummer der Maßnahme."), lambda s: s.measure.code, "2.3"),
        c.text("massnahme", _("Titel der Maßnahme."), lambda s: s.measure.title, EXAMPLE),
        c.date("stand_vom", _("Tag, für den die Angabe gilt."), lambda s: s.as_of, "2026-09-30"),
        *c.coded(
            "umsetzungsstand",
            _("Wie weit die Maßnahme war."),
            lambda s: s.status,
            ImplementationStatus.choices,
        ),
        *c.coded(
            "verlauf",
            _("Ob sie so vorankam wie geplant."),
            lambda s: s.course,
            Course.choices,
            nullable=True,
        ),
        *c.coded(
            "grund_der_verzoegerung",
            _("Hauptgrund, wenn sie verzögert war."),
            lambda s: s.delay_reason,
            DelayReason.choices,
            nullable=True,
        ),
        c.text(
            "gegenmassnahme", _("Was dagegen getan wird."), lambda s: s.countermeasure, "…", nullable=True
        ),
        c.date("neuer_termin", _("Neuer Termin."), lambda s: s.new_date, "2027-03-31", nullable=True),
        c.text("erlaeuterung", _("Erläuterung des Standes."), lambda s: s.note, "…", nullable=True),
        *c.coded("quelle", _("Woher die Angabe stammt."), lambda s: s.source, StatusSource.choices),
        c.date(
            "bestaetigt_am",
            _("Tag der Bestätigung."),
            lambda s: c.local_day(s.confirmed_at),
            "2026-10-12",
            nullable=True,
        ),
    ),
)
