"""What a running query still waits for, and whom the portal would ask about it."""

from collections.abc import Iterable
from dataclasses import dataclass

from partners.models import Organisation
from reporting.models import Participation, QueryRequest, RequestState, StatusQuery

from .recipients import Person, people_for


@dataclass(frozen=True)
class Owed:
    """The answer to a request, or without one the answers to the questions to the organisation."""

    organisation: Organisation
    person: Person | None
    request: QueryRequest | None = None


def owed_in(query: StatusQuery, *, organisations: Iterable[int] | None = None) -> list[Owed]:
    """About measures, then by organisations as such; of those named (primary keys), or of all. Few statements."""
    asked, parts = query.requests.owed(), query.participations.owed()
    if organisations is not None:
        wanted = list(organisations)
        asked, parts = asked.filter(organisation__in=wanted), parts.filter(organisation__in=wanted)
    requests = list(asked.select_related("organisation", "measure__field_of_action"))
    silent = list(parts.select_related("organisation"))
    speakers = _speakers(query, silent)
    people = people_for([*requests, *speakers.values()])
    found = [Owed(request.organisation, people[request.pk], request) for request in requests]
    return [
        *found,
        *(Owed(part.organisation, people[speakers[part.organisation_id].pk]) for part in silent),
    ]


def _speakers(query: StatusQuery, parts: Iterable[Participation]) -> dict[int, QueryRequest]:
    """By organisation its first request: whom that one asks is asked for the organisation, too."""
    wanted = [part.organisation_id for part in parts]
    found: dict[int, QueryRequest] = {}
    rows = query.requests.filter(organisation__in=wanted).exclude(state=RequestState.NOT_REQUIRED)
    for request in rows.order_by("pk") if wanted else []:
        found.setdefault(request.organisation_id, request)
    return found
