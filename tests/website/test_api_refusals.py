"""What the interface refuses: impossible values, unknown addresses, unpublished rows, changes; in words for people."""

import json

import pytest
from django.test import Client

from reporting.models import ReportState
from tests.builders import make_measure, make_organisation, make_report
from tests.website.api_reading import API, make_full_measure, read
from website.open_data.datasets import DATASETS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("limit=201", "limit"),
        ("limit=0", "limit"),
        ("limit=1&limit=2", "limit"),
        ("limit=viele", "limit"),
        ("cursor=1", "cursor"),
        ("cursor=ffffffffffffffff", "cursor"),
        ("umsetzungsstand_code=fertig", "umsetzungsstand_code"),
        ("handlungsfeld_id=bildung", "handlungsfeld_id"),
        ("q=%00", "q"),
        (f"q={'x' * 101}", "q"),
    ],
)
def test_impossible_values_are_named_in_german(client: Client, query: str, place: str) -> None:
    problem = read(client, f"{API}/massnahmen?{query}", 422)
    assert [fault["stelle"] for fault in problem["fehler"]] == [place]
    assert problem["title"] == "Anfrage nicht möglich"


@pytest.mark.parametrize("path", ["massnahmen", "organisationen", "sachstaende", "berichte", ""])
def test_unknown_filters_are_refused_by_name(client: Client, path: str) -> None:
    make_full_measure()
    found = read(client, f"{API}/{path}?foo=1", 422)
    assert found["fehler"] == [{"stelle": "foo", "meldung": "Diese Angabe gibt es hier nicht."}]


def test_unknown_filters_of_one_row_are_refused(client: Client) -> None:
    measure = make_full_measure()
    read(client, f"{API}/massnahmen/{measure.uuid}?foo=1", 422)


@pytest.mark.parametrize("path", ["gibt-es-nicht", "massnahmen/", "massnahmen/x/y", "docs"])
def test_unknown_addresses_are_problems(client: Client, path: str) -> None:
    response = client.get(f"{API}/{path}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content)["detail"] == "Unter dieser Adresse gibt es nichts."


def test_what_is_not_published_is_not_there(client: Client) -> None:
    hidden = make_full_measure(is_published=False)
    read(client, f"{API}/massnahmen/{hidden.uuid}", 404)
    for name in DATASETS.keys() - {"handlungsfelder"}:
        assert read(client, f"{API}/{name}")["items"] == []


def test_report_that_is_not_approved_is_not_there(client: Client) -> None:
    report = make_report(make_measure(), make_organisation(), state=ReportState.SUBMITTED)
    read(client, f"{API}/sachstaende/{report.uuid}", 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client: Client, method: str) -> None:
    response = getattr(client, method)(f"{API}/massnahmen")
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Content-Type"] == "application/problem+json"


def test_errors_tell_nothing_of_the_inside(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("GEHEIM")

    monkeypatch.setattr("website.api.operations.cut_keys", broken)
    client.raise_request_exception = False
    response = client.get(f"{API}/massnahmen")
    assert response.status_code == 500
    assert b"GEHEIM" not in response.content
    assert b"Traceback" not in response.content
