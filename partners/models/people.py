"""Who stands for an organisation: persons who are asked, and accounts that may act for it."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .organisation import Organisation
from .user import User


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


class MembershipQuerySet(models.QuerySet["Membership"]):
    def to_ask(self) -> Self:
        """Active accounts in the order of whom to ask first: Leitung, Vertretung, Bearbeitung."""
        rank = models.Case(
            models.When(role=MembershipRole.HEAD, then=0),
            models.When(role=MembershipRole.DEPUTY, then=1),
            default=2,
            output_field=models.PositiveSmallIntegerField(),
        )
        reachable = self.filter(user__is_active=True).exclude(user__email="")
        return reachable.select_related("user").order_by("organisation_id", rank, "pk")


class Membership(models.Model):
    """A user acts for an organisation; a user may belong to several."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Benutzerkonto")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("Organisation")
    )
    role = models.CharField(_("Rolle"), max_length=20, choices=MembershipRole, default=MembershipRole.EDITOR)

    objects = MembershipQuerySet.as_manager()
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
