"""Legal pages as data of the city, files of the open data, and personal calendars."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel


class LegalPageKind(models.TextChoices):
    IMPRINT = "impressum", _("Impressum")
    PRIVACY = "datenschutz", _("Datenschutz")
    ACCESSIBILITY = "barrierefreiheit", _("Barrierefreiheit")


class LegalPageQuerySet(models.QuerySet["LegalPage"]):
    def with_placeholders(self) -> Self:
        """Pages in which the city has not yet filled in what only it can know; production refuses them."""
        return self.filter(body__contains="[[")


class LegalPage(VersionedModel):
    """Text of a legal page, in Markdown; „[[…]]“ marks what the city must still fill in."""

    kind = models.CharField(_("Seite"), max_length=30, choices=LegalPageKind, unique=True)
    body = models.TextField(_("Text"))
    reviewed_on = models.DateField(_("Geprüft am"), null=True, blank=True)

    objects = LegalPageQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Rechtliche Seite")
        verbose_name_plural = _("Rechtliche Seiten")
        ordering = ["kind"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def has_placeholders(self) -> bool:
        return "[[" in self.body


class OpenDataFile(models.Model):
    """A file of the open data that takes too long for a web request; made by a job, kept in pieces.

    `content_version` says of which state of the content it is; the file of an older state is replaced.
    """

    name = models.CharField(_("Dateiname"), max_length=100, unique=True)
    content_version = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField(_("Größe in Byte"))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("erstellt am"))

    class Meta:
        verbose_name = _("Datei der offenen Daten")
        verbose_name_plural = _("Dateien der offenen Daten")

    def __str__(self) -> str:
        return self.name


class OpenDataChunk(models.Model):
    """A piece of a file, so that neither writing nor sending it needs the whole in memory."""

    file = models.ForeignKey(OpenDataFile, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("Teil einer Datei der offenen Daten")
        verbose_name_plural = _("Teile der Dateien der offenen Daten")
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="open_data_chunk_once")]

    def __str__(self) -> str:
        return f"{self.file} {self.number}"


class CalendarSubscription(models.Model):
    """The address under which one account's own dates can be subscribed to; whoever has it reads them.

    The address is derived from the nonce and the secret key, so the database alone does not give it away.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    nonce = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("erstellt am"))
    revoked_at = models.DateTimeField(_("widerrufen am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Kalenderabonnement")
        verbose_name_plural = _("Kalenderabonnements")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True),
                name="calendar_one_address_per_user",
                violation_error_message=_("Sie haben schon eine Adresse für Ihren Kalender."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.created_at:%d.%m.%Y}"
