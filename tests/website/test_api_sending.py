"""How the interface answers: once until something changes, to other sites too, and knowing nobody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import PASSWORD, make_measure, make_organisation, make_partner
from tests.website.api_reading import API

pytestmark = pytest.mark.django_db


def test_head_and_options_answer(client: Client) -> None:
    head, whole = client.head(f"{API}/handlungsfelder"), client.get(f"{API}/handlungsfelder")
    assert (head.status_code, head["ETag"]) == (200, whole["ETag"])
    assert client.options(f"{API}/massnahmen")["Allow"] == "GET, HEAD, OPTIONS"


def test_same_content_is_not_sent_again(client: Client) -> None:
    measure = make_measure()
    etag = client.get(f"{API}/massnahmen")["ETag"]
    again = client.get(f"{API}/massnahmen", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    measure.title = "Neuer Titel"
    measure.save()
    changed = client.get(f"{API}/massnahmen", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_other_sites_may_read_the_interface_only(client: Client) -> None:
    origin = {"Origin": "https://andere.example"}
    answer = client.get(f"{API}/massnahmen", headers=origin)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    for path in ("/", "/massnahmen/", "/feeds/portal.atom", "/kalender/termine.ics", "/konto/login/"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=origin)


def test_browser_may_ask_before_only_about_reading(client: Client) -> None:
    asked = {"Origin": "https://andere.example", "Access-Control-Request-Method": "POST"}
    answer = client.options(f"{API}/massnahmen", headers=asked)
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "authorization" not in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in client.options("/konto/login/", headers=asked)


@pytest.mark.parametrize("address", [f"{API}/massnahmen", "/feeds/portal.atom", "/kalender/termine.ics"])
def test_programs_are_nobody(client: Client, address: str) -> None:
    """Neither the session nor a cookie is touched, and everybody gets the same."""
    user = make_partner(make_organisation())
    client.login(username=user.email, password=PASSWORD)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert "public" in answer["Cache-Control"]
    assert "Cookie" not in answer["Vary"]
    assert not answer.cookies
    assert not [query for query in asked if "django_session" in query["sql"]]
