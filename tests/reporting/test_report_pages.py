"""The pages of partners: what is theirs, the form, preview, submission, and 404 for what is not theirs."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.models import Measure
from partners.models import User
from reporting.models import ProgressReport
from tests.builders import make_indicator, make_measure, make_responsible, make_step, make_user
from tests.reporting.reports import World

pytestmark = pytest.mark.django_db
KEY = re.compile(r'name="form_key" value="([^"]+)"')


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, page: str, address: str, **data: Any) -> Any:
    """Post with a form key that the page shows beside the form for this address."""
    html = client.get(page).content.decode()
    form = next(part for part in html.split("<form")[1:] if f'action="{address}"' in part or address == page)
    if address == page:
        form = next(part for part in html.split("<form")[1:] if 'name="preview"' in part)
    match = KEY.search(form)
    assert match
    return client.post(address, {"form_key": match[1], **data})


FILLED = {"status": "in_progress", "course": "on_track", "text": "Es geht voran."}


def test_my_area_shows_what_is_asked_and_by_when(world: World) -> None:
    world.ask()
    html = log_in(world.owner).get(reverse("reporting:my_area")).content.decode()
    assert world.measure.title in html
    assert "31. Oktober 2026" in html


def test_my_area_offers_no_measure_that_only_the_editors_see(world: World) -> None:
    Measure.objects.update(is_published=False)
    assert world.measure.title not in log_in(world.owner).get(reverse("reporting:my_area")).content.decode()


def test_my_area_of_somebody_without_organisation_says_so(world: World) -> None:
    html = log_in(make_user()).get(reverse("reporting:my_area")).content.decode()
    assert "Ihr Konto gehört noch zu keiner Organisation" in html


def test_my_area_shows_nothing_of_others(world: World) -> None:
    world.ask()
    assert (
        world.measure.title not in log_in(world.outsider).get(reverse("reporting:my_area")).content.decode()
    )


def test_my_area_asks_the_database_equally_often(world: World) -> None:
    client = log_in(world.owner)

    def count() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("reporting:my_area"))
        return len(queries)

    world.ask()
    count()  # the first page of a process looks up what is then known
    few = count()
    for _ in range(8):
        measure = make_measure(world.measure.field_of_action)
        make_responsible(measure, world.organisation)
        World(**{**vars(world), "measure": measure}).submit()
    assert count() == few


def test_from_start_to_submission(world: World) -> None:
    client = log_in(world.owner)
    start = reverse("reporting:start_report", args=[world.organisation.slug, world.measure.slug])
    page = post(client, reverse("reporting:my_area"), start).url
    indicator, step = make_indicator(world.measure), make_step(world.measure)
    answered = {
        **FILLED,
        "version": 1,
        f"attainment_{indicator.pk}": "partly",
        f"value_{indicator.pk}": "12,5",
        "steps_done": [step.pk],
        "preview": "1",
    }
    preview = post(client, page, page, **answered).url
    report = ProgressReport.objects.get()
    assert preview == reverse("reporting:preview", args=[report.uuid])
    response = post(client, preview, reverse("reporting:submit", args=[report.uuid]), version=report.version)
    assert response.url == page
    report.refresh_from_db()
    assert report.state == "submitted"
    assert str(report.indicator_answers.get().value) == "12.50"
    assert "Abgesendet am" in client.get(page).content.decode()


def test_the_preview_names_what_is_missing_and_offers_no_submission(world: World) -> None:
    report = world.start()
    html = log_in(world.owner).get(reverse("reporting:preview", args=[report.uuid])).content.decode()
    assert "Bitte wählen Sie den Umsetzungsstand." in html
    assert reverse("reporting:submit", args=[report.uuid]) not in html


def test_a_stale_save_shows_both_texts(world: World) -> None:
    report = world.save(world.start())
    client, page = log_in(world.colleague), report.get_absolute_url()
    response = post(client, page, page, **{**FILLED, "text": "Mein Text.", "version": 1})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mein Text." in html
    assert "Es geht voran." in html


def test_a_refused_save_keeps_the_text_on_the_page(world: World) -> None:
    report = world.start()
    client, page = log_in(world.owner), report.get_absolute_url()
    html = client.get(page).content.decode()
    match = KEY.search(html)
    assert match
    world.submit()
    response = client.post(page, {**FILLED, "text": "Noch etwas.", "version": 1, "form_key": match[1]})
    assert "Noch etwas." in response.content.decode()


def test_the_last_answer_stands_beside_the_field(world: World) -> None:
    world.approve(world.submit())
    html = log_in(world.owner).get(world.start().get_absolute_url()).content.decode()
    assert "Letzte Angabe:</strong> in Umsetzung" in html


def test_confirming_unchanged_leads_to_the_preview(world: World) -> None:
    world.approve(world.submit())
    report = world.start()
    client, page = log_in(world.owner), report.get_absolute_url()
    address = reverse("reporting:confirm_unchanged", args=[report.uuid])
    response = post(client, page, address, version=report.version)
    assert "Unverändert bestätigt" in client.get(response.url).content.decode()


@pytest.mark.parametrize("name", ["report", "preview"])
def test_a_foreign_report_is_not_found(world: World, name: str) -> None:
    address = reverse(f"reporting:{name}", args=[world.save(world.start()).uuid])
    assert log_in(world.colleague).get(address).status_code == 200
    assert log_in(world.outsider).get(address).status_code == 404


def test_a_foreign_report_cannot_be_submitted(world: World) -> None:
    theirs = world.save(world.start())
    other = world.outsider.memberships.get().organisation
    make_responsible(world.measure, other)
    client = log_in(world.outsider)
    own_start = reverse("reporting:start_report", args=[other.slug, world.measure.slug])
    own = post(client, reverse("reporting:my_area"), own_start).url
    post(client, own, own, **FILLED, version=1)
    own_report = ProgressReport.objects.get(organisation=other)
    preview = reverse("reporting:preview", args=[own_report.uuid])
    match = KEY.search(client.get(preview).content.decode())
    assert match
    address = reverse("reporting:submit", args=[theirs.uuid])
    assert client.post(address, {"version": theirs.version, "form_key": match[1]}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "draft"


def test_a_made_up_version_without_end_is_stale(world: World) -> None:
    report = world.save(world.start())
    preview = reverse("reporting:preview", args=[report.uuid])
    address = reverse("reporting:submit", args=[report.uuid])
    assert post(log_in(world.owner), preview, address, version="9" * 5000).url == preview
    report.refresh_from_db()
    assert report.state == "draft"


def test_text_written_after_going_back_is_not_dropped(world: World) -> None:
    report, client = world.start(), log_in(world.owner)
    address = report.get_absolute_url()
    form = next(
        part for part in client.get(address).content.decode().split("<form") if 'name="preview"' in part
    )
    match = KEY.search(form)
    assert match
    data = {"form_key": match[1], "version": report.version, **FILLED}
    client.post(address, data)
    response = client.post(address, {**data, "text": "Noch ein Satz nach dem Zurückgehen."})
    assert response.status_code == 409
    assert "Noch ein Satz nach dem Zurückgehen." in response.content.decode()
