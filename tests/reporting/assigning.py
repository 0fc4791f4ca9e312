"""Choosing who answers before a query begins, for the tests of this folder."""

from typing import Any

from measures.models import Measure
from partners.models import Organisation
from reporting.models import StatusQuery
from reporting.services.queries import check_query, open_query
from reporting.services.queries.assigning import assign
from tests.builders import make_contact, make_organisation
from tests.reporting.rounds import NOW


def reachable(**fields: Any) -> Organisation:
    organisation = make_organisation(**fields)
    make_contact(organisation)
    return organisation


def choose(query: StatusQuery, measure: Measure, *organisations: Organisation) -> StatusQuery:
    chosen = {measure.pk: [each.pk for each in organisations]}
    return assign(query=query, answering=chosen, version=query.version, user=None)


def begin(query: StatusQuery, waived: Any = (), **fields: Any) -> StatusQuery:
    values = {"version": query.version, "user": None, "now": NOW, **fields}
    return open_query(query=query, waived=waived, **values)


def asked(query: StatusQuery) -> list[Organisation]:
    return [one.organisation for one in check_query(query).asked]
