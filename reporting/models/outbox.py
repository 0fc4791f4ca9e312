"""Mails to be sent, one row per person and occasion (SAFETY.md, reliability 5)."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from .query import StatusQuery


class MailState(models.TextChoices):
    QUEUED = "queued", _("wartet")
    SENDING = "sending", _("wird gesendet")
    SENT = "sent", _("gesendet")
    FAILED = "failed", _("abgelehnt")
    DOUBTFUL = "doubtful", _("fraglich")
    WITHDRAWN = "withdrawn", _("nicht mehr nötig")


class MailKind(models.TextChoices):
    """Occasions of mails; those with an editable text come first, in the order of a query's life."""

    INVITATION = "invitation", _("Einladung")
    REMINDER = "reminder", _("Erinnerung")
    ESCALATION = "escalation", _("Hinweis an die Leitung")
    RETURNED = "returned", _("Rückgabe")
    APPROVED = "approved", _("Freigabe")
    THANKS = "thanks", _("Dank")
    OFFICE = "office", _("Nachricht an das Kommunale Integrationszentrum")
    OTHER = "other", _("Sonstige")


UNSURE = [MailState.FAILED, MailState.DOUBTFUL]
#: In addresses, the states that wait for a person.
STUCK = "stuck"


class OutboxMailSet(models.QuerySet["OutboxMail"]):
    def due(self, *, now: dt.datetime) -> Self:
        return self.filter(state=MailState.QUEUED, next_try_at__lte=now).order_by("next_try_at", "pk")

    def stuck(self) -> Self:
        """What waits for a person: refused for good, or perhaps sent and perhaps not."""
        return self.filter(state__in=UNSURE)

    def resendable(self) -> Self:
        """Beside those, what went to an address for testing only: the person it was meant for has nothing."""
        return self.filter(Q(state__in=UNSURE) | Q(state=MailState.SENT) & ~Q(redirected_to=""))

    def in_state(self, state: str) -> Self:
        """All where nothing that exists is named; „stuck“ are those that wait for a person."""
        if state == STUCK:
            return self.stuck()
        return self.filter(state=state) if state in MailState.values else self

    def by_state(self) -> dict[str, int]:
        """How many there are in each state that occurs."""
        rows = self.order_by().values_list("state").annotate(count=Count("pk"))
        return dict(rows)

    def stuck_by_query(self) -> "models.QuerySet[OutboxMail, dict[str, Any]]":
        """Number of those that wait for a person, per query; mails of no query have a row without slug."""
        rows = self.stuck().order_by("-query__year", "query__slug")
        return rows.values("query__slug", "query__title").annotate(count=Count("pk"))

    def abandoned(self, *, now: dt.datetime) -> Self:
        """Claimed by a sender that did not report back within its lease."""
        return self.filter(state=MailState.SENDING, leased_until__lt=now)


class OutboxMail(models.Model):
    """`occasion` names person and occasion, so that the same mail can never be queued twice."""

    occasion = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    recipient = models.EmailField(_("Empfangsadresse"))
    subject = models.CharField(_("Betreff"), max_length=200)
    body = models.TextField(_("Text"))
    html = models.TextField(_("Text mit Gestaltung"), blank=True)
    reply_to = models.EmailField(_("Antworten gehen an"), blank=True)
    kind = models.CharField(_("Anlass"), max_length=20, choices=MailKind, default=MailKind.OTHER)
    query = models.ForeignKey(
        StatusQuery,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name=_("Abfrage"),
    )
    redirected_to = models.EmailField(_("umgeleitet an"), blank=True)
    state = models.CharField(_("Stand"), max_length=20, choices=MailState, default=MailState.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    queued_at = models.DateTimeField(_("vorgemerkt am"))
    next_try_at = models.DateTimeField(_("nächster Versuch"))
    leased_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("gesendet am"), null=True, blank=True)
    last_error = models.TextField(_("letzter Fehler"), blank=True)

    objects = OutboxMailSet.as_manager()

    class Meta:
        verbose_name = _("E-Mail im Ausgang")
        verbose_name_plural = _("E-Mails im Ausgang")
        ordering = ["-queued_at", "-pk"]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(state="queued"), name="mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="mail_sent_with_date"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.subject}"

    @property
    def is_resendable(self) -> bool:
        return self.state in UNSURE or (self.state == MailState.SENT and bool(self.redirected_to))
