"""To whom the results are reported, and the paper: the Vorlage with its Beratungsfolge."""

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel

from .query import QueryState, StatusQuery


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


class PaperState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    FINAL = "final", _("festgelegt")


class PaperSet(models.QuerySet["CommitteeReport"]):
    def final(self) -> Self:
        return self.filter(state=PaperState.FINAL)

    def public(self) -> Self:
        """Final, or being revised after it was public, and about a published report."""
        shown = Q(state=PaperState.FINAL) | Q(shown_meanwhile__isnull=False)
        return self.filter(shown, query__state=QueryState.PUBLISHED)

    def with_stations(self) -> Self:
        """With query and Beratungsfolge; what has no date yet stands first. Two statements more."""
        stations = Consultation.objects.select_related("committee").order_by("number")
        found = self.select_related("query").prefetch_related(Prefetch("consultations", queryset=stations))
        return found.order_by(F("dated_on").desc(nulls_first=True), "-pk")


class CommitteeReport(VersionedModel):
    """A Vorlage: the results of a query in the form in which the council's committees decide on them.

    A final paper does not change any more; its files are kept (`PaperFile`). Where it must change after all, it becomes
    a draft again and the next `edition` gets files of its own.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.PROTECT, related_name="committee_reports", verbose_name=_("Abfrage")
    )
    number = models.CharField(_("Nummer der Vorlage"), max_length=60, blank=True)
    dated_on = models.DateField(_("Datum der Vorlage"), null=True, blank=True)
    subject = models.CharField(_("Betreff"), max_length=300)
    draft_decision = models.TextField(
        _("Beschlussentwurf"),
        blank=True,
        help_text=_(
            "Was das Gremium beschließen oder zur Kenntnis nehmen soll, im Wortlaut des Beschlusses."
        ),
    )
    financial_impact = models.TextField(_("Finanzielle Auswirkungen"), blank=True)
    reasoning = models.TextField(
        _("Begründung"),
        blank=True,
        help_text=_("Steht vor den Ergebnissen der Abfrage. Die Ergebnisse fügt das Portal selbst ein."),
    )
    annexes = models.TextField(
        _("Weitere Anlagen"),
        blank=True,
        help_text=_("Eine Anlage je Zeile. Die Tabelle zum Bericht steht schon dort."),
    )
    link = models.URLField(_("Adresse im Ratsinformationssystem"), blank=True)
    state = models.CharField(
        _("Stand"), max_length=20, choices=PaperState, default=PaperState.DRAFT, editable=False
    )
    edition = models.PositiveSmallIntegerField(_("Fassung"), default=0, editable=False)
    finalised_at = models.DateTimeField(_("festgelegt am"), null=True, blank=True, editable=False)
    #: What everybody goes on reading while a public paper is revised; see reporting.papers.meanwhile.
    shown_meanwhile = models.JSONField(null=True, blank=True, editable=False)

    history = HistoricalRecords()
    objects = PaperSet.as_manager()

    class Meta:
        verbose_name = _("Vorlage")
        verbose_name_plural = _("Vorlagen")
        ordering = ["-dated_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(edition__gt=0, finalised_at__isnull=False),
                name="committee_report_final_has_edition",
                violation_error_message=_(
                    "Eine festgelegte Vorlage braucht eine Fassung und einen Zeitpunkt."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}".strip()

    def get_absolute_url(self) -> str:
        """Where staff read it."""
        return reverse("reporting:paper", args=[self.query.slug, self.uuid])

    @property
    def files_subject(self) -> str:
        """By which the jobs are found that make its files."""
        return f"paper:{self.uuid}"

    @property
    def is_final(self) -> bool:
        return self.state == PaperState.FINAL


class ConsultationRole(models.TextChoices):
    NOTICE = "notice", _("Kenntnisnahme")
    ADVICE = "advice", _("Vorberatung")
    DECISION = "decision", _("Entscheidung")


class Consultation(models.Model):
    """One station of a Beratungsfolge, and what came out there; the result is written down after the meeting.

    The rows of a draft are written anew with each change; `uuid` goes on with the station.
    """

    #: Missing where the release before these keys has written the row.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, null=True, editable=False)
    paper = models.ForeignKey(
        CommitteeReport, on_delete=models.CASCADE, related_name="consultations", verbose_name=_("Vorlage")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="consultations", verbose_name=_("Gremium")
    )
    #: The name at the time of fixing, which a final paper keeps; empty in a draft.
    fixed_name = models.CharField(
        _("Name des Gremiums"), max_length=200, blank=True, editable=False, default="", db_default=""
    )
    meeting_on = models.DateField(_("Sitzung am"), null=True, blank=True)
    role = models.CharField(
        _("Aufgabe"), max_length=20, choices=ConsultationRole, default=ConsultationRole.NOTICE
    )
    link = models.URLField(_("Adresse der Sitzung im Ratsinformationssystem"), blank=True)
    result = models.TextField(_("Ergebnis der Beratung"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Beratung")
        verbose_name_plural = _("Beratungsfolge")
        ordering = ["paper", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="consultation_number_once",
                violation_error_message=_("Diesen Platz hat schon eine andere Beratung."),
            ),
            models.UniqueConstraint(
                fields=["paper", "committee", "meeting_on"],
                name="consultation_once",
                violation_error_message=_("Für diese Sitzung steht das Gremium schon in der Beratungsfolge."),
            ),
        ]

    def __str__(self) -> str:
        return self.fixed_name or self.committee.name
