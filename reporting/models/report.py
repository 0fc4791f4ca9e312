"""The Sachstandsmeldung: one organisation's dated statement on one measure."""

import uuid

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
from partners.models import Contact, Organisation
from safety.models import VersionedModel

from .report_set import ProgressReportSet, ReportState
from .request import QueryRequest


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
    def is_of_closed_query(self) -> bool:
        return self.request is not None and self.request.query.is_frozen

    @property
    def waits_for_nobody(self) -> bool:
        """Of the organisation's own accord, or left over from a closed query: adopted by who goes on with it."""
        return self.request is None or self.is_of_closed_query

    @property
    def is_editable(self) -> bool:
        """Whether the organisation may still change it: drafts, and what came back."""
        return self.state in {ReportState.DRAFT, ReportState.RETURNED}
