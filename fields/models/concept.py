"""The adopted editions of the concept."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
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
