"""Who acts: organisations, their contact persons, and the people who log in."""

from .organisation import Organisation, OrganisationKind, OrganisationQuerySet
from .people import Contact, ContactQuerySet, ContactRole, Membership, MembershipRole
from .user import User, UserManager

__all__ = [
    "Contact",
    "ContactQuerySet",
    "ContactRole",
    "Membership",
    "MembershipRole",
    "Organisation",
    "OrganisationKind",
    "OrganisationQuerySet",
    "User",
    "UserManager",
]
