"""The parts of a query's mails that the Integrationsbeauftragte writes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .outbox import MailKind
from .query import StatusQuery


class MailText(models.Model):
    """Subject and opening words of one kind of mail, with placeholders; part of the query's aggregate.

    Where a query has no row for a kind, the standard text of the portal is sent.
    """

    query = models.ForeignKey(
        StatusQuery, on_delete=models.CASCADE, related_name="mail_texts", verbose_name=_("Abfrage")
    )
    kind = models.CharField(_("Anlass"), max_length=20, choices=MailKind)
    subject = models.CharField(_("Betreff"), max_length=200, blank=True)
    body = models.TextField(_("Text"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Text einer E-Mail")
        verbose_name_plural = _("Texte der E-Mails")
        ordering = ["query", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "kind"],
                name="mail_text_once",
                violation_error_message=_("Zu diesem Anlass gibt es schon einen Text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.query}: {self.get_kind_display()}"
