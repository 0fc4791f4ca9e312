"""The organisations, and what they reported; never a person or a person's address."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from measures.models import (
    Course,
    DelayReason,
    ImplementationStatus,
    IndicatorValue,
    Measure,
    Responsibility,
)
from partners.models import Organisation, OrganisationKind
from reporting.models import ProgressReport
from website.open_data import columns as c
from website.open_data.dataset import Dataset

from .measures import EXAMPLE, sheet


def _statements() -> QuerySet[ProgressReport]:
    return ProgressReport.objects.published().filter(measure__in=Measure.objects.published().order_by())


def _named_publicly() -> QuerySet[Organisation]:
    """Everyone who takes part in a published measure, or to whom something published is attributed."""
    shown = Measure.objects.published().order_by()
    own = {"organisation": OuterRef("pk")}
    return Organisation.objects.filter(
        Q(Exists(Responsibility.objects.published().filter(**own)))
        | Q(Exists(_statements().order_by().filter(**own)))
        | Q(Exists(IndicatorValue.objects.order_by().filter(indicator__measure__in=shown, **own)))
    )


ORGANISATIONS = Dataset(
    name="organisationen",
    title=_("Organisationen"),
    description=_(
        "Wer an veröffentlichten Maßnahmen mitwirkt. Ansprechpersonen gehören nicht zu den offenen Daten."
    ),
    keywords=(_("Organisationen"), _("Akteure")),
    public=lambda: _named_publicly().order_by("name"),
    full=lambda rows: rows,
    columns=(
        c.identifier(),
        c.text("name", _("Name der Organisation."), lambda o: o.name, "Caritasverband"),
        c.text("kurzname", _("Kurzer Name."), lambda o: o.short_name, "Caritas", nullable=True),
        *c.coded("art", _("Art der Organisation."), lambda o: o.kind, OrganisationKind.choices),
        c.address(
            _("Seite der Organisation im Portal."),
            lambda o: o.get_absolute_url(),
            "https://portal.example/akteure/caritasverband/",
        ),
        c.text(
            "internetseite",
            _("Eigene Internetseite der Organisation."),
            lambda o: o.website,
            "https://www.caritas.example/",
            nullable=True,
        ),
    ),
)

STATEMENTS = Dataset(
    name="sachstaende",
    title=_("Sachstände"),
    description=_(
        "Was die Organisationen zu den Maßnahmen gemeldet haben, in der freigegebenen Fassung. "
        "Jeder Sachstand nennt die Organisation, nie eine Person."
    ),
    keywords=(_("Sachstand"), _("Umsetzungsstand")),
    public=lambda: _statements().order_by(
        "measure__field_of_action__number", "measure__number", "as_of", "pk"
    ),
    full=lambda rows: rows.select_related("measure__field_of_action", "organisation"),
    columns=(
        c.identifier(),
        c.reference("massnahme_id", "massnahmen", _("Kennung der Maßnahme."), lambda r: r.measure.uuid),
        c.text("massnahme_nummer", _("Nummer der Maßnahme."), lambda r: r.measure.code, "2.3"),
        c.text("massnahme", _("Titel der Maßnahme."), lambda r: r.measure.title, EXAMPLE),
        c.reference(
            "organisation_id", "organisationen", _("Kennung der Organisation."), lambda r: r.organisation.uuid
        ),
        c.text(
            "organisation",
            _("Organisation, die gemeldet hat."),
            lambda r: r.organisation.name,
            "Caritasverband",
        ),
        c.address(
            _("Seite der Maßnahme im Portal, mit den Sachständen."),
            lambda r: f"{sheet(r.measure)}#sachstaende",
            "https://portal.example/massnahmen/sprache/#sachstaende",
        ),
        c.date("sachstand_vom", _("Tag, für den der Sachstand gilt."), lambda r: r.as_of, "2026-09-30"),
        *c.coded(
            "umsetzungsstand",
            _("Wie weit die Maßnahme aus Sicht der Organisation ist."),
            lambda r: r.status,
            ImplementationStatus.choices,
        ),
        *c.coded(
            "verlauf",
            _("Ob sie aus Sicht der Organisation so vorankommt wie geplant."),
            lambda r: r.course,
            Course.choices,
            nullable=True,
        ),
        *c.coded(
            "grund_der_verzoegerung",
            _("Hauptgrund, wenn sie verzögert ist."),
            lambda r: r.delay_reason,
            DelayReason.choices,
            nullable=True,
        ),
        c.text(
            "gegenmassnahme", _("Was dagegen getan wird."), lambda r: r.countermeasure, "…", nullable=True
        ),
        c.date("neuer_termin", _("Neuer Termin."), lambda r: r.new_date, "2027-03-31", nullable=True),
        c.text("sachstand", _("Der Sachstand in Worten."), lambda r: r.shown_text, "…", nullable=True),
        c.text("erfahrungen", _("Erfahrungen."), lambda r: r.experiences, "…", nullable=True),
        c.text("naechste_schritte", _("Nächste Schritte."), lambda r: r.next_steps, "…", nullable=True),
        c.text("ressourcen", _("Angaben zu Ressourcen."), lambda r: r.resources, "…", nullable=True),
        c.boolean(
            "unveraendert_bestaetigt",
            _("Ob die Organisation bestätigt hat, dass sich nichts geändert hat."),
            lambda r: r.is_unchanged,
        ),
        c.boolean(
            "in_vertretung",
            _("Ob das Kommunale Integrationszentrum den Sachstand für die Organisation eingetragen hat."),
            lambda r: r.on_behalf,
        ),
        c.date("freigegeben_am", _("Tag der Freigabe."), lambda r: c.local_day(r.approved_at), "2026-10-12"),
        c.boolean(
            "meldung_und_freigabe_durch_dieselbe_person",
            _("Ob dieselbe Person gemeldet und freigegeben hat."),
            lambda r: bool(r.self_approval_reason),
        ),
    ),
)
