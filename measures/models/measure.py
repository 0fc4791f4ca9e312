"""One sheet of the concept, and how it hangs together with goals, target groups and other sheets."""

import uuid
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fields.models import FieldOfAction, Goal
from safety.models import VersionedModel

from .dates import DatePrecision, Recurrence
from .querysets import MeasureQuerySet
from .status import MeasureStatus


class TargetGroup(models.Model):
    """A Zielgruppe as a facet for the public; assigned by the editors, not by the concept (DESIGN.md 4.7)."""

    name = models.CharField(_("Zielgruppe"), max_length=120, unique=True)
    slug = models.SlugField(_("Adresse"), max_length=120, unique=True)

    class Meta:
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Connection(NamedTuple):
    """Something the sheet points to: a related sheet, a Leitziel or a Zielgruppe."""

    kind: str
    slug: str
    title: str
    belongs_to: str


#: The texts of a sheet, in its official order.
SHEET_SECTIONS = (
    "current_state",
    "target_group",
    "objective",
    "content",
    "indicators_intro",
    "responsibility_wording",
    "duration_wording",
    "resources_wording",
)


class Measure(VersionedModel):
    """A Maßnahme; steps, indicators, responsibilities, review dates and resources belong to its aggregate."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    field_of_action = models.ForeignKey(
        FieldOfAction, on_delete=models.PROTECT, related_name="measures", verbose_name=_("Handlungsfeld")
    )
    number = models.PositiveSmallIntegerField(
        _("Reihenfolge"),
        help_text=_("Platz im Handlungsfeld, beginnend mit 1. Daraus entsteht die Nummer, etwa 2.3."),
    )
    title = models.CharField(_("Titel"), max_length=300, help_text=_("Wortlaut des Maßnahmenblatts."))
    slug = models.SlugField(
        _("Adresse"),
        max_length=160,
        help_text=_("Letzter Teil der Internetadresse. Bitte nach der Veröffentlichung nicht mehr ändern."),
    )
    is_published = models.BooleanField(
        _("veröffentlicht"),
        default=True,
        help_text=_("Ohne Haken sehen nur Beschäftigte mit Zugang zur Redaktion die Maßnahme."),
    )
    current_state = models.TextField(_("Ist-Zustand/Handlungsrelevanz"), blank=True)
    target_group = models.TextField(_("Zielgruppe"), blank=True)
    objective = models.TextField(_("Zielsetzung"), blank=True)
    content = models.TextField(_("Maßnahmeninhalte/Kurzbeschreibung"), blank=True)
    indicators_intro = models.TextField(_("Einleitung der Teilziele"), blank=True)
    responsibility_wording = models.TextField(_("Zuständigkeiten im Wortlaut"), blank=True)
    duration_wording = models.TextField(_("Dauer und Planung im Wortlaut"), blank=True)
    resources_wording = models.TextField(_("Ressourcenbedarf im Wortlaut"), blank=True)
    start_on = models.DateField(_("Beginn"), null=True, blank=True)
    start_precision = models.CharField(
        _("Genauigkeit des Beginns"), max_length=20, choices=DatePrecision, blank=True
    )
    end_on = models.DateField(_("Ende"), null=True, blank=True)
    end_precision = models.CharField(
        _("Genauigkeit des Endes"), max_length=20, choices=DatePrecision, blank=True
    )
    is_ongoing = models.BooleanField(_("fortlaufend"), default=False)
    recurrence = models.CharField(_("Wiederkehr"), max_length=20, choices=Recurrence, blank=True)
    related = models.ManyToManyField("self", blank=True, verbose_name=_("Verwandte Maßnahmenblätter"))
    goals = models.ManyToManyField(
        Goal, blank=True, related_name="measures", verbose_name=_("Leitziele (Zuordnung der Redaktion)")
    )
    target_groups = models.ManyToManyField(
        TargetGroup,
        blank=True,
        related_name="measures",
        verbose_name=_("Zielgruppen (Zuordnung der Redaktion)"),
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[related, goals, target_groups])

    class Meta:
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        ordering = ["field_of_action__number", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["field_of_action", "number"],
                name="measure_number_once",
                violation_error_message=_("Diesen Platz hat schon eine andere Maßnahme des Handlungsfelds."),
            ),
            models.UniqueConstraint(
                fields=["slug"],
                name="measure_slug_once",
                violation_error_message=_("Diese Adresse hat schon eine andere Maßnahme."),
            ),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True) | Q(end_on__isnull=True) | Q(end_on__gte=F("start_on")),
                name="measure_ends_after_start",
                violation_error_message=_("Das Ende liegt vor dem Beginn."),
            ),
            models.CheckConstraint(
                condition=Q(start_on__isnull=True, start_precision="")
                | (Q(start_on__isnull=False) & ~Q(start_precision="")),
                name="measure_start_with_precision",
                violation_error_message=_("Bitte geben Sie zum Beginn auch an, wie genau er bekannt ist."),
            ),
            models.CheckConstraint(
                condition=Q(end_on__isnull=True, end_precision="")
                | (Q(end_on__isnull=False) & ~Q(end_precision="")),
                name="measure_end_with_precision",
                violation_error_message=_("Bitte geben Sie zum Ende auch an, wie genau es bekannt ist."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str]:
        return (self.field_of_action.concept.key, self.slug)

    natural_key.dependencies = ["fields.fieldofaction"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("measures:measure", args=[self.slug])

    @property
    def code(self) -> str:
        """Number for talking about the sheet: Handlungsfeld and place in it, for example „2.3“."""
        return f"{self.field_of_action.number}.{self.number}"

    @property
    def current(self) -> MeasureStatus | None:
        """The Umsetzungsstand with the latest as-of date; None means „noch nicht abgefragt“."""
        return next(iter(self.statuses.all()), None)

    def connections(self) -> list[Connection]:
        """Related published sheets, Leitziele and Zielgruppen, in one query."""
        related = self.related.published().values_list(
            Value("related"), "slug", "title", "field_of_action__short_title"
        )
        goals = self.goals.values_list(Value("goal"), "slug", "title", "field_of_action__slug")
        groups = self.target_groups.values_list(Value("target_group"), "slug", "name", Value(""))
        rows = related.order_by().union(goals.order_by(), groups.order_by(), all=True)
        return sorted(Connection(*row) for row in rows)
