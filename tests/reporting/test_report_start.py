"""Starting a report: one unfinished report per organisation and measure, adopted by a query, prefilled."""

import datetime as dt

import pytest

from reporting.errors import NotResponsibleError
from reporting.models import ProgressReport, QueryState
from reporting.services.reports import Answers, IndicatorEntry, start_report
from tests.builders import make_indicator, make_step
from tests.reporting.reports import COMPLETE, LATER, NOW, World


def test_opens_a_draft_dated_today(world: World) -> None:
    report = world.start()
    assert (report.state, report.as_of, report.request) == ("draft", dt.date(2026, 10, 5), None)


def test_finds_the_unfinished_one(world: World) -> None:
    assert world.start() == world.start()
    assert ProgressReport.objects.count() == 1


def test_answers_the_open_request_as_of_its_reference_date(world: World) -> None:
    request = world.ask()
    report = world.start()
    assert (report.request, report.as_of) == (request, request.query.as_of)


def test_a_report_under_way_is_adopted_by_the_request(world: World) -> None:
    report = world.save(world.start())
    request = world.ask()
    adopted = world.start()
    assert (adopted.pk, adopted.request, adopted.version) == (report.pk, request, report.version + 1)
    request.refresh_from_db()
    assert request.state == "in_progress"


def test_a_submitted_report_keeps_its_day_when_it_is_adopted(world: World) -> None:
    world.submit()
    world.ask(as_of=dt.date(2026, 11, 30), due_on=dt.date(2026, 12, 31))
    assert world.start(LATER).as_of == dt.date(2026, 10, 5)


def test_is_prefilled_from_the_last_approved_report(world: World) -> None:
    indicator, step = make_indicator(world.measure), make_step(world.measure)
    said = Answers(
        status="permanent",
        course="on_track",
        text="Läuft.",
        next_steps="Weiter so.",
        internal_note="nur für Sie",
        indicators={indicator.pk: IndicatorEntry("partly", None, "fast")},
        steps_done=frozenset({step.pk}),
    )
    world.approve(world.submit(said))
    assert Answers.of(world.start(LATER)) == said.without_note()


def test_is_not_prefilled_from_another_organisation(world: World) -> None:
    world.approve(world.submit(COMPLETE))
    other = world.outsider.memberships.get().organisation
    world.measure.responsibilities.create(organisation=other, role="lead", number=99)
    report = start_report(measure=world.measure, organisation=other, user=world.outsider, now=NOW)
    assert Answers.of(report) == Answers()


def test_an_organisation_that_is_not_responsible_is_refused(world: World) -> None:
    other = world.outsider.memberships.get().organisation
    with pytest.raises(NotResponsibleError):
        start_report(measure=world.measure, organisation=other, user=world.outsider, now=NOW)


def test_staff_answer_on_behalf_and_marked_so(world: World) -> None:
    report = start_report(
        measure=world.measure, organisation=world.organisation, user=world.reviewer, now=NOW
    )
    assert report.on_behalf
    assert not ProgressReport.objects.get(pk=world.save(report).pk).on_behalf


def test_what_a_closed_query_left_unfinished_goes_on_without_it(world: World) -> None:
    request = world.ask()
    report = world.save(world.start())
    request.query.state = QueryState.CLOSED
    request.query.save()
    again = world.start(LATER)
    assert (again.pk, again.request, again.text) == (report.pk, None, "Es geht voran.")
    assert again.as_of == dt.date(2026, 10, 20)
