"""Who is asked: the contact that a request names, or else an account of the organisation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from partners.models import Contact, Membership
from reporting.models import QueryRequest
from reporting.models.request_set import QueryRequestSet

#: Value of the filter for requests that name no contact.
NO_CONTACT = "ohne"


@dataclass(frozen=True)
class AskedPerson:
    """`email` is empty where no mail reaches anybody."""

    name: str = ""
    email: str = ""

    @property
    def label(self) -> str:
        return self.name or self.email


class AskedPeople:
    """The persons of some requests, in one statement beside them, however many there are."""

    def __init__(self, requests: QueryRequestSet) -> None:
        unnamed = requests.filter(contact=None).values("organisation")
        self._members = _first_members(Membership.objects.to_ask().filter(organisation__in=unnamed))

    def of(self, request: QueryRequest) -> AskedPerson:
        if request.contact is not None:
            return AskedPerson(request.contact.name, request.contact.email)
        return self.of_organisation(request.organisation_id)

    def of_organisation(self, organisation: int) -> AskedPerson:
        member = self._members.get(organisation)
        if member is None:
            return AskedPerson()
        return AskedPerson(member.user.get_full_name(), member.user.email)


def contacts_of_person(key: str) -> list[int]:
    """Every contact with the mail address of the one that `key` names: a person may stand for several organisations."""
    named = Contact.objects.filter(uuid=key).first()
    if named is None:
        return []
    if not named.email:
        return [named.pk]
    return list(Contact.objects.filter(email__iexact=named.email).values_list("pk", flat=True))


def contacts_by_person(contacts: Iterable[Contact]) -> dict[int, Contact]:
    """For each contact the first one with the same mail address, which stands for the person."""
    same: dict[str, list[Contact]] = defaultdict(list)
    for contact in sorted(contacts, key=lambda each: each.pk):
        same[contact.email.lower() or str(contact.uuid)].append(contact)
    return {contact.pk: group[0] for group in same.values() for contact in group}


def _first_members(members: Iterable[Membership]) -> dict[int, Membership]:
    """`members` in the order of whom to ask first."""
    found: dict[int, Membership] = {}
    for member in members:
        found.setdefault(member.organisation_id, member)
    return found
