"""A filled-in workbook between its upload and „Übernehmen“."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models import Contact, User

from .participation import Participation

KEEP_TAKEN, KEEP_WAITING = dt.timedelta(days=30), dt.timedelta(days=90)


class WorkbookUploadSet(models.QuerySet["WorkbookUpload"]):
    def waiting(self) -> Self:
        return self.filter(taken_over_at__isnull=True)

    def expired(self, now: dt.datetime) -> Self:
        """Taken over a while ago, or forgotten for long."""
        taken = Q(taken_over_at__lt=now - KEEP_TAKEN)
        return self.filter(taken | Q(taken_over_at__isnull=True, uploaded_at__lt=now - KEEP_WAITING))

    def for_user(self, user: User) -> Self:
        return self.filter(participation__organisation__memberships__user=user)


class WorkbookUpload(models.Model):
    """The file as it came. Nothing of it counts before the person has seen what it would change."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="uploads")
    name = models.CharField(_("Dateiname"), max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("hochgeladen am"))
    taken_over_at = models.DateTimeField(_("übernommen am"), null=True, blank=True)
    #: Of rows changed in both places, those for which the portal was chosen: row's name → how the portal stood then.
    kept = models.JSONField(_("Im Portal behalten"), null=True, blank=True, editable=False)

    objects = WorkbookUploadSet.as_manager()

    class Meta:
        verbose_name = _("Hochgeladene Tabelle")
        verbose_name_plural = _("Hochgeladene Tabellen")
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.name
