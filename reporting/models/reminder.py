"""When those who owe an answer are reminded, who has been, and who does not want to be."""

import datetime as dt
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .query import StatusQuery


class ReminderAnchor(models.TextChoices):
    THIRD = "third", _("nach einem Drittel der Zeit")
    BEFORE = "before", _("Tage vor der Frist")
    AFTER = "after", _("Tage nach der Frist")


class ReminderAudience(models.TextChoices):
    PERSON = "person", _("gefragte Person")
    HEAD = "head", _("Leitung der Organisation")
    OFFICE = "office", _("Kommunales Integrationszentrum")


class ReminderStep(models.Model):
    """One step of a query's reminder plan; part of the query's aggregate."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.CASCADE, related_name="reminder_steps", verbose_name=_("Abfrage")
    )
    anchor = models.CharField(_("Wann"), max_length=20, choices=ReminderAnchor)
    days = models.PositiveSmallIntegerField(_("Tage"), default=0)
    audience = models.CharField(
        _("An wen"), max_length=20, choices=ReminderAudience, default=ReminderAudience.PERSON
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        ordering = ["query", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "anchor", "days", "audience"],
                name="reminder_step_once",
                violation_error_message=_("Diese Erinnerung steht schon im Plan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_anchor_display()} ({self.days})"

    def due_day(self, *, opened_on: dt.date, deadline: dt.date) -> dt.date:
        """The local day from which the step is due for a request with that deadline."""
        if self.anchor == ReminderAnchor.THIRD:
            return opened_on + (deadline - opened_on) / 3
        distance = dt.timedelta(days=self.days)
        return deadline - distance if self.anchor == ReminderAnchor.BEFORE else deadline + distance


class ReminderSent(models.Model):
    """That a person has had this step of the plan.

    `person` is a keyed hash of the address, so that it outlives an erasure.
    """

    step = models.ForeignKey(ReminderStep, on_delete=models.CASCADE, related_name="sent")
    person = models.CharField(max_length=64)
    queued_at = models.DateTimeField()
    #: Overtaken by a later step before it could be sent: counts as done, no mail was written.
    was_skipped = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Gesendete Erinnerung")
        verbose_name_plural = _("Gesendete Erinnerungen")
        constraints = [models.UniqueConstraint(fields=["step", "person"], name="reminder_once_per_person")]

    def __str__(self) -> str:
        return f"{self.step} {self.queued_at:%d.%m.%Y}"


class ReminderOptOut(models.Model):
    """A person who wants no reminders; invitations and answers to what they sent still come."""

    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    since = models.DateTimeField(_("abbestellt am"))

    class Meta:
        verbose_name = _("Abbestellte Erinnerungen")
        verbose_name_plural = _("Abbestellte Erinnerungen")

    def __str__(self) -> str:
        return self.email
