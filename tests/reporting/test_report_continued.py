"""A report that was begun before the query and never approved goes on in it, and the page says so."""

import datetime as dt

import time_machine
from django.urls import reverse

from reporting.models import Participation, ProgressReport
from reporting.services.reports import return_report
from reporting.services.reports.continued import is_continued
from tests.reporting.reports import NOW, World
from tests.reporting.test_report_pages import log_in

BEFORE = NOW - dt.timedelta(days=200)
SAID = "schon vor dieser Abfrage begonnen"


def begun_before(world: World) -> ProgressReport:
    with time_machine.travel(BEFORE, tick=False):
        submitted = world.submit(now=BEFORE)
        return_report(
            report=submitted,
            expected_version=submitted.version,
            remark="Bitte mehr.",
            user=world.reviewer,
            now=BEFORE,
        )
    world.ask()
    return world.start()


def test_the_form_says_that_an_older_report_goes_on(world: World) -> None:
    report = begun_before(world)
    assert is_continued(report)
    assert SAID in log_in(world.owner).get(report.get_absolute_url()).text


def test_so_does_the_page_with_all(world: World) -> None:
    request = begun_before(world).request
    assert request is not None
    Participation.objects.get_or_create(query=request.query, organisation=world.organisation)
    page = reverse("reporting:answer_all", args=[request.query.slug, world.organisation.slug])
    assert SAID in log_in(world.owner).get(page).text


def test_a_report_begun_for_the_query_says_nothing(world: World) -> None:
    world.ask()
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        report = world.start()
    assert not is_continued(report)
    assert SAID not in log_in(world.owner).get(report.get_absolute_url()).text
