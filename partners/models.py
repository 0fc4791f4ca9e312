"""Who acts: organisations, their contact persons, and the people who log in."""

import uuid
from typing import Any, ClassVar, Self

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from safety.models import VersionedModel


class UserManager(BaseUserManager["User"]):
    """Accounts are known by their e-mail address, there is no user name."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)


class User(AbstractUser):
    username = None  # type: ignore[assignment]
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("Benutzerkonto")
        verbose_name_plural = _("Benutzerkonten")

    def __str__(self) -> str:
        return self.get_full_name() or self.email


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
        published = Q(
            responsibilities__measure__is_published=True,
            responsibilities__measure__field_of_action__concept__state="in_force",
        )
        return (
            self.annotate(measure_count=Count("responsibilities__measure", filter=published, distinct=True))
            .filter(measure_count__gt=0)
            .order_by("kind", "name")
        )

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
    def is_unnamed_group(self) -> bool:
        return self.kind == OrganisationKind.UNNAMED_GROUP


class ContactRole(models.TextChoices):
    CONTACT = "contact", _("Ansprechperson")
    DEPUTY = "deputy", _("Vertretung")
    HEAD = "head", _("Leitung")


class ContactQuerySet(models.QuerySet["Contact"]):
    def reachable(self) -> Self:
        """Active persons with an office mail address: only they can be asked."""
        return self.filter(is_active=True).exclude(email="")

    def public(self) -> Self:
        """Persons who agreed that their name is shown."""
        return self.filter(is_active=True, is_public=True)

    def to_ask(self) -> Self:
        """In the order of whom to ask first: Ansprechperson, Vertretung, Leitung."""
        rank = models.Case(
            models.When(role=ContactRole.CONTACT, then=0),
            models.When(role=ContactRole.DEPUTY, then=1),
            default=2,
            output_field=models.PositiveSmallIntegerField(),
        )
        return self.reachable().order_by("organisation_id", rank, "pk")

    def get_by_natural_key(self, organisation: str, name: str) -> "Contact":
        return self.get(organisation__slug=organisation, name=name)


class Contact(models.Model):
    """A person of an organisation, asked by mail with or without an account of their own."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="contacts", verbose_name=_("Organisation")
    )
    user = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("Benutzerkonto"),
    )
    name = models.CharField(_("Name"), max_length=200)
    function = models.CharField(_("Funktion"), max_length=200, blank=True)
    email = models.EmailField(_("Dienstliche E-Mail-Adresse"), blank=True)
    role = models.CharField(_("Rolle"), max_length=20, choices=ContactRole, default=ContactRole.CONTACT)
    is_public = models.BooleanField(
        _("Name öffentlich zeigen"),
        default=False,
        help_text=_("Nur mit Einwilligung der Person. Ohne Haken zeigt die Website nur die Organisation."),
    )
    is_active = models.BooleanField(_("aktiv"), default=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Ansprechperson")
        verbose_name_plural = _("Ansprechpersonen")
        ordering = ["organisation", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=~Q(email=""),
                name="contact_mail_once_per_organisation",
                violation_error_message=_("Diese E-Mail-Adresse ist bei der Organisation schon eingetragen."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="contact_name_once_per_organisation",
                violation_error_message=_("Diese Person ist bei der Organisation schon eingetragen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})"

    def natural_key(self) -> tuple[str, str]:
        return (*self.organisation.natural_key(), self.name)

    natural_key.dependencies = ["partners.organisation"]  # type: ignore[attr-defined]


class MembershipRole(models.TextChoices):
    EDITOR = "editor", _("Bearbeitung")
    DEPUTY = "deputy", _("Vertretung")
    HEAD = "head", _("Leitung")


class Membership(models.Model):
    """A user acts for an organisation; a user may belong to several."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Benutzerkonto")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Organisation")
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=MembershipRole, default=MembershipRole.EDITOR)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Mitgliedschaft")
        verbose_name_plural = _("Mitgliedschaften")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"],
                name="membership_once",
                violation_error_message=_("Dieses Konto gehört der Organisation schon an."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"
