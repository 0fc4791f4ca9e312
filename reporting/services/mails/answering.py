"""Who answered for an organisation, or was asked to."""

from collections.abc import Iterable

from partners.models import Contact, Organisation, User
from reporting.models import ProgressReport
from reporting.services.recipients import Person


def people_who_answer(report: ProgressReport) -> list[Person]:
    """Whoever submitted it, and whom the query asked; failing both, the first person of the organisation."""
    found = [*of_user(report.submitted_by), *of_contact(report.submitted_contact)]
    if report.request is not None:
        found += of_contact(report.request.contact)
    if not found or report.on_behalf:
        found += first_of(report.organisation)
    return each_once(found)


def each_once(people: Iterable[Person]) -> list[Person]:
    """One mail per address; the first of two rows with the same one counts."""
    by_address: dict[str, Person] = {}
    for person in people:
        by_address.setdefault(person.email, person)
    return [by_address[address] for address in sorted(by_address)]


def of_user(user: User | None) -> list[Person]:
    return [Person.of_user(user)] if user is not None and user.is_active and user.email else []


def of_contact(contact: Contact | None) -> list[Person]:
    return [Person.of_contact(contact)] if contact is not None and contact.is_active and contact.email else []


def first_of(organisation: Organisation) -> list[Person]:
    """The Ansprechperson, or else somebody with an account, as for an invitation."""
    contact = organisation.contacts.to_ask().first()
    if contact is not None:
        return [Person.of_contact(contact)]
    member = organisation.memberships.to_ask().first()
    return [Person.of_user(member.user)] if member else []
