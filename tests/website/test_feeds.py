"""Whoever subscribes learns what is new: approved statements, confirmed states, changed wording, published reports."""

import datetime as dt
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from measures.models import ImplementationStatus, Indicator, Measure, Step
from reporting.models import ProgressReport, ReportState
from tests.builders import (
    make_field,
    make_indicator,
    make_measure,
    make_organisation,
    make_report,
    make_status,
    make_step,
)
from tests.reporting.rounds import LATER, NOW, make_published

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
PORTAL = "/feeds/portal.atom"


def read(client: Client, address: str = PORTAL) -> Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    root: Element = fromstring(response.content)
    return root


def entry_titles(client: Client, address: str = PORTAL) -> list[str]:
    return [entry.findtext(f"{ATOM}title", "") for entry in read(client, address).iter(f"{ATOM}entry")]


def approved(measure: Measure, at: dt.datetime = LATER, text: str = "Es geht voran.") -> ProgressReport:
    organisation = make_organisation()
    return make_report(measure, organisation, state=ReportState.APPROVED, approved_at=at, text=text)


def test_approved_statement_is_news(client: Client) -> None:
    measure = make_measure()
    report = approved(measure, text="Der Kurs läuft.")
    entry = next(read(client).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{report.uuid}"
    assert "Der Kurs läuft." in entry.findtext(f"{ATOM}summary", "")
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.attrib["href"] == f"{settings.SITE_URL}/massnahmen/{measure.slug}/#sachstaende"


def test_statement_without_approval_is_no_news(client: Client) -> None:
    make_report(make_measure(), make_organisation(), state=ReportState.SUBMITTED)
    assert entry_titles(client) == []


def test_measure_that_is_not_published_makes_no_news(client: Client) -> None:
    hidden = make_measure(is_published=False)
    approved(hidden)
    make_status(hidden, ImplementationStatus.COMPLETED, confirmed_at=LATER)
    hidden.content = "Neu"
    hidden.save()
    assert entry_titles(client) == []
    assert client.get(f"/feeds/massnahmen/{hidden.slug}.atom").status_code == 404


def written(row: Measure | Step | Indicator, minute: int, **values: object) -> None:
    """Save `row` so many minutes after `NOW`, as far as its history tells."""
    for name, value in values.items():
        setattr(row, name, value)
    row._history_date = NOW + dt.timedelta(minutes=minute)  # type: ignore[union-attr]
    row.save()


def make_sheet(*, is_published: bool) -> tuple[Measure, Step, Indicator]:
    measure = make_measure(is_published=is_published)
    Measure.history.update(history_date=NOW)
    return measure, make_step(measure), make_indicator(measure)


def test_change_before_publishing_is_no_news(client: Client) -> None:
    measure, step, indicator = make_sheet(is_published=False)
    written(measure, 1, content="Noch geheim")
    written(step, 1, text="Noch geheim")
    written(indicator, 1, text="Noch geheim")
    written(measure, 2, is_published=True)
    assert entry_titles(client) == []


def test_change_together_with_publishing_is_no_news(client: Client) -> None:
    measure, step, indicator = make_sheet(is_published=False)
    written(measure, 1, content="Noch geheim", is_published=True)
    written(step, 1, text="Noch geheim")
    written(indicator, 1, text="Noch geheim")
    assert entry_titles(client) == []


def test_change_while_taken_off_is_no_news(client: Client) -> None:
    measure, step, indicator = make_sheet(is_published=True)
    written(measure, 1, is_published=False)
    written(measure, 2, content="Noch geheim")
    written(step, 2, text="Noch geheim")
    written(indicator, 2, text="Noch geheim")
    written(measure, 3, is_published=True)
    assert entry_titles(client) == []


def test_change_after_publishing_is_news(client: Client) -> None:
    measure, step, indicator = make_sheet(is_published=False)
    written(measure, 1, is_published=True)
    written(measure, 2, content="Für alle")
    written(step, 2, text="Für alle")
    written(indicator, 2, text="Für alle")
    entry = next(read(client).iter(f"{ATOM}entry"))
    text = entry.findtext(f"{ATOM}summary", "")
    for part in ("Maßnahmeninhalte", "Teilziele und Indikatoren", "Umsetzungsschritte"):
        assert part in text


def test_confirmed_status_is_news_and_the_concept_is_not(client: Client) -> None:
    measure = make_measure(title="Sprachkurs")
    make_status(measure, ImplementationStatus.PLANNING, source="concept")
    make_status(measure, ImplementationStatus.COMPLETED, confirmed_at=LATER)
    assert entry_titles(client) == [f"Umsetzungsstand: {measure.code} Sprachkurs"]


def test_changed_wording_is_news_without_person_and_reason(client: Client) -> None:
    measure = make_measure(title="Sprachkurs")
    indicator = make_indicator(measure)
    measure.objective = "Neues Ziel"
    measure._change_reason = "GEHEIMER GRUND"  # type: ignore[attr-defined]
    measure.save()
    indicator.text = "Neues Teilziel"
    indicator.save()
    page = client.get(PORTAL).text
    assert "Wortlaut geändert" in page
    assert "Zielsetzung" in page
    assert "Teilziele und Indikatoren" in page
    assert "GEHEIMER GRUND" not in page


def test_change_of_something_else_is_no_news(client: Client) -> None:
    measure = make_measure()
    measure.number += 1
    measure.save()
    assert entry_titles(client) == []


def test_published_report_is_news(client: Client) -> None:
    query = make_published()
    assert f"Bericht veröffentlicht: {query.title}" in entry_titles(client)


def test_feed_of_a_field_and_of_a_measure_tell_only_theirs(client: Client) -> None:
    own, other = make_measure(), make_measure(make_field())
    approved(own)
    approved(other)
    for address in (
        f"/feeds/handlungsfelder/{own.field_of_action.slug}.atom",
        f"/feeds/massnahmen/{own.slug}.atom",
    ):
        assert entry_titles(client, address) == [f"Neuer Sachstand: {own.code} {own.title}"]


def test_newest_fifty_come_first(client: Client) -> None:
    measure = make_measure()
    for day in range(52):
        approved(measure, NOW + dt.timedelta(days=day), text=f"Tag {day}")
    entries = list(read(client).iter(f"{ATOM}entry"))
    assert len(entries) == 50
    assert "Tag 51" in entries[0].findtext(f"{ATOM}summary", "")


def test_hostile_text_leaves_the_feed_valid(client: Client) -> None:
    measure = make_measure(title="Kurs \x0b<b>&amp;]]> \ufffe")
    approved(measure, text="<script>alert(1)</script>\x1b[31m \u202e")
    entry = next(read(client).iter(f"{ATOM}entry"))
    assert "Kurs <b>&amp;]]>" in entry.findtext(f"{ATOM}title", "")
    assert "&lt;script&gt;" in entry.findtext(f"{ATOM}summary", "")


def test_feed_is_sent_again_only_when_something_is_new(client: Client) -> None:
    measure = make_measure()
    approved(measure)
    first = client.get(PORTAL)
    assert first["Last-Modified"]
    assert client.get(PORTAL, headers={"If-None-Match": first["ETag"]}).status_code == 304
    approved(measure)
    assert client.get(PORTAL, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_empty_feed_stays_the_same(client: Client) -> None:
    make_field()
    assert client.get(PORTAL)["ETag"] == client.get(PORTAL)["ETag"]


def test_old_address_leads_to_the_feed_of_today(client: Client) -> None:
    measure = make_measure(slug="frueher")
    measure.slug = "heute"
    measure.save()
    answer = client.get("/feeds/massnahmen/frueher.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/feeds/massnahmen/heute.atom")
    assert client.get("/feeds/massnahmen/nie.atom").status_code == 404


def test_pages_say_where_their_news_are(client: Client) -> None:
    measure = make_measure()
    field = measure.field_of_action
    for page, feed in (
        ("/", PORTAL),
        (field.get_absolute_url(), f"/feeds/handlungsfelder/{field.slug}.atom"),
        (measure.get_absolute_url(), f"/feeds/massnahmen/{measure.slug}.atom"),
    ):
        head = client.get(page).text.split("</head>")[0]
        assert 'rel="alternate" type="application/atom+xml"' in head
        assert f'href="{feed}"' in head
    assert "Änderungen abonnieren" in client.get(measure.get_absolute_url()).text
    assert f"/feeds/handlungsfelder/{field.slug}.atom" in client.get("/abonnieren/").text


def test_statements_do_not_grow_with_the_news(client: Client) -> None:
    measure = make_measure()
    make_more(measure)
    few = count(client)
    for _ in range(6):
        make_more(make_measure(measure.field_of_action))
    assert count(client) == few <= 12


def make_more(measure: Measure) -> None:
    approved(measure)
    make_status(measure, ImplementationStatus.COMPLETED, confirmed_at=LATER)
    measure.content += " Mehr."
    measure.save()


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(PORTAL)
    return len(asked)
