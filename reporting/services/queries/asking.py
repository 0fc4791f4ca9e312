"""Whom a query asks: one rule that serves the check before opening and the opening itself."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, Value

from fields.models import FieldOfAction
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


@dataclass(frozen=True)
class Answering:
    """A measure with one body that answers for it, chosen or responsible by the concept; with nobody, without one.

    `is_chosen` is false where the query is limited to organisations and this is none of them.
    """

    measure: Measure
    organisation: Organisation | None
    is_chosen: bool


def _columns(model: type[models.Model], *names: str) -> list[str]:
    """In the order of the model, in which `from_db` takes the values."""
    return [field.attname for field in model._meta.concrete_fields if field.attname in names]


# What stands of a measure, its Handlungsfeld and an organisation in a list or a mail; no more of the sheets is read.
MEASURE = _columns(Measure, "id", "uuid", "slug", "title", "number", "field_of_action_id")
FIELD = _columns(FieldOfAction, "id", "number", "title", "short_title", "slug")
ORGANISATION = _columns(Organisation, "id", "uuid", "name", "slug", "kind")
_SHEET = [*MEASURE, *(f"field_of_action__{name}" for name in FIELD)]


def answering(query: StatusQuery) -> list[Answering]:
    """Every measure in the concept's order, with the bodies chosen for it, else the leading ones; one statement."""
    assigned = Assignment.objects.filter(query=query, measure__queries=query)
    leading = Responsibility.objects.asked().filter(measure__queries=query, organisation__isnull=False)
    is_assigned = Exists(assigned.filter(measure=OuterRef("measure")))
    has_nobody = ~Exists(assigned.filter(measure=OuterRef("pk"))) & ~Exists(
        leading.filter(measure=OuterRef("pk"))
    )
    chosen, first = _is_chosen(query), Value(0, models.PositiveSmallIntegerField())
    sheet, body = [f"measure__{name}" for name in _SHEET], [f"organisation__{name}" for name in ORGANISATION]
    nobody = [Value(None, models.TextField()) for _name in ORGANISATION]
    always = Value(True, models.BooleanField())
    rows = (
        assigned.order_by()
        .values_list(*sheet, first, chosen, *body)
        .union(
            leading.exclude(is_assigned).order_by().values_list(*sheet, "number", chosen, *body),
            query.measures.filter(has_nobody).order_by().values_list(*_SHEET, first, always, *nobody),
            all=True,
        )
    )
    return _read(rows, rows.db)


def _read(rows: Iterable[tuple[Any, ...]], database: str) -> list[Answering]:
    """Each measure, Handlungsfeld and organisation becomes one object, however many rows name it."""
    fields: dict[int, FieldOfAction] = {}
    measures: dict[int, Measure] = {}
    bodies: dict[int | None, Organisation | None] = {None: None}
    found = []
    for row in rows:
        sheet, field, body = row[: len(MEASURE)], row[len(MEASURE) : len(_SHEET)], row[len(_SHEET) + 2 :]
        place, is_chosen = row[len(_SHEET) : len(_SHEET) + 2]
        if sheet[0] not in measures:
            if field[0] not in fields:
                fields[field[0]] = FieldOfAction.from_db(database, FIELD, field)
            measures[sheet[0]] = Measure.from_db(database, MEASURE, sheet)
            measures[sheet[0]].field_of_action = fields[field[0]]
        if body[0] not in bodies:
            bodies[body[0]] = Organisation.from_db(database, ORGANISATION, body)
        found.append((place, Answering(measures[sheet[0]], bodies[body[0]], bool(is_chosen))))
    return [answer for _place, answer in sorted(found, key=_document_order)]


def _document_order(placed: tuple[int, Answering]) -> tuple[int, int, int, str]:
    place, answer = placed
    name = answer.organisation.name if answer.organisation else ""
    return answer.measure.field_of_action.number, answer.measure.number, place, name


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
