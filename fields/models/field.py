"""The Handlungsfelder, whose texts are chapters of the concept."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel

from .concept import Concept, ConceptState


class FieldOfActionQuerySet(models.QuerySet["FieldOfAction"]):
    def in_force(self) -> Self:
        return self.filter(concept__state=ConceptState.IN_FORCE)

    def with_goals(self) -> Self:
        """All that a page of one Handlungsfeld shows of its own."""
        return self.select_related("concept", "chapter").prefetch_related("goals")

    def get_by_natural_key(self, concept: str, slug: str) -> "FieldOfAction":
        return self.get(concept__key=concept, slug=slug)


class FieldOfAction(VersionedModel):
    """A Handlungsfeld. The text of its chapter stands here once, and the chapter page renders it (DESIGN.md 4.6)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="fields", verbose_name=_("Konzept")
    )
    number = models.PositiveSmallIntegerField(_("Nummer"))
    title = models.CharField(_("Titel"), max_length=300)
    short_title = models.CharField(
        _("Kurztitel"),
        max_length=80,
        help_text=_("Für Menü, Listen und Diagramme; Worte des amtlichen Titels."),
    )
    slug = models.SlugField(_("Adresse"), max_length=120)
    text_before_goals = models.TextField(_("Text vor den Leitzielen"), blank=True)
    goals_intro = models.TextField(_("Einleitung der Leitziele"), blank=True)
    goals_note = models.TextField(_("Anmerkung zu den Leitzielen"), blank=True)
    text_after_goals = models.TextField(_("Text nach den Leitzielen"), blank=True)
    measures_intro = models.TextField(_("Einleitung der Maßnahmen"), blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = FieldOfActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")
        ordering = ["concept", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "number"],
                name="field_number_once",
                violation_error_message=_("Diese Nummer hat schon ein anderes Handlungsfeld des Konzepts."),
            ),
            models.UniqueConstraint(
                fields=["concept", "slug"],
                name="field_slug_once",
                violation_error_message=_("Diese Adresse hat schon ein anderes Handlungsfeld des Konzepts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.short_title}"

    def natural_key(self) -> tuple[str, str]:
        return (self.concept.key, self.slug)

    natural_key.dependencies = ["fields.concept"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("fields:field", args=[self.slug])
