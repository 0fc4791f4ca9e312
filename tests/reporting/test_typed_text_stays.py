"""Somebody else was quicker: what the KI has typed into a form of the review or of the end of a query stays."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.models import ProgressReport, QueryState, StatusQuery
from reporting.services.queries import publish_query, reopen_query
from reporting.services.queries.addenda import places_of
from tests.builders import make_commissioner
from tests.reporting.reports import World
from tests.reporting.rounds import make_closed
from tests.reporting.test_query_pages import log_in as log_in_as
from tests.reporting.test_report_pages import log_in
from tests.reporting.test_review_wording import approve_by_form

TYPED = "Lange bedachter Text."


def key_in(page: str) -> str:
    return page.split('name="form_key" value="')[1].split('"')[0]


def test_a_wording_stays_where_the_query_closes_meanwhile(world: World) -> None:
    world.ask()
    report = approve_by_form(world, world.submit())
    client, address = log_in(world.reviewer), reverse("reporting:review_report", args=[report.uuid])
    key = key_in(client.get(address).text.split(reverse("reporting:edit_wording", args=[report.uuid]))[1])
    StatusQuery.objects.update(state="closed", closed_at=report.approved_at)
    data = {"form_key": key, "version": report.version, "public_text": TYPED}
    shown = client.post(reverse("reporting:edit_wording", args=[report.uuid]), data).text
    assert TYPED in shown
    assert "geschlossen wurde" in shown
    assert "Fassung speichern" not in shown


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("approve_report", {"effect": "", "public_text": TYPED}),
        ("return_report", {"return-remark": TYPED + "x" * 5000}),
    ],
)
def test_a_wrong_form_stays_where_somebody_has_decided(world: World, name: str, data: dict[str, str]) -> None:
    report = world.submit()
    client, page = log_in(world.reviewer), reverse("reporting:review_report", args=[report.uuid])
    address = reverse(f"reporting:{name}", args=[report.uuid])
    key = key_in(client.get(page).text.split(f'action="{address}"')[1])
    world.approve(ProgressReport.objects.get())
    response = client.post(address, {"form_key": key, "version": report.version, **data})
    assert response.status_code == 409
    assert TYPED in response.text


@pytest.mark.django_db
def test_an_addendum_stays_where_the_query_reopens_meanwhile(client: Client) -> None:
    query = make_closed()
    log_in_as(client, make_commissioner())
    page = reverse("reporting:addenda", args=[query.slug])
    (place,) = places_of(query)
    key = key_in(client.get(page).text)
    reopen_query(
        query=query,
        reason="Der Rat will mehr.",
        due_on=timezone.localdate(),
        version=query.version,
        user=None,
        now=timezone.now(),
    )
    shown = client.post(
        page, {"form_key": key, "answer": place.key, "audience": "internal", "text": TYPED}
    ).text
    assert TYPED in shown
    assert StatusQuery.objects.get().state == QueryState.OPEN


@pytest.mark.django_db
def test_a_reason_to_reopen_stays_where_the_report_is_published_meanwhile(client: Client) -> None:
    query = make_closed()
    log_in_as(client, make_commissioner())
    page = reverse("reporting:reopen_query", args=[query.slug])
    key = key_in(client.get(page).text)
    publish_query(query=query, version=query.version, now=timezone.now())
    data = {
        "form_key": key,
        "version": query.version,
        "confirmed": "on",
        "reason": TYPED,
        "due_on": timezone.localdate().isoformat(),
    }
    shown = client.post(page, data).text
    assert TYPED in shown
    assert "nicht veröffentlicht ist" in shown
