"""A program reads the published data: lists in pages, single rows, reports, and errors that it understands."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import ImplementationStatus, Measure
from reporting.models import ReportState
from tests.builders import (
    PASSWORD,
    make_concept,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_partner,
    make_report,
    make_responsible,
    make_status,
    make_step,
    make_value,
)
from tests.reporting.rounds import LATER, answer, make_open, make_published
from website.open_data.datasets import DATASETS

pytestmark = pytest.mark.django_db
API = "/api/v1"


def read(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status
    found: dict[str, Any] = json.loads(response.content)
    return found


def titles(client: Client, query: str = "") -> list[str]:
    return [row["titel"] for row in read(client, f"{API}/massnahmen{query}")["items"]]


def all_pages(client: Client, address: str) -> list[dict[str, Any]]:
    rows = []
    next_page: str | None = address
    while next_page:
        page = read(client, next_page.removeprefix(settings.SITE_URL))
        rows += page["items"]
        next_page = page["next"]
    return rows


def make_full_measure(**fields: Any) -> Measure:
    measure = make_measure(**fields)
    organisation = make_organisation()
    make_responsible(measure, organisation)
    make_step(measure)
    make_value(make_indicator(measure), organisation=organisation, value="12.50")
    make_status(measure, ImplementationStatus.IN_PROGRESS)
    make_report(measure, organisation, state=ReportState.APPROVED, approved_at=LATER)
    return measure


@pytest.mark.parametrize("name", DATASETS)
def test_lists_have_the_columns_of_the_data_set(client: Client, name: str) -> None:
    measure = make_full_measure()
    make_goal(measure.field_of_action)
    row = read(client, f"{API}/{name}")["items"][0]
    assert list(row) == DATASETS[name].names
    assert read(client, f"{API}/{name}/{row['id']}").items() >= row.items()


def test_one_measure_comes_with_its_sheet(client: Client) -> None:
    measure = make_full_measure()
    found = read(client, f"{API}/massnahmen/{measure.uuid}")
    assert found["titel"] == measure.title
    assert [step["schritt"] for step in found["schritte"]] == [step.text for step in measure.steps.all()]
    assert len(found["zustaendigkeiten"]) == len(found["umsetzungsstaende"]) == len(found["sachstaende"]) == 1
    assert found["indikatoren"][0]["indikatorwerte"][0]["wert"] == 12.5


def test_filters_narrow_the_list(client: Client) -> None:
    concept = make_concept()
    done = make_measure(make_field(concept), title="Sprachkurs")
    make_status(done, ImplementationStatus.COMPLETED)
    organisation = make_organisation()
    make_responsible(done, organisation)
    other = make_measure(make_field(concept), title="Sportfest")
    assert titles(client, "?umsetzungsstand_code=completed") == ["Sprachkurs"]
    assert titles(client, "?umsetzungsstand_code=not_asked") == ["Sportfest"]
    assert titles(client, f"?handlungsfeld_id={other.field_of_action.uuid}") == ["Sportfest"]
    assert titles(client, f"?organisation_id={organisation.uuid}") == ["Sprachkurs"]
    assert titles(client, "?q=sport") == ["Sportfest"]
    assert titles(client, "?q=sport&umsetzungsstand_code=completed") == []


def test_pages_hold_each_row_once_although_others_come_meanwhile(client: Client) -> None:
    field = make_field()
    before = {make_measure(field).title for _ in range(5)}
    first = read(client, f"{API}/massnahmen?limit=2")
    make_measure(field, number=0, title="Kommt dazwischen")
    rest = all_pages(client, first["next"].removeprefix(settings.SITE_URL))
    read_titles = [row["titel"] for row in [*first["items"], *rest]]
    assert len(read_titles) == len(set(read_titles)) == 6
    assert set(read_titles) >= before


def test_next_page_keeps_the_filters(client: Client) -> None:
    field = make_field()
    for _ in range(3):
        make_measure(field, title="Sport")
        make_measure(field, title="Sprache")
    assert [row["titel"] for row in all_pages(client, f"{API}/massnahmen?q=Sport&limit=2")] == ["Sport"] * 3


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


def test_last_possible_cursor_is_an_empty_page(client: Client) -> None:
    make_measure()
    assert read(client, f"{API}/massnahmen?cursor=7fffffffffffffff") == {"items": [], "next": None}


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


def test_published_report_is_given_as_it_was_frozen(client: Client) -> None:
    query = make_published()
    query.measures.update(title="Später umbenannt")
    report = read(client, f"{API}/berichte")["items"][0]
    assert report["id"] == str(query.uuid)
    whole = read(client, f"{API}/berichte/{query.uuid}")
    assert (whole["titel"], whole["zahlen"]["massnahmen"]) == (query.title, 1)
    page = read(client, f"{API}/berichte/{query.uuid}/massnahmen")
    assert len(page["items"]) == 1
    assert "Später umbenannt" not in json.dumps(page, ensure_ascii=False)


def test_report_says_what_its_page_says_under_german_names(client: Client) -> None:
    query = make_open(measures=2)
    request, silent = query.requests.order_by("pk")
    answer(request, text="Die Kurse laufen.")
    make_published(query)
    first, second = read(client, f"{API}/berichte/{query.uuid}/massnahmen")["items"]
    (said,), (missing,) = first["meldungen"], second["meldungen"]
    assert (first["nummer"], first["stand"]["umsetzungsstand_code"]) == (request.measure.code, "in_progress")
    assert said["organisation"] == request.organisation.name
    assert said["sachstand"]["sachstand"] == "Die Kurse laufen."
    assert (missing["vermerk"], missing["sachstand"]) == ("keine Antwort", None)
    text = client.get(f"{API}/berichte/{query.uuid}/massnahmen").text
    for inner in ("self_approved", "submitted_on", "late", "state", "own_answers", str(silent.uuid)):
        assert f'"{inner}"' not in text


def test_everything_of_a_report_is_described(client: Client) -> None:
    described = read(client, f"{API}/openapi.json")["components"]["schemas"]
    for name in (each for each in described if each.startswith("Berichte")):
        assert not described[name].get("additionalProperties")
        assert all("additionalProperties" not in part for part in described[name]["properties"].values())


def test_report_comes_in_pages(client: Client) -> None:
    query = make_published(measures=3)
    rows = all_pages(client, f"{API}/berichte/{query.uuid}/massnahmen?limit=2")
    assert len({row["id"] for row in rows}) == len(rows) == 3


def test_report_before_publishing_is_not_there(client: Client) -> None:
    query = make_published()
    query.state = "closed"
    query.save()
    read(client, f"{API}/berichte/{query.uuid}", 404)
    read(client, f"{API}/berichte/{query.uuid}/massnahmen", 404)
    assert read(client, f"{API}/berichte")["items"] == []


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


def test_errors_tell_nothing_of_the_inside(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("GEHEIM")

    monkeypatch.setattr("website.api.operations.cut_keys", broken)
    client.raise_request_exception = False
    response = client.get(f"{API}/massnahmen")
    assert response.status_code == 500
    assert b"GEHEIM" not in response.content
    assert b"Traceback" not in response.content


ADDRESSES = ["massnahmen", "massnahmen?q=a&umsetzungsstand_code=in_progress", "sachstaende", "indikatorwerte"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_statements_do_not_grow_with_the_rows(client: Client, path: str) -> None:
    make_full_measure()
    few = count(client, f"{API}/{path}")
    for _ in range(8):
        make_full_measure()
    assert count(client, f"{API}/{path}") == few <= 9


def test_statements_of_one_measure_do_not_grow(client: Client) -> None:
    measure = make_full_measure()
    few = count(client, f"{API}/massnahmen/{measure.uuid}")
    for _ in range(8):
        make_step(measure)
        make_value(make_indicator(measure))
    assert count(client, f"{API}/massnahmen/{measure.uuid}") == few <= 14


def test_statements_of_a_report_do_not_grow(client: Client) -> None:
    small, large = make_published(measures=1), make_published(measures=6, year=1999)
    few = count(client, f"{API}/berichte/{small.uuid}/massnahmen")
    assert count(client, f"{API}/berichte/{large.uuid}/massnahmen") == few <= 8


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
