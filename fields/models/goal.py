"""The Leitziele of the Handlungsfelder."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .field import FieldOfAction


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
