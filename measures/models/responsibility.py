"""Who is responsible for a measure, and in which role."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fields.models import ConceptState
from partners.models import Organisation

from .status import MeasureStatus


class ResponsibilityRole(models.TextChoices):
    LEAD = "lead", _("Federführung")
    COOPERATION = "cooperation", _("Kooperation")
    INITIATIVE = "initiative", _("Initiative")
    ADDRESSEE = "addressee", _("Adressatenkreis")
    MEMBER = "member", _("Mitglied")
    OPEN = "open", _("offen")


#: Who answers for a measure in a status query, unless somebody else is chosen.
ASKED_ROLES = [ResponsibilityRole.LEAD, ResponsibilityRole.INITIATIVE]


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def asked(self) -> Self:
        """Who answers for a measure in a status query: those who lead it or took the initiative."""
        return self.filter(role__in=ASKED_ROLES)

    def carrying(self) -> Self:
        """Who is named in a list: those who lead or took the initiative, and bodies still to be found."""
        return self.filter(
            role__in=[ResponsibilityRole.LEAD, ResponsibilityRole.INITIATIVE, ResponsibilityRole.OPEN]
        )

    def reporting(self) -> Self:
        """Who may report on a measure: everyone taking part, but not those whom it only addresses."""
        return self.exclude(role__in=[ResponsibilityRole.ADDRESSEE, ResponsibilityRole.OPEN])

    def published(self) -> Self:
        """Roles in measures that the public sees."""
        return self.filter(
            measure__is_published=True, measure__field_of_action__concept__state=ConceptState.IN_FORCE
        )

    def by_role(self) -> Self:
        """With the measure and its current state, the strongest role first."""
        newest = MeasureStatus.objects.newest_first().filter(measure=OuterRef("measure"))
        ranks = [When(role=role, then=rank) for rank, role in enumerate(ResponsibilityRole.values)]
        return (
            self.select_related("measure__field_of_action")
            .annotate(
                current_status=Subquery(newest.values("status")[:1]),
                current_course=Subquery(newest.values("course")[:1]),
            )
            .order_by(Case(*ranks), "measure__field_of_action__number", "measure__number")
        )

    def get_by_natural_key(self, concept: str, measure: str, number: int) -> "Responsibility":
        return self.get(measure__field_of_action__concept__key=concept, measure__slug=measure, number=number)


class Responsibility(models.Model):
    """A Zuständigkeit: one organisation × one measure; without an organisation where the body is still to be found."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure",
        on_delete=models.CASCADE,
        related_name="responsibilities",
        verbose_name=_("Maßnahme"),
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="responsibilities",
        verbose_name=_("Organisation"),
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=ResponsibilityRole)
    wording = models.CharField(_("Wortlaut"), max_length=400, blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ResponsibilityQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="responsibility_number_once",
                violation_error_message=_("Diesen Platz hat schon eine andere Zuständigkeit der Maßnahme."),
            ),
            models.UniqueConstraint(
                fields=["measure", "organisation"],
                name="responsibility_organisation_once",
                violation_error_message=_("Diese Organisation ist bei der Maßnahme schon eingetragen."),
            ),
            models.CheckConstraint(
                condition=Q(role="open", organisation__isnull=True)
                | (~Q(role="open") & Q(organisation__isnull=False)),
                name="responsibility_open_without_organisation",
                violation_error_message=_(
                    "Bitte wählen Sie eine Organisation, oder die Rolle „offen“ ohne Organisation."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation or self.wording}"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.measure.natural_key(), self.number)

    natural_key.dependencies = ["measures.measure", "partners.organisation"]  # type: ignore[attr-defined]
