"""The page of a report: what it says, how it stays usable when it is long, and its files."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import MeasureStatus
from reporting.models import Job, JobState, ReportFile, StatusQuery
from reporting.report_page import layout, lists
from reporting.services.jobs import run_due
from reporting.services.report_texts import save_report_text, text_places
from tests.builders import make_commissioner, make_goal, make_status
from tests.reporting.rounds import LATER, answer, make_closed, make_open, make_published

pytestmark = pytest.mark.django_db


def page_of(query: StatusQuery) -> str:
    return reverse("reporting:published_report", args=[query.slug])


def shown(client: Client, query: StatusQuery, asked: str = "") -> str:
    response = client.get(page_of(query) + asked)
    assert response.status_code == 200
    return response.text


def section(page: str, anchor: str) -> str:
    """The part of the page under the heading with this id."""
    return page.split(f'aria-labelledby="{anchor}"')[1].split("</section>")[0]


def make_delayed(query: StatusQuery) -> MeasureStatus:
    measure = query.measures.order_by("pk")[0]
    return make_status(
        measure,
        "in_progress",
        query.as_of,
        course="delayed",
        delay_reason="staff",
        countermeasure="Die Stelle ist ausgeschrieben.",
        new_date=dt.date(2027, 3, 31),
    )


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report of three measures counts as large."""
    monkeypatch.setattr(layout, "MEASURES_ON_ONE_PAGE", 2)
    monkeypatch.setattr(layout, "MEASURES_PER_PAGE", 2)
    monkeypatch.setattr(lists, "SHOWN_ROWS", 2)


def test_a_delay_names_reason_countermeasure_and_new_date(client: Client) -> None:
    query = make_open()
    make_delayed(query)
    said = section(shown(client, make_published(query)), "verzoegerungen")
    assert "Personal" in said
    assert "Die Stelle ist ausgeschrieben." in said
    assert "31.03.2027" in said


def test_without_delays_the_report_says_so(client: Client) -> None:
    said = section(shown(client, make_published()), "verzoegerungen")
    assert "Keine Maßnahme ist als verzögert gemeldet." in said


def test_missing_and_late_and_unchanged_answers_are_marked(client: Client) -> None:
    query = make_open(2)
    first, second = query.requests.order_by("pk")
    answer(first, is_unchanged=True)
    page = shown(client, make_published(query))
    assert second.organisation.name in section(page, "fehlend")
    assert first.measure.title in section(page, "unveraendert")
    assert "unverändert gemeldet" in page


def test_every_entry_of_the_contents_leads_somewhere(client: Client) -> None:
    query = make_open(2)
    answer(query.requests.order_by("pk")[0])
    page = shown(client, make_published(query))
    contents = page.split('class="report-contents')[1].split("</nav>")[0]
    anchors = [part.split('"')[0] for part in contents.split('href="#')[1:]]
    assert len(anchors) >= 6
    for anchor in [*anchors, "anfang"]:
        assert f'id="{anchor}"' in page


def test_every_link_to_a_measure_leads_to_its_place(client: Client) -> None:
    query = make_published(make_open(2))
    page = shown(client, query)
    for measure in query.measures.all():
        assert f'id="massnahme-{measure.slug}"' in page
        assert f'href="{page_of(query)}#massnahme-{measure.slug}"' in page


def test_texts_of_the_office_stand_in_their_places(client: Client) -> None:
    query = make_closed()
    for place, text in zip(
        text_places(query),
        ("Ein **gutes** Jahr.\n\n## Ausblick", "Hier ging es voran.\n\n## Dank"),
        strict=True,
    ):
        values: dict[str, Any] = {"field_uuid": place.field_uuid, "text": text, "expected_version": 0}
        save_report_text(query=query, user=None, now=LATER, **values)
    StatusQuery.objects.update(state="published", published_at=LATER)
    page = shown(client, query)
    assert "<strong>gutes</strong>" in section(page, "einleitung")
    assert "<h3>Ausblick</h3>" in section(page, "einleitung")
    field = query.measures.get().field_of_action
    assert "Hier ging es voran." in section(page, f"feld-{field.number}")
    assert "<h4>Dank</h4>" in section(page, f"feld-{field.number}")


def test_a_leitziel_shows_the_states_of_its_measures(client: Client) -> None:
    query = make_open(2)
    first = query.measures.order_by("pk")[0]
    first.goals.add(make_goal(first.field_of_action, title="Sprache fördern"))
    make_status(first, "permanent", query.as_of)
    said = section(shown(client, make_published(query)), f"feld-{first.field_of_action.number}")
    row = said.split("Sprache fördern")[1].split("</tr>")[0]
    assert "Daueraufgabe" in row
    assert "noch nicht abgefragt" not in row
    assert "Zuordnung der Redaktion" in said


