"""Plain builders for test data: each makes one thing with what the test names, and defaults for the rest."""

import datetime as dt
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from fields.models import Concept, FieldOfAction, Goal
from measures.models import (
    Indicator,
    IndicatorValue,
    Measure,
    MeasureStatus,
    Resource,
    Responsibility,
    ResponsibilityRole,
    ReviewDate,
    Step,
)
from partners.access import ADMINISTRATORS, COMMISSIONERS, EDITORS
from partners.models import Contact, Membership, MembershipRole, Organisation, OrganisationKind, User
from reporting.models import AccessGrant, MailKind, MailText, ProgressReport, QueryRequest, StatusQuery

PASSWORD = "Ein langes Kennwort 2026"
_serial = count(1)


def make_user(email: str = "", **fields: Any) -> User:
    return User.objects.create_user(email or f"person{next(_serial)}@example.org", PASSWORD, **fields)


def make_partner(organisation: Organisation, role: str = MembershipRole.EDITOR, **fields: Any) -> User:
    user = make_user(**fields)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def _make_staff(group: str, **fields: Any) -> User:
    user = make_user(is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


def make_editor(**fields: Any) -> User:
    return _make_staff(EDITORS, **fields)


def make_commissioner(**fields: Any) -> User:
    return _make_staff(COMMISSIONERS, **fields)


def make_administrator(**fields: Any) -> User:
    return _make_staff(ADMINISTRATORS, **fields)


def make_concept(**fields: Any) -> Concept:
    number = next(_serial)
    values = {
        "key": f"konzept-{number}",
        "title": "Integrationskonzept",
        "municipality": "Stadt",
        "year": 2018,
    }
    return Concept.objects.create(**{**values, "state": "in_force", **fields})


def make_field(concept: Concept | None = None, **fields: Any) -> FieldOfAction:
    number = next(_serial)
    concept = concept or Concept.objects.in_force().first() or make_concept()
    values = {"number": number, "title": f"Handlungsfeld {number}", "short_title": f"Feld {number}"}
    return FieldOfAction.objects.create(concept=concept, **{**values, "slug": f"feld-{number}", **fields})


def make_goal(field: FieldOfAction, **fields: Any) -> Goal:
    number = next(_serial)
    return Goal.objects.create(
        field_of_action=field,
        **{"number": number, "title": f"Leitziel {number}", "slug": f"leitziel-{number}", **fields},
    )


def make_measure(field: FieldOfAction | None = None, **fields: Any) -> Measure:
    number = next(_serial)
    values = {"number": number, "title": f"Maßnahme {number}", "slug": f"massnahme-{number}"}
    return Measure.objects.create(field_of_action=field or make_field(), **{**values, **fields})


def make_step(measure: Measure, **fields: Any) -> Step:
    number = next(_serial)
    return Step.objects.create(measure=measure, **{"number": number, "text": f"Schritt {number}", **fields})


def make_indicator(measure: Measure, **fields: Any) -> Indicator:
    number = next(_serial)
    return Indicator.objects.create(
        measure=measure, **{"number": number, "text": f"Teilziel {number}", **fields}
    )


def make_value(indicator: Indicator, as_of: dt.date = dt.date(2026, 1, 1), **fields: Any) -> IndicatorValue:
    return IndicatorValue.objects.create(
        indicator=indicator, as_of=as_of, **{"attainment": "partly", **fields}
    )


def make_review(measure: Measure, planned_on: dt.date = dt.date(2026, 1, 1), **fields: Any) -> ReviewDate:
    values = {"kind": "review", "precision": "day", "number": next(_serial)}
    return ReviewDate.objects.create(measure=measure, planned_on=planned_on, **{**values, **fields})


def make_resource(measure: Measure, **fields: Any) -> Resource:
    number = next(_serial)
    values = {"kind": "funding", "wording": f"Mittel {number}", "number": number}
    return Resource.objects.create(measure=measure, **{**values, **fields})


def make_status(
    measure: Measure, status: str, as_of: dt.date = dt.date(2026, 1, 1), **fields: Any
) -> MeasureStatus:
    return MeasureStatus.objects.create(measure=measure, status=status, as_of=as_of, **fields)


def make_organisation(**fields: Any) -> Organisation:
    number = next(_serial)
    values = {"name": f"Verein {number}", "slug": f"verein-{number}", "kind": OrganisationKind.ASSOCIATION}
    return Organisation.objects.create(**{**values, **fields})


def make_contact(organisation: Organisation, **fields: Any) -> Contact:
    number = next(_serial)
    values = {"name": f"Kontakt {number}", "email": f"kontakt{number}@example.org"}
    return Contact.objects.create(organisation=organisation, **{**values, **fields})


def make_responsible(
    measure: Measure, organisation: Organisation, role: str = ResponsibilityRole.LEAD, **fields: Any
) -> Responsibility:
    return Responsibility.objects.create(
        measure=measure, organisation=organisation, role=role, **{"number": next(_serial), **fields}
    )


def make_query(**fields: Any) -> StatusQuery:
    number = next(_serial)
    values = {
        "title": f"Statusabfrage {number}",
        "slug": f"abfrage-{number}",
        "year": 2000 + number,
        "as_of": dt.date(2026, 9, 30),
        "due_on": dt.date(2026, 10, 31),
    }
    concept = fields.pop("concept", None) or Concept.objects.in_force().first() or make_concept()
    invitation = fields.pop("invitation_text", "")
    query = StatusQuery.objects.create(concept=concept, **{**values, **fields})
    if invitation:
        MailText.objects.create(query=query, kind=MailKind.INVITATION, body=invitation)
    return query


def make_request(
    query: StatusQuery, measure: Measure, organisation: Organisation, **fields: Any
) -> QueryRequest:
    return QueryRequest.objects.create(query=query, measure=measure, organisation=organisation, **fields)


def make_report(measure: Measure, organisation: Organisation, **fields: Any) -> ProgressReport:
    values = {"as_of": dt.date(2026, 9, 30), "status": "in_progress", "text": "Es geht voran."}
    return ProgressReport.objects.create(measure=measure, organisation=organisation, **{**values, **fields})


def make_grant(query: StatusQuery, contact: Contact, **fields: Any) -> AccessGrant:
    """The personal link of a person in a query."""
    values = {
        "organisation": contact.organisation,
        "created_at": dt.datetime(2026, 10, 1, 8, 0, tzinfo=dt.UTC),
    }
    return AccessGrant.objects.create(query=query, contact=contact, **{**values, **fields})
