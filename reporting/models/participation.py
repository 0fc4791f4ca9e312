"""One organisation's part in a query: its answers to what is asked once per organisation."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from partners.models import Contact, Organisation, User
from safety.models import VersionedModel

from .query import QueryState, StatusQuery
from .question import Question, QuestionSet
from .report_set import ReportState
from .request import QueryRequest
from .request_set import RequestState


class ParticipationSet(models.QuerySet["Participation"]):
    def for_user(self, user: User) -> Self:
        """Of the organisations of `user`, once the query is open."""
        return self.filter(organisation__memberships__user=user).exclude(query__state=QueryState.PLANNED)

    def with_names(self) -> Self:
        return self.select_related("query", "organisation")

    def missing(self) -> Self:
        """What an organisation owes beside its measures, also after the query has ended.

        Required questions without submitted answers, or answers given back; nothing where all requests are withdrawn.
        """
        asked = QueryRequest.objects.exclude(state=RequestState.NOT_REQUIRED).filter(
            query=OuterRef("query"), organisation=OuterRef("organisation")
        )
        waiting = Q(state=ReportState.DRAFT) & Exists(_required_questions())
        return self.filter(waiting | Q(state=ReportState.RETURNED)).filter(Exists(asked))

    def owed(self) -> Self:
        return self.missing().filter(query__state=QueryState.OPEN)

    def with_required_questions(self) -> Self:
        return self.filter(Exists(_required_questions()))

    def to_review(self) -> Self:
        """Submitted answers to questions per organisation."""
        return self.filter(state=ReportState.SUBMITTED).order_by("submitted_at", "pk")


def _required_questions() -> QuestionSet:
    return Question.objects.per_organisation().filter(query=OuterRef("query"), is_required=True)


class Participation(VersionedModel):
    """Made for every asked organisation when the query opens.

    Its state concerns the questions per organisation only.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.CASCADE, related_name="participations", verbose_name=_("Abfrage")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participations", verbose_name=_("Organisation")
    )
    state = models.CharField(_("Stand"), max_length=20, choices=ReportState, default=ReportState.DRAFT)
    #: The default of the database lets the previous release write while this one is put in place.
    on_behalf = models.BooleanField(
        _("in Vertretung durch das Kommunale Integrationszentrum"), default=False, db_default=False
    )
    return_remark = models.TextField(_("Bemerkung zur Rückgabe"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submitted_contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("eingereicht am"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("freigegeben am"), null=True, blank=True)
    self_approval_reason = models.TextField(_("Grund, warum dieselbe Person freigibt"), blank=True)

    objects = ParticipationSet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Beteiligung einer Organisation")
        verbose_name_plural = _("Beteiligungen der Organisationen")
        ordering = ["query", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "organisation"],
                name="participation_once",
                violation_error_message=_("Diese Organisation nimmt an der Abfrage schon teil."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query} – {self.organisation}"

    @property
    def is_editable(self) -> bool:
        return self.state in {ReportState.DRAFT, ReportState.RETURNED}
