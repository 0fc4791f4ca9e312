"""How a file of the open data is sent: once until it changes, to everybody alike, and for reading only."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from measures.models import Measure
from tests.builders import make_field, make_measure, make_organisation, make_responsible
from tests.website.data_files import fetch
from website.open_data.formats import FORMATS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["massnahmen.xml", "personen.csv", "massnahmen", "massnahmen.csv.zip"])
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/daten/{address}").status_code == 404


@pytest.mark.parametrize("ending", FORMATS)
def test_what_the_reader_has_is_not_sent_again(client: Client, ending: str) -> None:
    make_measure()
    first = fetch(client, f"massnahmen.{ending}")
    with CaptureQueriesContext(connection) as queries:
        again = fetch(client, f"massnahmen.{ending}", if_none_match=first["ETag"])
    assert (again.status_code, again.body) == (304, b"")
    assert again["ETag"] == first["ETag"]
    # Of a workbook it must be known first whether it is a large one.
    assert len(queries) == (2 if ending == "xlsx" else 1)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_change_is_sent(client: Client, ending: str) -> None:
    measure = make_measure()
    first = fetch(client, f"massnahmen.{ending}")
    measure.title = "Neu"
    measure.save()
    again = fetch(client, f"massnahmen.{ending}", if_none_match=first["ETag"])
    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_the_day_of_the_last_change_counts_once_it_has_settled(client: Client) -> None:
    make_measure()
    assert "Last-Modified" not in fetch(client, "massnahmen.csv")
    past = timezone.now() - dt.timedelta(hours=1)
    for model in (Measure, type(make_field()), type(make_field().concept)):
        model.history.update(history_date=past)
    response = fetch(client, "massnahmen.csv")
    assert response["Last-Modified"] == http_date(past.timestamp())
    since = response["Last-Modified"]
    assert fetch(client, "massnahmen.csv", if_modified_since=since).status_code == 304


def test_asking_for_the_head_reads_no_rows(client: Client) -> None:
    make_measure()
    whole = fetch(client, "massnahmen.csv")
    with CaptureQueriesContext(connection) as queries:
        head = client.head("/daten/massnahmen.csv")
    assert head.status_code == 200
    assert b"".join(head) == b""
    assert "Content-Length" not in head
    for name in ("Content-Type", "ETag", "Content-Disposition", "Cache-Control"):
        assert head[name] == whole[name]
    assert len(queries) == 1


def test_caches_keep_packed_and_unpacked_files_apart(client: Client) -> None:
    response = fetch(client, "massnahmen.csv")
    assert "Accept-Encoding" in response["Vary"]
    assert response["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("ending", FORMATS)
def test_same_content_gives_the_same_bytes(client: Client, ending: str) -> None:
    make_responsible(make_measure(), make_organisation())
    assert fetch(client, f"massnahmen.{ending}").body == fetch(client, f"massnahmen.{ending}").body


def test_nobody_is_given_a_cookie(client: Client) -> None:
    assert not client.get("/daten/massnahmen.csv").cookies


@pytest.mark.parametrize("address", ["massnahmen.csv", "massnahmen.xlsx", "", "schema.json"])
@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_what_is_not_reading_is_refused_as_such(address: str, method: str) -> None:
    """Not with the page about a lost form."""
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"/daten/{address}")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
