"""What a measure is to reach, and what was measured when."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.models import Organisation


class IndicatorKind(models.TextChoices):
    NUMBER = "number", _("Zahl")
    RANGE = "range", _("von … bis")
    AT_LEAST = "at_least", _("mindestens")
    ALL_OF = "all_of", _("alle einer bekannten Zahl")
    PER_PERIOD = "per_period", _("einmal je Zeitraum")
    TREND = "trend", _("Entwicklung")
    FACT = "fact", _("trifft zu oder nicht")


class Period(models.TextChoices):
    YEAR = "year", _("Jahr")
    HALF_YEAR = "half_year", _("Halbjahr")
    QUARTER = "quarter", _("Quartal")


class Attainment(models.TextChoices):
    """The Zielerreichung of an indicator."""

    REACHED = "reached", _("erreicht")
    PARTLY = "partly", _("teilweise erreicht")
    NOT_REACHED = "not_reached", _("nicht erreicht")
    NOT_YET = "not_yet", _("noch nicht bewertbar")
    OBSOLETE = "obsolete", _("nicht mehr relevant")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def get_by_natural_key(self, concept: str, measure: str, number: int) -> "Indicator":
        return self.get(measure__field_of_action__concept__key=concept, measure__slug=measure, number=number)


class Indicator(models.Model):
    """A Teilziel or Indikator; quantities only where the official wording gives them."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure", on_delete=models.CASCADE, related_name="indicators", verbose_name=_("Maßnahme")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    text = models.TextField(_("Teilziel oder Indikator"), help_text=_("Wortlaut des Maßnahmenblatts."))
    kind = models.CharField(_("Art"), max_length=20, choices=IndicatorKind, default=IndicatorKind.FACT)
    target_min = models.DecimalField(
        _("Zielwert (von)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    target_max = models.DecimalField(
        _("Zielwert (bis)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    unit = models.CharField(_("Einheit"), max_length=120, blank=True)
    period = models.CharField(_("je"), max_length=20, choices=Period, blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Teilziel oder Indikator")
        verbose_name_plural = _("Teilziele und Indikatoren")
        ordering = ["measure", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "number"],
                name="indicator_number_once",
                violation_error_message=_("Diesen Platz hat schon ein anderes Teilziel der Maßnahme."),
            ),
            models.CheckConstraint(
                condition=Q(target_max__isnull=True)
                | Q(target_min__isnull=True)
                | Q(target_max__gte=F("target_min")),
                name="indicator_range_in_order",
                violation_error_message=_("Der Zielwert „bis“ ist kleiner als der Zielwert „von“."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str, int]:
        return (*self.measure.natural_key(), self.number)

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]


class IndicatorValueQuerySet(models.QuerySet["IndicatorValue"]):
    def newest_first(self) -> Self:
        return self.order_by("-as_of", "-pk")


class IndicatorValue(models.Model):
    """What was measured or judged as of a date, by whom; made when the KI approves a report, or by the KI itself."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="values", verbose_name=_("Teilziel oder Indikator")
    )
    as_of = models.DateField(_("Stand vom"))
    attainment = models.CharField(_("Zielerreichung"), max_length=20, choices=Attainment)
    value = models.DecimalField(_("Wert"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("Erläuterung"), blank=True)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gemeldet von"),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = IndicatorValueQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Wert eines Teilziels")
        verbose_name_plural = _("Werte der Teilziele")
        ordering = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["indicator", "-as_of", "-id"], name="value_newest_of_indicator")]

    def __str__(self) -> str:
        return f"{self.get_attainment_display()} ({self.as_of:%d.%m.%Y})"
