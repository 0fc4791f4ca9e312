"""Every view that a personal link opens × links of the own organisation, of another one and of another query."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import URLPattern, reverse
from django.utils import timezone

from reporting.models import AccessGrant, StatusQuery
from reporting.services.links import token_of
from reporting.services.queries import open_query
from safety.formkeys import FIELD_NAME, issue
from tests.builders import make_query
from tests.safety.routes import Row, all_routes
from tests.safety.world import World
from tests.test_permission_matrix import ROWS, fits

pytestmark = pytest.mark.django_db


def is_open_to_links(pattern: URLPattern) -> bool:
    return getattr(pattern.callback, "accepts_without_login", None) is not None


LINKED = {name for name, pattern in all_routes() if is_open_to_links(pattern)}
LINK_ROWS = [row for row in ROWS if row.name in LINKED]
#: Of no organisation: the text of an earlier session, if there is one.
ANYBODY = {"reporting:access_kept"}


def grants(world: World) -> dict[str, AccessGrant]:
    """By role of the matrix; whoever is asked in another query is a stranger in this one."""
    valid = AccessGrant.objects.valid().select_related("query", "organisation", "contact")
    running = valid.filter(query=world.open_query)
    own = running.get(organisation=world.organisation)
    other = _other_query(world)
    return {
        "own": own,
        "foreign": running.exclude(organisation=world.organisation).get(),
        "own in another query": valid.get(query=other, organisation=world.organisation),
    }


def _other_query(world: World) -> StatusQuery:
    today = timezone.localdate()
    query = make_query(concept=world.open_query.concept, as_of=today, due_on=today + dt.timedelta(days=30))
    query.measures.add(world.measure)
    return open_query(query=query, version=query.version, waived=[], user=None, now=timezone.now())


def by_link(grant: AccessGrant) -> Client:
    client = Client()
    client.post(reverse("reporting:access", args=[token_of(grant)]))
    return client


def key_of(client: Client, purpose: str) -> str:
    """A form key of the link's session."""
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), client.session
    return issue(request, purpose)


def test_views_that_links_open_stand_in_the_matrix() -> None:
    assert len(LINK_ROWS) == len(LINKED) > 15


@pytest.mark.parametrize("row", LINK_ROWS, ids=lambda row: row.name)
def test_route_answers_by_link(row: Row, shared_world: World) -> None:
    """As the matrix has it for accounts: the link of the own organisation, and strangers."""
    wrong = []
    links = grants(shared_world)
    arguments = row.arguments(shared_world)
    for method, (_anonymous, own, foreign, *_staff) in (("get", row.get), ("post", row.post)):
        for role, grant in links.items():
            client = by_link(grant)
            data = {FIELD_NAME: key_of(client, row.purpose)} if method == "post" else {}
            response = getattr(client, method)(reverse(row.name, kwargs=arguments), data)
            expected = own if role == "own" or row.name in ANYBODY else foreign
            if not fits(response, expected):
                wrong.append(f"{role} {method}: {response.status_code} instead of {expected}")
            if role != "own" and response.status_code == 200 and shared_world.report.text in response.text:
                wrong.append(f"{role} {method} reads the draft")
    assert wrong == []
