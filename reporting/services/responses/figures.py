"""The response of a query by Handlungsfeld, organisation and person, each in a constant number of statements."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from partners.models import Contact, Organisation
from reporting.models import StatusQuery
from reporting.response import Response, Timeline, timeline

from .people import NO_CONTACT, AskedPeople, contacts_by_person

BY_FIELD, BY_ORGANISATION, BY_PERSON = "handlungsfeld", "organisation", "person"


def total(query: StatusQuery, *, on: dt.date) -> Response:
    return Response(query.title, "", query.requests.totals(on=on))


def by_field(query: StatusQuery, *, on: dt.date) -> list[Response]:
    rows = query.requests.by_field(on=on)
    return [_response(f"{row['number']}. {row['label']}", row, {BY_FIELD: row["key"]}) for row in rows]


def by_organisation(query: StatusQuery, *, on: dt.date) -> list[Response]:
    rows = query.requests.by_organisation(on=on)
    return [_response(row["label"], row, {BY_ORGANISATION: row["key"]}) for row in rows]


def by_person(query: StatusQuery, *, on: dt.date) -> list[Response]:
    """One row per person with all organisations for which they are asked; without a contact one per organisation."""
    requests = query.requests.all()
    people, organisations = AskedPeople(requests), _organisations(query)
    firsts = contacts_by_person(Contact.objects.filter(pk__in=requests.values("contact")))
    figures: dict[int, Counter[str]] = defaultdict(Counter)
    places: dict[int, list[str]] = defaultdict(list)
    found = []
    for row in requests.by_addressee(on=on):
        organisation = organisations[row["organisation_key"]]
        if row["contact_key"] is None:
            name = people.of_organisation(organisation.pk).label or _("niemand eingetragen")
            chosen = {BY_ORGANISATION: organisation.slug, BY_PERSON: NO_CONTACT}
            found.append(_response(f"{name} ({organisation.name})", row, chosen))
            continue
        first = firsts[row["contact_key"]].pk
        figures[first].update({key: value for key, value in row.items() if not key.endswith("_key")})
        places[first].append(organisation.name)
    for contact in {contact.pk: contact for contact in firsts.values()}.values():
        label = f"{contact.name} ({', '.join(places[contact.pk])})"
        found.append(_response(label, figures[contact.pk], {BY_PERSON: str(contact.uuid)}))
    return sorted(found, key=lambda each: each.label.casefold())


def over_time(query: StatusQuery, *, asked: int, on: dt.date) -> Timeline | None:
    """Nothing to draw before the opening."""
    if query.opened_at is None:
        return None
    return timeline(
        query.requests.answers_per_day(),
        asked=asked,
        opened_on=timezone.localdate(query.opened_at),
        due_on=query.due_on,
        grace_until=query.grace_until,
        until=min(on, timezone.localdate(query.closed_at)) if query.closed_at else on,
    )


def _organisations(query: StatusQuery) -> dict[int, Organisation]:
    asked = Organisation.objects.filter(pk__in=query.requests.values("organisation"))
    return {organisation.pk: organisation for organisation in asked}


def _response(label: str, row: Mapping[str, Any], chosen: dict[str, str]) -> Response:
    numbers = {name: value for name, value in row.items() if isinstance(value, int)}
    return Response(label, "-".join(chosen.values()), numbers, urlencode(chosen))
