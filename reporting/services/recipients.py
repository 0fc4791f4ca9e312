"""Whom a mail about a request goes to, as things stand now: people leave, and somebody else answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q

from partners.access import CONDUCT_QUERIES
from partners.models import Contact, Membership, Organisation, User
from reporting.models import QueryRequest


@dataclass(frozen=True)
class Person:
    """Either a contact person, perhaps with an account, or an account alone."""

    email: str
    name: str
    contact: Contact | None = None
    user: User | None = None

    @property
    def has_account(self) -> bool:
        """Whether the person can log in."""
        return self.user is not None and self.user.is_active

    @classmethod
    def of_contact(cls, contact: Contact) -> "Person":
        return cls(contact.email.lower(), contact.name, contact, contact.user)

    @classmethod
    def of_user(cls, user: User) -> "Person":
        return cls(user.email.lower(), user.get_full_name(), None, user)


def people_for(requests: Iterable[QueryRequest]) -> dict[int, Person | None]:
    """By request (primary key) the person to write to; two statements, however many requests.

    The request's own contact where a mail reaches it, else the first one of the organisation, else an account there.
    """
    asked = list(requests)
    organisations = {request.organisation_id for request in asked}
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.to_ask().filter(organisation__in=organisations).select_related("user"):
        contacts[contact.organisation_id].append(contact)
    members = _first_members(organisations)
    found: dict[int, Person | None] = {}
    for request in asked:
        there = contacts[request.organisation_id]
        own = [contact for contact in there if contact.pk == request.contact_id]
        found[request.pk] = next(map(Person.of_contact, own or there), members.get(request.organisation_id))
    return found


def heads_of(organisations: Iterable[Organisation]) -> dict[int, Person]:
    """By organisation (primary key) its Leitung, as contact person or else as account, if a mail reaches it."""
    wanted = {organisation.pk for organisation in organisations}
    contacts = Contact.objects.to_ask().filter(organisation__in=wanted, role="head").select_related("user")
    members = Membership.objects.to_ask().filter(organisation__in=wanted, role="head")
    found: dict[int, Person] = {}
    for contact in contacts:
        found.setdefault(contact.organisation_id, Person.of_contact(contact))
    for member in members:
        found.setdefault(member.organisation_id, Person.of_user(member.user))
    return found


def accounts_with(permission: str) -> list[User]:
    """Active accounts that have it through a role or of their own, as „app.codename“."""
    app, _dot, codename = permission.partition(".")
    rows = Permission.objects.filter(content_type__app_label=app, codename=codename)
    allowed = Q(groups__permissions__in=rows) | Q(user_permissions__in=rows)
    return list(User.objects.filter(allowed, is_active=True).exclude(email="").distinct().order_by("pk"))


def office() -> list[Person]:
    """The office's own mailbox, else everybody who may conduct queries."""
    if settings.PORTAL_CONTACT_EMAIL:
        return [Person(settings.PORTAL_CONTACT_EMAIL.lower(), "")]
    return [Person.of_user(user) for user in accounts_with(CONDUCT_QUERIES)]


def _first_members(organisations: Iterable[int]) -> dict[int, Person]:
    first: dict[int, Person] = {}
    for membership in Membership.objects.to_ask().filter(organisation__in=organisations):
        first.setdefault(membership.organisation_id, Person.of_user(membership.user))
    return first
