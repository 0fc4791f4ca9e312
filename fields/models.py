"""The concept: its editions, chapters, Handlungsfelder and Leitziele."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel


class ConceptState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    IN_FORCE = "in_force", _("in Kraft")
    SUPERSEDED = "superseded", _("abgelöst")


class ConceptQuerySet(models.QuerySet["Concept"]):
    def in_force(self) -> Self:
        return self.filter(state=ConceptState.IN_FORCE)

    def get_by_natural_key(self, key: str) -> "Concept":
        return self.get(key=key)


class Concept(VersionedModel):
    """One adopted edition of the city's integration concept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.SlugField(
        _("Kennung"), unique=True, help_text=_("Kurzer fester Name, zum Beispiel „krefeld-2018“.")
    )
    title = models.CharField(_("Titel"), max_length=300)
    municipality = models.CharField(_("Kommune"), max_length=200)
    year = models.PositiveSmallIntegerField(_("Jahr"))
    adopted_on = models.DateField(_("Beschlossen am"), null=True, blank=True)
    adopted_wording = models.CharField(_("Datum im Wortlaut"), max_length=200, blank=True)
    state = models.CharField(_("Stand"), max_length=20, choices=ConceptState, default=ConceptState.DRAFT)
    source_note = models.TextField(_("Quelle"), blank=True)
    has_demo_data = models.BooleanField(_("enthält Beispieldaten"), default=False, editable=False)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ConceptQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Konzept")
        verbose_name_plural = _("Konzepte")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="in_force"),
                name="concept_one_in_force",
                violation_error_message=_(
                    "Es ist schon ein anderes Konzept in Kraft. Bitte lösen Sie dieses zuerst ab."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    def natural_key(self) -> tuple[str]:
        return (self.key,)


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


class GoalState(models.TextChoices):
    ACTIVE = "active", _("gilt")
    POSTPONED = "postponed", _("zurückgestellt")


class GoalQuerySet(models.QuerySet["Goal"]):
    def get_by_natural_key(self, concept: str, field: str, slug: str) -> "Goal":
        return self.get(field_of_action__concept__key=concept, field_of_action__slug=field, slug=slug)


class Goal(models.Model):
    """A Leitziel of a Handlungsfeld; part of the Handlungsfeld's aggregate."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    field_of_action = models.ForeignKey(
        FieldOfAction, on_delete=models.CASCADE, related_name="goals", verbose_name=_("Handlungsfeld")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    title = models.CharField(_("Leitziel"), max_length=400)
    slug = models.SlugField(_("Adresse"), max_length=120)
    state = models.CharField(_("Stand"), max_length=20, choices=GoalState, default=GoalState.ACTIVE)
    note = models.TextField(_("Anmerkung"), blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = GoalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Leitziel")
        verbose_name_plural = _("Leitziele")
        ordering = ["field_of_action", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["field_of_action", "number"],
                name="goal_number_once",
                violation_error_message=_("Diesen Platz hat schon ein anderes Leitziel des Handlungsfelds."),
            ),
            models.UniqueConstraint(
                fields=["field_of_action", "slug"],
                name="goal_slug_once",
                violation_error_message=_("Diese Adresse hat schon ein anderes Leitziel des Handlungsfelds."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.field_of_action.natural_key(), self.slug)

    natural_key.dependencies = ["fields.fieldofaction"]  # type: ignore[attr-defined]


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
