"""Whom a query asks: one rule that serves the check before opening and the opening itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from measures.models import Measure, Responsibility
from partners.models import Contact, Membership, Organisation, User
from reporting.models import Assignment, StatusQuery


@dataclass(frozen=True)
class Asked:
    """An organisation that answers for a measure, and the person whom we ask there, if there is one.

    `member` is somebody with an account, asked where the organisation has no reachable Ansprechperson.
    """

    measure: Measure
    organisation: Organisation
    contact: Contact | None
    member: User | None = None

    @property
    def name(self) -> str:
        """Empty for an account that is known by its mail address only."""
        if self.contact:
            return self.contact.name
        return self.member.get_full_name() if self.member else ""

    @property
    def email(self) -> str:
        """Where the invitation goes; empty where no mail reaches the organisation."""
        person = self.contact or self.member
        return person.email.lower() if person else ""


@dataclass(frozen=True)
class Invitee:
    """One person, known by the mail address, with everything that this person is asked."""

    email: str
    asked: list[Asked]

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(a.name for a in self.asked if a.name))

    @property
    def organisations(self) -> list[Organisation]:
        return list(dict.fromkeys(a.organisation for a in self.asked))

    @property
    def twice(self) -> list[Measure]:
        """Measures about which this person is asked for more than one organisation."""
        times: dict[Measure, int] = defaultdict(int)
        for one in self.asked:
            times[one.measure] += 1
        return [measure for measure, number in times.items() if number > 1]


class Answering(NamedTuple):
    """One body that answers for a measure, whether chosen for it or responsible by the concept."""

    measure: int
    number: int
    is_chosen: bool
    organisation: int
    uuid: UUID
    name: str
    slug: str
    kind: str


#: Columns of `Answering` that make an organisation, in the order of both.
ORGANISATION = ["id", "uuid", "name", "slug", "kind"]


def measures_of(query: StatusQuery) -> list[Measure]:
    """The measures in the concept's order, with what stands of them in a list or a mail; no more of the sheets."""
    field = ["number", "title", "short_title", "slug"]
    shown = ["uuid", "slug", "title", "number", *(f"field_of_action__{name}" for name in field)]
    return list(query.measures.select_related("field_of_action").only(*shown))


def answering(query: StatusQuery) -> list[Answering]:
    """Who answers for each measure, in one statement: the chosen ones, and where nobody was chosen, the leading ones.

    `is_chosen` is false where the query is limited to organisations and this is none of them.
    """
    assigned = Assignment.objects.filter(query=query, measure__queries=query)
    leading = (
        Responsibility.objects.asked()
        .filter(measure__queries=query, organisation__isnull=False)
        .exclude(Exists(assigned.filter(measure=OuterRef("measure"))))
    )
    chosen, first = _is_chosen(query), Value(0, models.PositiveSmallIntegerField())
    columns = [f"organisation__{name}" for name in ORGANISATION]
    by_choice = assigned.values_list("measure_id", first, chosen, *columns)
    by_role = leading.values_list("measure_id", "number", chosen, *columns)
    rows = map(Answering._make, by_choice.order_by().union(by_role.order_by(), all=True))
    return sorted(rows, key=lambda row: (row.number, row.name))


def organisation_of(row: Answering) -> Organisation:
    values: list[Any] = [row.organisation, row.uuid, row.name, row.slug, row.kind]
    return Organisation.from_db(None, ORGANISATION, values)


def first_contacts(organisations: Collection[int]) -> dict[int, Contact]:
    """For each organisation the one Ansprechperson to ask first."""
    first: dict[int, Contact] = {}
    for contact in Contact.objects.to_ask().filter(organisation__in=organisations):
        first.setdefault(contact.organisation_id, contact)
    return first


def first_members(organisations: Collection[int]) -> dict[int, User]:
    """For each organisation the one account to ask first, the Leitung before the others."""
    first: dict[int, User] = {}
    if not organisations:
        return first
    for membership in Membership.objects.to_ask().filter(organisation__in=organisations):
        first.setdefault(membership.organisation_id, membership.user)
    return first


def invitees_of(asked: Iterable[Asked]) -> list[Invitee]:
    """Everybody whom a mail reaches, each person once."""
    by_mail: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if email := one.email:
            by_mail[email].append(one)
    return [Invitee(email, by_mail[email]) for email in sorted(by_mail)]


def _is_chosen(query: StatusQuery) -> models.ExpressionWrapper:
    chosen = StatusQuery.organisations.through.objects.filter(statusquery=query)
    this_one = Exists(chosen.filter(organisation=OuterRef("organisation")))
    return models.ExpressionWrapper(~Q(Exists(chosen)) | Q(this_one), models.BooleanField())
