"""The bodies that carry or support measures."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel

from .user import User


class OrganisationKind(models.TextChoices):
    ADMINISTRATION = "administration", _("Stadtverwaltung")
    AGENCY = "agency", _("Behörde")
    EDUCATION = "education", _("Bildungseinrichtung")
    WELFARE = "welfare", _("Wohlfahrtsverband")
    RELIGIOUS = "religious", _("Religionsgemeinschaft")
    MIGRANT_ORGANISATION = "migrant_organisation", _("Migrantenorganisation")
    CULTURE_SPORT = "culture_sport", _("Kultur und Sport")
    WORKING_GROUP = "working_group", _("Arbeitsgruppe oder Netzwerk")
    ASSOCIATION = "association", _("Verein oder Initiative")
    UNNAMED_GROUP = "unnamed_group", _("Gruppe ohne einzelne Namen")
    OTHER = "other", _("Sonstige")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def of_user(self, user: User) -> Self:
        """Where the user may act; the beginning of every private look-up."""
        return self.filter(memberships__user=user)

    def nameable(self) -> Self:
        """Bodies that can be asked at all, without unnamed groups such as „Migrantenorganisationen“."""
        return self.exclude(kind=OrganisationKind.UNNAMED_GROUP)

    def with_measure_counts(self) -> Self:
        """Those who take part in published measures, by kind, with `measure_count`."""
        # As text: `partners` knows nothing of `fields`, whose ConceptState.IN_FORCE this is.
        published = Q(
            responsibilities__measure__is_published=True,
            responsibilities__measure__field_of_action__concept__state="in_force",
        )
        return (
            self.annotate(measure_count=Count("responsibilities__measure", filter=published, distinct=True))
            .filter(measure_count__gt=0)
            .order_by("kind", "name")
        )

    def office(self) -> Self:
        """The body that runs the portal, where it takes part in measures itself."""
        return self.filter(name=settings.PORTAL_OFFICE)

    def get_by_natural_key(self, slug: str) -> "Organisation":
        return self.get(slug=slug)


class Organisation(VersionedModel):
    """A body that carries or supports measures, each standing here once."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=200, unique=True)
    short_name = models.CharField(_("Kurzname"), max_length=60, blank=True)
    slug = models.SlugField(_("Adresse"), max_length=120, unique=True)
    kind = models.CharField(_("Art"), max_length=30, choices=OrganisationKind)
    website = models.URLField(_("Internetseite"), blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisationen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("partners:organisation", args=[self.slug])

    @property
    def is_office(self) -> bool:
        """Whether this is the office that runs the portal; it answers for itself, not on behalf."""
        return bool(self.name == settings.PORTAL_OFFICE)

    @property
    def is_unnamed_group(self) -> bool:
        return self.kind == OrganisationKind.UNNAMED_GROUP
