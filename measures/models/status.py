"""How far a measure is: dated rows with the axes Umsetzungsstand and Verlauf (DESIGN.md 2)."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ImplementationStatus(models.TextChoices):
    """The Umsetzungsstand. „noch nicht abgefragt“ is no value: it means that there is no row."""

    NOT_STARTED = "not_started", _("noch nicht begonnen")
    PLANNING = "planning", _("in Planung")
    IN_PROGRESS = "in_progress", _("in Umsetzung")
    PERMANENT = "permanent", _("Daueraufgabe")
    COMPLETED = "completed", _("abgeschlossen")
    POSTPONED = "postponed", _("zurückgestellt")
    DROPPED = "dropped", _("entfallen")


#: Only a measure that is under way can be on time or late.
UNDER_WAY = [ImplementationStatus.PLANNING, ImplementationStatus.IN_PROGRESS, ImplementationStatus.PERMANENT]


#: Whatever was planned, nothing goes on any more.
OVER = [ImplementationStatus.COMPLETED, ImplementationStatus.DROPPED]


class Course(models.TextChoices):
    """The Verlauf."""

    ON_TRACK = "on_track", _("im Plan")
    DELAYED = "delayed", _("verzögert")


class DelayReason(models.TextChoices):
    """The main reason of a delay; a closed list, so that reports can count it."""

    STAFF = "staff", _("Personal")
    MEANS = "means", _("Mittel")
    FUNDING = "funding", _("Förderung")
    DECISION = "decision", _("Beschluss")
    PARTNER = "partner", _("Partner")
    LAW = "law", _("Recht")
    OTHER = "other", _("Sonstiges")


class StatusSource(models.TextChoices):
    CONCEPT = "concept", _("Konzept")
    REPORT = "report", _("Meldung")
    EDITORS = "editors", _("Kommunales Integrationszentrum")


def axes_constraints(prefix: str, *, drafts: bool = False) -> list[models.BaseConstraint]:
    """Constraints for every model that holds the axes: a Verlauf only under way, a reason exactly for a delay.

    With `drafts` the reason may still be missing, since a draft is saved as it stands.
    """
    reason_fits = Q(course="delayed") | Q(delay_reason="")
    if not drafts:
        reason_fits &= ~Q(course="delayed") | ~Q(delay_reason="")
    return [
        models.CheckConstraint(
            condition=Q(course="") | Q(status__in=[s.value for s in UNDER_WAY]),
            name=f"{prefix}_course_only_under_way",
            violation_error_message=_(
                "Einen Verlauf gibt es nur bei Maßnahmen in Planung, in Umsetzung oder mit Daueraufgabe."
            ),
        ),
        models.CheckConstraint(
            condition=reason_fits,
            name=f"{prefix}_reason_with_delay",
            violation_error_message=_(
                "Bitte nennen Sie genau dann einen Grund, wenn die Maßnahme verzögert ist."
            ),
        ),
    ]


class MeasureStatusQuerySet(models.QuerySet["MeasureStatus"]):
    def newest_first(self) -> Self:
        """The latest as-of date is the current one, whenever it was approved (DESIGN.md 4.4)."""
        return self.order_by("-as_of", "-pk")

    def get_by_natural_key(self, concept: str, measure: str, as_of: str) -> "MeasureStatus":
        """The concept's own statement; what was confirmed later may share its day and has no natural key."""
        stated = self.filter(measure__field_of_action__concept__key=concept, source=StatusSource.CONCEPT)
        return stated.get(measure__slug=measure, as_of=as_of)


class MeasureStatus(models.Model):
    """The Umsetzungsstand as of a date, confirmed by the KI or stated in the concept."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    measure = models.ForeignKey(
        "measures.Measure", on_delete=models.CASCADE, related_name="statuses", verbose_name=_("Maßnahme")
    )
    as_of = models.DateField(_("Stand vom"))
    status = models.CharField(_("Umsetzungsstand"), max_length=20, choices=ImplementationStatus)
    course = models.CharField(_("Verlauf"), max_length=20, choices=Course, blank=True)
    delay_reason = models.CharField(
        _("Hauptgrund der Verzögerung"), max_length=20, choices=DelayReason, blank=True
    )
    countermeasure = models.TextField(_("Was wird dagegen getan?"), blank=True)
    new_date = models.DateField(_("Neuer Termin"), null=True, blank=True)
    note = models.TextField(
        _("Erläuterung"), blank=True, help_text=_("Erscheint öffentlich auf der Seite der Maßnahme.")
    )
    source = models.CharField(_("Quelle"), max_length=20, choices=StatusSource, default=StatusSource.EDITORS)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("bestätigt von"),
    )
    confirmed_at = models.DateTimeField(_("bestätigt am"), null=True, blank=True, editable=False)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = MeasureStatusQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Umsetzungsstand")
        verbose_name_plural = _("Umsetzungsstände")
        ordering: ClassVar[list[str]] = ["-as_of", "-pk"]
        indexes = [models.Index(fields=["measure", "-as_of", "-id"], name="status_newest_of_measure")]
        constraints = axes_constraints("status")

    def __str__(self) -> str:
        return f"{self.get_status_display()} ({self.as_of:%d.%m.%Y})"

    def says_something_new(self) -> bool:
        """Whether day or axes differ from what is stored; mending a typing error confirms nothing anew."""
        stored = MeasureStatus.objects.filter(
            pk=self.pk,
            as_of=self.as_of,
            status=self.status,
            course=self.course,
            delay_reason=self.delay_reason,
        )
        return self._state.adding or not stored.exists()

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.measure.natural_key(), self.as_of.isoformat())

    natural_key.dependencies = ["measures.measure"]  # type: ignore[attr-defined]
