"""The smaller rows of a measure's sheet: steps, review dates and resources."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .dates import DatePrecision


class StepQuerySet(models.QuerySet["Step"]):
    def get_by_natural_key(self, concept: str, measure: str, number: int) -> "Step":
        return self.get(measure__field_of_action__concept__key=concept, measure__slug=measure, number=number)


class Step(models.Model):
    """An Umsetzungsschritt; done once an approved report says so."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure", on_delete=models.CASCADE, related_name="steps", verbose_name=_("Maßnahme")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    text = models.TextField(
        _("Umsetzungsschritt"), help_text=_("Ein Schritt in einem Satz, wie er im Maßnahmenblatt steht.")
    )
    done_on = models.DateField(_("Erledigt, Stand vom"), null=True, blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = StepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Umsetzungsschritt")
        verbose_name_plural = _("Umsetzungsschritte")
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="step_number_once",
                violation_error_message=_("Diesen Platz hat schon ein anderer Schritt der Maßnahme."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.measure.natural_key(), self.number)

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]


class ReviewKind(models.TextChoices):
    REVIEW = "review", _("Überprüfung")
    EVALUATION = "evaluation", _("Evaluation")


class ReviewDateQuerySet(models.QuerySet["ReviewDate"]):
    def due(self, *, on: dt.date) -> Self:
        """Planned up to `on` and not confirmed as held."""
        return self.filter(planned_on__lte=on, held_on__isnull=True)

    def upcoming(self, *, on: dt.date) -> Self:
        return self.filter(planned_on__gt=on, held_on__isnull=True).order_by("planned_on")

    def of_measures(self, measures: models.QuerySet) -> Self:
        return self.filter(measure__in=measures).select_related("measure")

    def get_by_natural_key(self, concept: str, measure: str, number: int) -> "ReviewDate":
        return self.get(measure__field_of_action__concept__key=concept, measure__slug=measure, number=number)


class ReviewDate(models.Model):
    """A planned Überprüfung. The concept's dates are past: „vorgesehen für 2019, nicht bestätigt“, not „überfällig“."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure", on_delete=models.CASCADE, related_name="review_dates", verbose_name=_("Maßnahme")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    kind = models.CharField(_("Art"), max_length=20, choices=ReviewKind)
    planned_on = models.DateField(
        _("Vorgesehen für"), help_text=_("Bei ungenauer Angabe der letzte Tag des Zeitraums.")
    )
    precision = models.CharField(_("Genauigkeit"), max_length=20, choices=DatePrecision)
    wording = models.CharField(_("Wortlaut"), max_length=200, blank=True)
    held_on = models.DateField(_("Durchgeführt am"), null=True, blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ReviewDateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Überprüfungstermin")
        verbose_name_plural = _("Überprüfungstermine")
        ordering = ["measure", "number"]
        indexes = [
            models.Index(fields=["planned_on"], condition=models.Q(held_on=None), name="review_open_by_date")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="review_number_once",
                violation_error_message=_("Diesen Platz hat schon ein anderer Termin der Maßnahme."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.planned_on:%d.%m.%Y}"

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.measure.natural_key(), self.number)

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]


class ResourceKind(models.TextChoices):
    STAFF = "staff", _("Personal")
    MATERIAL = "material", _("Sachkosten")
    FEES = "fees", _("Honorare")
    TRAVEL = "travel", _("Fahrtkosten")
    TRANSLATION = "translation", _("Übersetzung und Druck")
    FUNDING = "funding", _("Förderprogramm")
    OTHER = "other", _("Sonstiges")


class ResourceQuerySet(models.QuerySet["Resource"]):
    def get_by_natural_key(self, concept: str, measure: str, number: int) -> "Resource":
        return self.get(measure__field_of_action__concept__key=concept, measure__slug=measure, number=number)


class Resource(models.Model):
    """One kind of means that the measure needs; amounts only where somebody has stated them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure", on_delete=models.CASCADE, related_name="resources", verbose_name=_("Maßnahme")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    kind = models.CharField(_("Art"), max_length=20, choices=ResourceKind)
    wording = models.CharField(_("Wortlaut"), max_length=300)
    programme = models.CharField(_("Förderprogramm"), max_length=200, blank=True)
    amount = models.DecimalField(_("Betrag in Euro"), max_digits=12, decimal_places=2, null=True, blank=True)
    ends_on = models.DateField(_("Förderung endet am"), null=True, blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ResourceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Ressource")
        verbose_name_plural = _("Ressourcen")
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="resource_number_once",
                violation_error_message=_("Diesen Platz hat schon eine andere Ressource der Maßnahme."),
            ),
        ]

    def __str__(self) -> str:
        return self.wording

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.measure.natural_key(), self.number)

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]
