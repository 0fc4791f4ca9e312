"""The yearly status query, and what one organisation is asked about one measure."""

import datetime as dt
import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fields.models import Concept
from measures.models import Measure
from partners.models import Contact, Organisation, User
from safety.models import VersionedModel


class QueryKind(models.TextChoices):
    YEARLY = "yearly", _("jährliche Abfrage")
    EVALUATION = "evaluation", _("Abschlussevaluation")
    INTERIM = "interim", _("Zwischenabfrage")


class QueryState(models.TextChoices):
    PLANNED = "planned", _("in Planung")
    OPEN = "open", _("läuft")
    CLOSED = "closed", _("geschlossen")
    PUBLISHED = "published", _("veröffentlicht")


class StatusQuerySet(models.QuerySet["StatusQuery"]):
    def published(self) -> Self:
        return self.filter(state=QueryState.PUBLISHED)

    def open(self) -> Self:
        return self.filter(state=QueryState.OPEN)


class StatusQuery(VersionedModel):
    """A campaign: asks the responsible organisations how far their measures are (concept, chapter 7.1)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="queries", verbose_name=_("Konzept")
    )
    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(_("Adresse"), max_length=60, unique=True)
    kind = models.CharField(_("Art"), max_length=20, choices=QueryKind, default=QueryKind.YEARLY)
    year = models.PositiveSmallIntegerField(_("Jahr"))
    as_of = models.DateField(_("Stichtag"), help_text=_("Der Tag, dessen Stand die Organisationen melden."))
    due_on = models.DateField(_("Frist"), help_text=_("Letzter Tag für die Antwort; er zählt ganz mit."))
    state = models.CharField(
        _("Stand"), max_length=20, choices=QueryState, default=QueryState.PLANNED, editable=False
    )
    measures = models.ManyToManyField(
        Measure, related_name="queries", verbose_name=_("Maßnahmen"), blank=True
    )
    invitation_text = models.TextField(_("Text der Einladung"), blank=True)
    opened_at = models.DateTimeField(_("geöffnet am"), null=True, editable=False)
    closed_at = models.DateTimeField(_("geschlossen am"), null=True, editable=False)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, editable=False)
    is_demo = models.BooleanField(_("Beispieldaten"), default=False, editable=False)

    objects = StatusQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Statusabfrage")
        verbose_name_plural = _("Statusabfragen")
        ordering = ["-year", "-as_of"]
        permissions = [
            ("conduct_statusquery", _("Kann Statusabfragen planen, öffnen, schließen und veröffentlichen"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("as_of")),
                name="query_due_after_reference_date",
                violation_error_message=_("Die Frist liegt vor dem Stichtag."),
            ),
            models.UniqueConstraint(
                fields=["concept", "year"],
                condition=Q(kind="yearly"),
                name="query_one_yearly_per_year",
                violation_error_message=_("Für dieses Jahr gibt es schon eine jährliche Abfrage."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reporting:published_report", args=[self.slug])

    @property
    def is_frozen(self) -> bool:
        return self.state in {QueryState.CLOSED, QueryState.PUBLISHED}


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


class QueryRequestSet(models.QuerySet["QueryRequest"]):
    def for_user(self, user: User) -> Self:
        """Requests to the organisations of `user`, once the query is open."""
        return self.filter(organisation__memberships__user=user).exclude(query__state=QueryState.PLANNED)

    def owed(self) -> Self:
        return self.filter(state__in=OWED, query__state=QueryState.OPEN)

    def overdue(self, *, on: dt.date) -> Self:
        """Still owed although the deadline, its own or the query's, has ended before the day `on`."""
        return self.owed().alias(deadline=Coalesce("extended_to", "query__due_on")).filter(deadline__lt=on)


class QueryRequest(models.Model):
    """One organisation is asked about one measure within a query."""

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
        return self.state in OWED and self.deadline < on
