"""What an organisation says after the cut: beside the frozen answer, never in it (DESIGN.md 4.2)."""

import uuid
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .request import QueryRequest


class AddendumSet(models.QuerySet["Addendum"]):
    def public(self) -> Self:
        return self.filter(is_public=True)

    def to_answer(self, request: QueryRequest) -> Self:
        """To what one organisation said to one request, public or internal; `request` with its names."""
        return self.filter(
            query_uuid=request.query.uuid,
            measure_uuid=request.measure.uuid,
            organisation_uuid=request.organisation.uuid,
        )


class Addendum(models.Model):
    """Dated, never changed, only followed by another one.

    Without foreign keys and names of persons, like what is frozen.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query_uuid = models.UUIDField(editable=False)
    measure_uuid = models.UUIDField(editable=False)
    organisation_uuid = models.UUIDField(editable=False)
    organisation_name = models.CharField(_("Organisation"), max_length=200)
    text = models.TextField(_("Nachtrag"))
    is_public = models.BooleanField(_("wird veröffentlicht"), default=True)
    added_at = models.DateTimeField(_("ergänzt am"))

    objects = AddendumSet.as_manager()

    class Meta:
        verbose_name = _("Nachtrag")
        verbose_name_plural = _("Nachträge")
        ordering = ["added_at", "pk"]
        indexes = [models.Index(fields=["query_uuid", "measure_uuid"], name="addendum_of_answer")]

    def __str__(self) -> str:
        return f"{self.organisation_name} {self.added_at:%d.%m.%Y}"

    @property
    def organisation_key(self) -> str:
        """As it stands in frozen JSON."""
        return str(self.organisation_uuid)
