"""The chapters of the concept's text."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel

from .concept import Concept, ConceptState
from .field import FieldOfAction


class ChapterQuerySet(models.QuerySet["Chapter"]):
    def in_force(self) -> Self:
        return self.filter(concept__state=ConceptState.IN_FORCE)

    def with_field(self) -> Self:
        """With the Handlungsfeld whose text the chapter page renders."""
        return self.select_related("concept", "parent", "field_of_action").prefetch_related(
            "field_of_action__goals"
        )

    def as_tree(self) -> list[tuple["Chapter", list["Chapter"]]]:
        """Table of contents: each main chapter with its sub-chapters, in one query."""
        chapters = list(self.order_by("order"))
        return [(c, [k for k in chapters if k.parent_id == c.pk]) for c in chapters if c.parent_id is None]

    def get_by_natural_key(self, concept: str, slug: str) -> "Chapter":
        return self.get(concept__key=concept, slug=slug)


class Chapter(VersionedModel):
    """A chapter of the concept's text; one that belongs to a Handlungsfeld has no text of its own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="chapters", verbose_name=_("Konzept")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("Teil von"),
    )
    number = models.CharField(_("Nummer"), max_length=10, blank=True)
    order = models.PositiveSmallIntegerField(_("Reihenfolge"))
    slug = models.SlugField(_("Adresse"), max_length=120)
    title = models.CharField(_("Überschrift"), max_length=300)
    body = models.TextField(_("Text"), blank=True)
    field_of_action = models.OneToOneField(
        FieldOfAction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="chapter",
        verbose_name=_("Handlungsfeld"),
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ChapterQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Kapitel")
        verbose_name_plural = _("Kapitel")
        ordering = ["concept", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "order"],
                name="chapter_order_once",
                violation_error_message=_("Diesen Platz hat schon ein anderes Kapitel des Konzepts."),
            ),
            models.UniqueConstraint(
                fields=["concept", "slug"],
                name="chapter_slug_once",
                violation_error_message=_("Diese Adresse hat schon ein anderes Kapitel des Konzepts."),
            ),
            models.CheckConstraint(
                condition=Q(field_of_action__isnull=True) | Q(body=""),
                name="chapter_text_stands_once",
                violation_error_message=_(
                    "Der Text dieses Kapitels steht beim Handlungsfeld. Bitte ändern Sie ihn dort."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def natural_key(self) -> tuple[str, str]:
        return (self.concept.key, self.slug)

    natural_key.dependencies = ["fields.concept"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("fields:chapter", args=[self.slug])

    def neighbours(self) -> "tuple[Chapter | None, Chapter | None]":
        """The chapters before and after this one in the order of the document."""
        others = Chapter.objects.filter(concept=self.concept_id)
        before = others.filter(order__lt=self.order).order_by("-order").first()
        return before, others.filter(order__gt=self.order).order_by("order").first()