def test_means_that_end_and_reviews_that_are_due_are_named(client: Client) -> None:
    query = make_open()
    measure = query.measures.get()
    measure.resources.create(
        number=1, kind="staff", wording="Personalmittel", programme="KOMM-AN", ends_on=query.as_of
    )
    measure.review_dates.create(number=1, kind="review", precision="day", planned_on=dt.date(2026, 6, 30))
    page = shown(client, make_published(query))
    assert "am Stichtag schon ausgelaufen" in section(page, "foerderung")
    assert "nicht bestätigt" in section(page, "ueberpruefungen")


def test_reports_are_folded_until_asked_for(client: Client) -> None:
    query = make_published()
    assert '<details class="report-measure">' in shown(client, query)
    assert '<details class="report-measure" open>' in shown(client, query, "?aufgeklappt=1")


@pytest.mark.usefixtures("small_pages")
def test_a_large_report_tells_its_measures_on_pages_of_each_field(client: Client) -> None:
    query = make_published(make_open(3))
    field = query.measures.all()[0].field_of_action
    assert "report-measure__title" not in shown(client, query)
    pages = [shown(client, query, f"?handlungsfeld={field.number}&seite={number}") for number in (1, 2)]
    assert [page.count("report-measure__title") for page in pages] == [2, 1]
    last = query.measures.order_by("number").last()
    assert last
    found = client.get(f"{page_of(query)}?massnahme={last.uuid}")
    assert (
        found.headers["Location"]
        == f"{page_of(query)}?handlungsfeld={field.number}&seite=2#massnahme-{last.slug}"
    )


@pytest.mark.usefixtures("small_pages")
def test_a_long_list_goes_on_on_a_page_of_its_own(client: Client) -> None:
    query = make_published(make_open(3))
    said = section(shown(client, query), "fehlend")
    assert "Alle 3 ansehen" in said
    assert f'href="{page_of(query)}?liste=fehlend"' in said
    names = [request.organisation.name for request in query.requests.all()]
    assert sum(name in said for name in names) == 2
    whole = shown(client, query, "?liste=fehlend")
    assert all(name in whole for name in names)


@pytest.mark.parametrize(
    "asked", ["?liste=quatsch", "?handlungsfeld=x", "?handlungsfeld=99999", "?massnahme=x", "?vergleich=x"]
)
def test_what_is_not_in_the_report_is_not_found(client: Client, asked: str) -> None:
    assert client.get(page_of(make_published()) + asked).status_code == 404


def test_the_files_stand_on_top_with_size_and_hash(client: Client) -> None:
    query = make_published()
    run_due(now=LATER)
    said = section(shown(client, query), "dateien")
    for file in ReportFile.objects.all():
        assert reverse("reporting:report_file", args=[query.slug, file.kind]) in said
        assert file.sha256 in said
    assert "KB" in said


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": JobState.QUEUED}, "Die Dateien werden gerade vorbereitet."),
        ({"state": JobState.RUNNING, "done": 3, "total": 10}, "3 von 10 Schritten"),
        ({"state": JobState.FAILED}, "Eine Datei fehlt noch."),
    ],
)
def test_the_progress_of_the_files_is_shown(client: Client, values: dict[str, Any], words: str) -> None:
    query = make_published()
    Job.objects.update(**values)
    assert words in section(shown(client, query), "dateien")


def test_a_closed_report_offers_staff_the_texts_and_no_files(client: Client) -> None:
    query = make_closed()
    client.force_login(make_commissioner())
    page = shown(client, query)
    assert reverse("reporting:report_texts", args=[query.slug]) in page
    assert 'id="dateien"' not in page


def test_the_preview_of_a_running_query_uses_the_same_page(client: Client) -> None:
    query = make_open()
    field = query.measures.get().field_of_action
    client.force_login(make_commissioner())
    address = reverse("reporting:report_preview", args=[query.slug])
    page = client.get(address).text
    assert "Vorschau, noch nicht geschlossen" in page
    assert 'id="umsetzungsstand"' in page
    assert client.get(f"{address}?handlungsfeld={field.number}").status_code == 200
    assert client.get(f"{address}?liste=fehlend").status_code == 200


def test_as_many_statements_for_many_measures(client: Client) -> None:
    counts = []
    for size in (2, 18):
        query = make_open(size)
        for request in query.requests.all():
            answer(request)
        make_published(query)
        with CaptureQueriesContext(connection) as statements:
            shown(client, query)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 40


def test_the_list_shows_the_figures_of_each_report(client: Client) -> None:
    query = make_open(2)
    answer(query.requests.order_by("pk")[0])
    make_published(query)
    page = client.get(reverse("reporting:reports")).text
    card = page.split(f'aria-labelledby="bericht-{query.slug}"')[1].split("</article>")[0]
    assert "<strong>2</strong> <span>Maßnahmen</span>" in card
    assert "<strong>1</strong> <span>von 2 Anfragen beantwortet</span>" in card
    assert "in Umsetzung" in card
