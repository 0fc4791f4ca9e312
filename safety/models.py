"""What keeps entered work safe, whatever the app: versions against overwriting, keys against double submits."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StaleVersionError(Exception):
    """Somebody saved the same object in the meantime; nothing was written.

    `current` is the object as it stands in the database now, for the page that shows both texts.
    """

    def __init__(self, current: models.Model) -> None:
        super().__init__(_("Diese Angaben wurden inzwischen von jemand anderem geändert."))
        self.current = current


class VersionedModel(models.Model):
    """Root of an aggregate: `version` counts every change of the row or of its children (SAFETY.md, reliability 2)."""

    version = models.PositiveIntegerField(_("Version"), default=1, editable=False)

    class Meta:
        abstract = True

    def claim_version(self, expected: int) -> None:
        """Take the next version if `expected` is still the current one; call within the saving transaction.

        The ordinary `save()` that follows writes the history row; this conditional update only decides who
        of two writers was first. Raises StaleVersionError, with the current object, for the second.
        """
        manager = type(self)._base_manager
        if not manager.filter(pk=self.pk, version=expected).update(version=expected + 1):
            raise StaleVersionError(manager.get(pk=self.pk))
        self.version = expected + 1


class FormKey(models.Model):
    """What was posted from one showing of a form; once more leads to the first result (SAFETY.md, reliability 3)."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    purpose = models.CharField(max_length=100)
    used_at = models.DateTimeField(db_index=True)
    result_url = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("Formularschlüssel")
        verbose_name_plural = _("Formularschlüssel")

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class AuditEntry(models.Model):
    """One line of the audit trail, written by `safety.audit.record` only."""

    number = models.PositiveBigIntegerField(primary_key=True, verbose_name=_("Nummer"))
    at = models.DateTimeField(_("Zeitpunkt"))
    #: The key of the account, not a foreign key: an entry outlives the account and never changes.
    user_id = models.BigIntegerField(_("Benutzerkonto"), null=True)
    action = models.CharField(_("Vorgang"), max_length=60)
    subject = models.CharField(_("Betrifft"), max_length=200)
    reason = models.TextField(_("Grund"), blank=True)
    details = models.JSONField(_("Einzelheiten"), default=dict, blank=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("Eintrag im Prüfprotokoll")
        verbose_name_plural = _("Prüfprotokoll")
        ordering = ["-number"]
        indexes = [models.Index(fields=["subject"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
