"""Long work outside the web request, done by `run_jobs`."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _


class JobKind(models.TextChoices):
    REPORT_FILES = "report_files", _("Dateien eines Berichts")
    PAPER_FILES = "paper_files", _("Dateien einer Vorlage")
    OPEN_DATA = "open_data", _("Offene Daten")
    CONCEPT_PDF = "concept_pdf", _("Konzept als PDF")
    CLEANING = "cleaning", _("Abgelaufenes löschen")


class JobState(models.TextChoices):
    QUEUED = "queued", _("wartet")
    RUNNING = "running", _("läuft")
    DONE = "done", _("fertig")
    FAILED = "failed", _("fehlgeschlagen")


#: Not over yet.
PENDING = [JobState.QUEUED, JobState.RUNNING]


class JobSet(models.QuerySet["Job"]):
    def due(self, *, now: dt.datetime) -> Self:
        """Waiting, or claimed by a worker whose lease has run out; every job may safely run twice."""
        return self.filter(
            Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, leased_until__lt=now)
        ).order_by("queued_at", "pk")

    def forgettable(self, *, before: dt.datetime) -> Self:
        """Over for long, and no longer what a page shows of its subject."""
        newest = Job.objects.exclude(subject="").order_by().values("subject").annotate(newest=Max("pk"))
        over = self.filter(state__in=[JobState.DONE, JobState.FAILED], queued_at__lt=before)
        return over.exclude(pk__in=newest.values("newest"))

    def pending(self) -> Self:
        return self.filter(state__in=PENDING)

    def latest_for(self, subject: str) -> "Job | None":
        return self.filter(subject=subject).order_by("-pk").first()


class Job(models.Model):
    kind = models.CharField(_("Art"), max_length=40, choices=JobKind)
    payload = models.JSONField(default=dict)
    #: What the job works for, so that a page finds it, such as „query:<uuid>“; empty where no page shows it.
    subject = models.CharField(max_length=100, blank=True, db_index=True)
    done = models.PositiveIntegerField(_("erledigt"), default=0)
    total = models.PositiveIntegerField(_("insgesamt"), default=0)
    state = models.CharField(_("Stand"), max_length=20, choices=JobState, default=JobState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    queued_at = models.DateTimeField(_("eingereiht am"))
    leased_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(_("fertig am"), null=True, blank=True)
    last_error = models.TextField(_("letzter Fehler"), blank=True)

    objects = JobSet.as_manager()

    class Meta:
        verbose_name = _("Aufgabe")
        verbose_name_plural = _("Aufgaben")
        ordering = ["-queued_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING
