"""The Sachstandsmeldung: one organisation's dated statement on one measure."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from measures.models import (
    Course,
    DelayReason,
    ImplementationStatus,
    Measure,
    MeasureStatus,
    axes_constraints,
)
from partners.access import REVIEW_REPORTS
from partners.models import Contact, Organisation, User
from safety.models import VersionedModel

from .query import QueryState, StatusQuery
from .request import QueryRequest


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    SUBMITTED = "submitted", _("eingereicht")
    RETURNED = "returned", _("zurückgegeben")
    APPROVED = "approved", _("freigegeben")


#: States of a report that is still on its way; one such report per measure and organisation.
UNFINISHED = [ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED]


class ProgressReportSet(models.QuerySet["ProgressReport"]):
    def published(self) -> Self:
        """Nothing is public before the KI approved it (DESIGN.md 4.3)."""
        return self.filter(state=ReportState.APPROVED).order_by("-as_of", "-pk")

    def latest_public(self) -> Self:
        """Approved reports on measures that the public sees, the newest approval first."""
        shown = self.published().filter(measure__in=Measure.objects.published())
        return shown.order_by("-approved_at", "-pk").select_related("measure", "organisation")

    def for_user(self, user: User) -> Self:
        return self.filter(organisation__memberships__user=user)

    def answerable_by(self, user: User) -> Self:
        """Reports of the user's organisations; whoever may approve also answers on behalf of others."""
        return self.all() if user.has_perm(REVIEW_REPORTS) else self.for_user(user)

    def with_names(self) -> Self:
        return self.select_related("measure__field_of_action", "organisation", "request__query")

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def adoptable(self, query: StatusQuery) -> Self:
        """Unfinished reports on the measures of `query` that answer no query still running.

        What was submitted to a closed one is its answer, on which the KI still decides; it answers no other.
        """
        waited_for = Q(request__query__state=QueryState.OPEN)
        submitted = Q(state=ReportState.SUBMITTED, request__isnull=False)
        return self.unfinished().filter(measure__queries=query).exclude(waited_for).exclude(submitted)

    def of_own_accord(self, query: StatusQuery) -> Self:
        """Published reports on the measures of `query` that came unasked while it was running."""
        return self.published().filter(
            measure__queries=query, request__isnull=True, approved_at__gte=query.opened_at
        )

    def to_review(self) -> Self:
        return self.filter(state=ReportState.SUBMITTED).order_by("submitted_at", "pk")


class ProgressReport(VersionedModel):
    """Draft, submitted, returned with a remark, or approved and public.

    The answers to indicators and steps belong to its aggregate. The axes may be incomplete in a draft; a form checks
    them on submission.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, related_name="reports", verbose_name=_("Maßnahme")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="reports", verbose_name=_("Organisation")
    )
    request = models.OneToOneField(
        QueryRequest,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="report",
        verbose_name=_("Anfrage"),
    )
    state = models.CharField(_("Stand"), max_length=20, choices=ReportState, default=ReportState.DRAFT)
    as_of = models.DateField(_("Sachstand vom"))
    status = models.CharField(_("Umsetzungsstand"), max_length=20, choices=ImplementationStatus, blank=True)
    course = models.CharField(_("Verlauf"), max_length=20, choices=Course, blank=True)
    delay_reason = models.CharField(
        _("Hauptgrund der Verzögerung"), max_length=20, choices=DelayReason, blank=True
    )
    countermeasure = models.TextField(_("Was wird dagegen getan?"), blank=True)
    new_date = models.DateField(_("Neuer Termin"), null=True, blank=True)
    text = models.TextField(_("Sachstand"), blank=True)
    experiences = models.TextField(_("Erfahrungen"), blank=True)
    next_steps = models.TextField(_("Nächste Schritte"), blank=True)
    resources = models.TextField(_("Ressourcen"), blank=True)
    internal_note = models.TextField(_("Nachricht an das Kommunale Integrationszentrum"), blank=True)
    is_unchanged = models.BooleanField(_("unverändert bestätigt"), default=False)
    on_behalf = models.BooleanField(_("in Vertretung durch das Kommunale Integrationszentrum"), default=False)
    public_text = models.TextField(
        _("Sachstand in der veröffentlichten Fassung"),
        blank=True,
        help_text=_("Leer bleibt der Wortlaut der Organisation. Beide Fassungen bleiben erhalten."),
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
    resulting_status = models.ForeignKey(
        MeasureStatus,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        editable=False,
    )
    is_demo = models.BooleanField(_("Beispieldaten"), default=False, editable=False)

    objects = ProgressReportSet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Sachstandsmeldung")
        verbose_name_plural = _("Sachstandsmeldungen")
        ordering = ["-as_of", "-pk"]
        permissions = [("review_progressreport", _("Kann Sachstandsmeldungen freigeben und zurückgeben"))]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "organisation"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="report_one_unfinished",
                violation_error_message=_(
                    "Zu dieser Maßnahme gibt es schon eine offene Meldung Ihrer Organisation."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
                name="report_approved_with_date",
                violation_error_message=_("Eine freigegebene Meldung braucht das Datum der Freigabe."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | ~Q(status=""),
                name="report_status_after_draft",
                violation_error_message=_("Bitte wählen Sie den Umsetzungsstand."),
            ),
            *axes_constraints("report", drafts=True),
        ]
        indexes = [
            models.Index(
                fields=["measure", "-as_of", "-id"],
                condition=Q(state="approved"),
                name="report_published_of_measure",
            ),
            models.Index(
                fields=["-approved_at", "-id"], condition=Q(state="approved"), name="report_latest_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} – {self.organisation} ({self.as_of:%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        return reverse("reporting:report", args=[self.uuid])

    @property
    def shown_text(self) -> str:
        """The Sachstand as the public reads it: what the KI edited, else what the organisation wrote."""
        return self.public_text or self.text

    @property
    def is_editable(self) -> bool:
        """Whether the organisation may still change it: drafts, and what came back."""
        return self.state in {ReportState.DRAFT, ReportState.RETURNED}
