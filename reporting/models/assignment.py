"""Who answers for a measure in a query, where it is not simply those who lead it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models import Measure
from partners.models import Organisation

from .query import StatusQuery


class Assignment(models.Model):
    """Chosen before opening; rows of a measure replace its leading bodies. Part of the query's aggregate."""

    query = models.ForeignKey(
        StatusQuery, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("Abfrage")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="+", verbose_name=_("Maßnahme")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+", verbose_name=_("Es antwortet")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Wer antwortet")
        verbose_name_plural = _("Wer antwortet")
        ordering = ["query", "measure", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "measure", "organisation"],
                name="assignment_once",
                violation_error_message=_("Diese Organisation ist zu der Maßnahme schon gewählt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.organisation}"
