"""Pages that the law requires of a public body, as data of the city."""

from typing import Self

from django.db import models
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
