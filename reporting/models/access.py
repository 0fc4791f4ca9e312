"""The personal link of a query mail: a capability for one organisation in one query, not a log-in.

SAFETY.md, security 5.
"""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from partners.models import Contact, Organisation
from partners.models.people import ContactQuerySet

from .query import QueryState, StatusQuery


class AccessGrantSet(models.QuerySet["AccessGrant"]):
    def valid(self) -> Self:
        """Not revoked, the query running, and the person still active in the organisation."""
        return self.filter(
            revoked_at__isnull=True,
            query__state=QueryState.OPEN,
            contact__is_active=True,
            contact__organisation=F("organisation"),
        )

    def contacts(self) -> ContactQuerySet:
        """Who can get in by one of these links."""
        return Contact.objects.to_ask().filter(pk__in=self.order_by().values("contact"))


class AccessGrant(models.Model):
    """What a link stands for. Revoking sets a date; a new invitation gets a new `nonce`, and the old link dies."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    query = models.ForeignKey(StatusQuery, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="grants")
    nonce = models.UUIDField(default=uuid4, editable=False)
    created_at = models.DateTimeField(_("ausgestellt am"))
    last_used_at = models.DateTimeField(_("zuletzt benutzt am"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("widerrufen am"), null=True, blank=True)

    objects = AccessGrantSet.as_manager()

    class Meta:
        verbose_name = _("Persönlicher Link")
        verbose_name_plural = _("Persönliche Links")
        constraints = [
            models.UniqueConstraint(fields=["query", "organisation", "contact"], name="grant_once"),
        ]

    def __str__(self) -> str:
        return f"{self.query} – {self.organisation}"

    @property
    def is_valid(self) -> bool:
        """For one row what `valid()` is for many; with query and contact already read."""
        contact = self.contact
        is_there = (
            contact is not None and contact.is_active and contact.organisation_id == self.organisation_id
        )
        return self.revoked_at is None and self.query.state == QueryState.OPEN and is_there
