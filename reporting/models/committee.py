"""To whom the results are reported, and the paper."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .query import StatusQuery


class Committee(models.Model):
    """A Gremium of the council."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=200, unique=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CommitteeReport(models.Model):
    """A Vorlage: which query's results went to which committee, when, and where the paper can be found."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.PROTECT, related_name="committee_reports", verbose_name=_("Abfrage")
    )
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="reports", verbose_name=_("Gremium")
    )
    number = models.CharField(_("Nummer der Vorlage"), max_length=60, blank=True)
    meeting_on = models.DateField(_("Sitzung am"), null=True, blank=True)
    link = models.URLField(_("Adresse im Ratsinformationssystem"), blank=True)
    result = models.TextField(_("Ergebnis der Beratung"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Vorlage")
        verbose_name_plural = _("Vorlagen")
        ordering = ["-meeting_on", "committee__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "committee", "meeting_on"],
                name="committee_report_once",
                violation_error_message=_("Für diese Sitzung gibt es schon eine Vorlage."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.query}"
