"""What the KI writes into a report: the introduction, and an assessment per Handlungsfeld."""

import hashlib
import uuid
from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel

from .query import StatusQuery


def stand_of(texts: Iterable["ReportText"]) -> str:
    """Names these texts in just these versions: whoever agrees to them agrees to no others."""
    versions = sorted(f"{text.uuid} {text.version}" for text in texts)
    return hashlib.sha256("\n".join(versions).encode()).hexdigest()


class ReportTextSet(models.QuerySet["ReportText"]):
    def stand(self) -> str:
        """One statement, without the texts themselves."""
        return stand_of(self.only("uuid", "version"))


class ReportText(VersionedModel):
    """Markdown, written after the closing and fixed by a final Vorlage or the publishing.

    Without a Handlungsfeld it is the introduction. The Handlungsfeld is named by its permanent UUID, as in what is
    frozen: renaming it later changes no report.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.PROTECT, related_name="report_texts", verbose_name=_("Abfrage")
    )
    field_uuid = models.UUIDField(null=True, blank=True, editable=False)
    text = models.TextField(_("Text"), blank=True)

    history = HistoricalRecords()
    objects = ReportTextSet.as_manager()

    class Meta:
        verbose_name = _("Text eines Berichts")
        verbose_name_plural = _("Texte der Berichte")
        constraints = [
            models.UniqueConstraint(
                fields=["query", "field_uuid"],
                condition=Q(field_uuid__isnull=False),
                name="report_text_once_per_field",
                violation_error_message=_("Zu diesem Handlungsfeld gibt es schon eine Einschätzung."),
            ),
            models.UniqueConstraint(
                fields=["query"],
                condition=Q(field_uuid__isnull=True),
                name="report_introduction_once",
                violation_error_message=_("Dieser Bericht hat schon eine Einleitung."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query} {self.field_uuid or ''}".strip()
