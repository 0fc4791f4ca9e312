"""What one organisation is asked about one measure within a query."""

import datetime as dt
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models import Measure
from partners.models import Contact, Organisation
from safety.models import VersionedModel

from .query import StatusQuery
from .request_set import OWED, QueryRequestSet, RequestState

#: The history says so where nothing else of a request changed.
INVITED_AGAIN = "invited-again"


class QueryRequest(VersionedModel):
    """One organisation is asked about one measure within a query.

    `version` counts what the KI decides about the request (who is asked, until when, whether at all). The state follows
    the report, whose version counts the writing: an organisation at work makes nobody's decision stale.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.CASCADE, related_name="requests", verbose_name=_("Abfrage")
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="query_requests", verbose_name=_("Maßnahme")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="query_requests", verbose_name=_("Organisation")
    )
    contact = models.ForeignKey(
        Contact,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="query_requests",
        verbose_name=_("Gefragt wird"),
    )
    state = models.CharField(_("Stand"), max_length=20, choices=RequestState, default=RequestState.OPEN)
    extended_to = models.DateField(_("Verlängert bis"), null=True, blank=True)
    note = models.TextField(
        _("Interne Notiz"), blank=True, help_text=_("Nur für das Kommunale Integrationszentrum.")
    )
    withdrawal_reason = models.TextField(_("Grund, warum keine Antwort nötig ist"), blank=True)
    first_submitted_at = models.DateTimeField(_("zuerst eingereicht am"), null=True, blank=True)

    objects = QueryRequestSet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Anfrage")
        verbose_name_plural = _("Anfragen")
        ordering = ["query", "measure__field_of_action__number", "measure__number", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "measure", "organisation"],
                name="request_once",
                violation_error_message=_("Diese Organisation wird zu dieser Maßnahme schon gefragt."),
            ),
        ]
        indexes = [models.Index(fields=["query", "state"], name="request_state_in_query")]

    def __str__(self) -> str:
        return f"{self.query} – {self.measure} – {self.organisation}"

    @property
    def deadline(self) -> dt.date:
        return self.extended_to or self.query.due_on

    @property
    def came_late(self) -> bool:
        """Whether the first answer came after the deadline; that day itself still counts in full."""
        report = getattr(self, "report", None)
        came = self.first_submitted_at or (report.submitted_at if report else None)
        return came is not None and timezone.localdate(came) > self.deadline

    def is_overdue(self, *, on: dt.date) -> bool:
        """Still owed although the deadline, its own or the query's, has ended before the day `on`."""
        return self.state in OWED and self.deadline < on
