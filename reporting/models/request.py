"""What one organisation is asked about one measure within a query."""

import datetime as dt
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models import Measure
from partners.models import Contact, Membership, Organisation, User
from safety.models import VersionedModel

from .query import QueryState, StatusQuery


class RequestState(models.TextChoices):
    """„überfällig“ is no state: it follows from the deadline."""

    OPEN = "open", _("offen")
    IN_PROGRESS = "in_progress", _("in Bearbeitung")
    SUBMITTED = "submitted", _("eingereicht")
    RETURNED = "returned", _("zurückgegeben")
    APPROVED = "approved", _("freigegeben")
    NOT_REQUIRED = "not_required", _("nicht erforderlich")


#: States in which the organisation still owes the answer.
OWED = [RequestState.OPEN, RequestState.IN_PROGRESS, RequestState.RETURNED]
#: States in which the organisation has said something.
ANSWERED = [RequestState.SUBMITTED, RequestState.APPROVED]


def response_figures(*, on: dt.date) -> dict[str, models.Count]:
    """How many requests are in which state; those that are not required any more count nowhere."""
    late = Q(state__in=OWED) & (Q(extended_to__lt=on) | Q(extended_to__isnull=True, query__due_on__lt=on))
    filters = {
        "asked": ~Q(state=RequestState.NOT_REQUIRED),
        "answered": Q(state__in=ANSWERED),
        "approved": Q(state=RequestState.APPROVED),
        "returned": Q(state=RequestState.RETURNED),
        "in_progress": Q(state=RequestState.IN_PROGRESS),
        "missing": Q(state__in=OWED),
        "late": late,
    }
    return {name: models.Count("pk", filter=condition) for name, condition in filters.items()}


class QueryRequestSet(models.QuerySet["QueryRequest"]):
    def for_user(self, user: User) -> Self:
        """Requests to the organisations of `user`, once the query is open."""
        return self.filter(organisation__memberships__user=user).begun()

    def begun(self) -> Self:
        return self.exclude(query__state=QueryState.PLANNED)

    def running(self) -> Self:
        """What is asked at present, the most urgent first."""
        found = self.filter(query__state=QueryState.OPEN).exclude(state=RequestState.NOT_REQUIRED)
        return found.order_by(Coalesce("extended_to", "query__due_on"), "pk")

    def owed(self) -> Self:
        return self.filter(state__in=OWED, query__state=QueryState.OPEN)

    def answered(self) -> Self:
        return self.filter(state__in=ANSWERED)

    def missing(self) -> Self:
        """What has not come in, also after the query has ended."""
        return self.filter(state__in=OWED)

    def unapproved(self) -> Self:
        return self.filter(state=RequestState.SUBMITTED).with_names()

    def missing_of(self, *, organisation: str = "", field: str = "") -> Self:
        """What is missing, of one organisation or Handlungsfeld if named by its slug."""
        found = self.missing()
        if organisation:
            found = found.filter(organisation__slug=organisation)
        if field:
            found = found.filter(measure__field_of_action__slug=field)
        return found.with_names().with_members()

    def with_members(self) -> Self:
        """With `organisation.members_to_ask`: the accounts whom a mail reaches where there is no Ansprechperson."""
        members = models.Prefetch(
            "organisation__memberships", Membership.objects.to_ask(), to_attr="members_to_ask"
        )
        return self.prefetch_related(members)

    def with_names(self) -> Self:
        return self.select_related("query", "measure__field_of_action", "organisation", "contact")

    def totals(self, *, on: dt.date) -> dict[str, int]:
        return self.aggregate(**response_figures(on=on))

    def by_organisation(self, *, on: dt.date) -> models.QuerySet["QueryRequest", dict[str, Any]]:
        """Response figures, one row per organisation."""
        names = {"label": F("organisation__name"), "key": F("organisation__slug")}
        rows: models.QuerySet[QueryRequest, dict[str, Any]] = self.values(**names)
        return rows.annotate(**response_figures(on=on)).order_by("organisation__name")

    def by_field(self, *, on: dt.date) -> models.QuerySet["QueryRequest", dict[str, Any]]:
        """Response figures, one row per Handlungsfeld."""
        field = "measure__field_of_action__"
        names = {"number": F(field + "number"), "label": F(field + "short_title"), "key": F(field + "slug")}
        rows: models.QuerySet[QueryRequest, dict[str, Any]] = self.values(**names)
        return rows.annotate(**response_figures(on=on)).order_by("measure__field_of_action__number")


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

    def is_overdue(self, *, on: dt.date) -> bool:
        """Still owed although the deadline, its own or the query's, has ended before the day `on`."""
        return self.state in OWED and self.deadline < on
