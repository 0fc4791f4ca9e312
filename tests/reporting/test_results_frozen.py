"""Results come from frozen rows alone: whatever happens to the living ones, the report stays."""

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from fields.models import FieldOfAction
from measures.models import IndicatorValue, Measure, MeasureStatus
from partners.models import Organisation
from reporting.frozen import load_report
from reporting.models import (
    Participation,
    ProgressReport,
    QueryKind,
    QueryRequest,
    ReportText,
    RequestState,
    Snapshot,
    SnapshotEntry,
    StatusQuery,
)
from reporting.results import Results, paths_of, results_of
from tests.builders import (
    make_goal,
    make_indicator,
    make_organisation,
    make_resource,
    make_responsible,
    make_review,
    make_step,
    make_value,
)
from tests.reporting.older_rows import close_as_of_schema
from tests.reporting.rounds import LATER, NOW, answer, make_open, make_planned, make_published

pytestmark = pytest.mark.django_db

YEAR_BEFORE = dt.date(2025, 9, 30)


def make_sheet(measure: Measure, **value: Any) -> None:
    """Everything that is frozen with a measure."""
    organisation = make_organisation()
    make_responsible(measure, organisation)
    indicator = make_indicator(measure, kind="at_least", target_min=50, unit="Personen")
    make_value(indicator, dt.date(2024, 9, 30), value=28, organisation=organisation, note="Zählung")
    make_value(indicator, dt.date(2026, 9, 30), value=53, attainment="reached")
    make_review(measure, dt.date(2019, 12, 31), precision="end_of_year")
    make_resource(measure, programme="KOMM-AN", amount="1200.50", ends_on=dt.date(2026, 12, 31))
    make_step(measure)
    measure.goals.add(make_goal(measure.field_of_action))


def follow(old: StatusQuery) -> StatusQuery:
    """The next year's query over the same measures and one more, open and asked."""
    query = make_planned(1, concept=old.concept)
    query.measures.add(*old.measures.all())
    for request in old.requests.all():
        QueryRequest.objects.create(query=query, measure=request.measure, organisation=request.organisation)
    query.state, query.opened_at = "open", NOW
    query.save()
    return query


def two_rounds() -> tuple[StatusQuery, StatusQuery]:
    old = make_open(2, as_of=YEAR_BEFORE)
    for measure in old.measures.all():
        make_sheet(measure)
    answer(old.requests.all()[0])
    make_published(old)
    new = follow(old)
    answer(new.requests.all()[0], is_unchanged=True)
    MeasureStatus.objects.create(
        measure=new.requests.all()[1].measure,
        as_of=new.as_of,
        status="planning",
        course="delayed",
        delay_reason="staff",
        countermeasure="Ausgeschrieben.",
    )
    return old, new


def destroy_the_living(query: StatusQuery, old: StatusQuery) -> None:
    """Rename what can be renamed and delete everything that hangs on it, behind every check."""
    FieldOfAction.objects.update(title="Ganz anders", short_title="Anders")
    Organisation.objects.update(name=Concat("name", Value(" anders")))
    Measure.objects.update(
        title="Ganz anders", slug=Concat("slug", Value("-anders")), number=F("number") + 900
    )
    StatusQuery.objects.filter(pk=old.pk).update(title="Ganz anders", slug="ganz-anders")
    for each in StatusQuery.objects.all():
        each.measures.clear()
    for model in (ProgressReport, Participation, QueryRequest, MeasureStatus, IndicatorValue):
        model.objects.all().delete()
    Measure.objects.all().delete()
    FieldOfAction.objects.all().delete()


def test_what_happens_to_the_living_rows_changes_nothing() -> None:
    old, new = two_rounds()
    make_published(new)
    ReportText.objects.create(query=new, text="Einleitung.")
    before, paths = results_of(new), paths_of(new.concept)
    assert before.movement is not None
    assert before.movement.slug == old.slug
    destroy_the_living(new, old)
    assert not Measure.objects.exists()
    assert results_of(new) == before
    assert paths_of(new.concept) == paths


def test_the_sheet_is_frozen_as_it_stood_up_to_the_reference_date() -> None:
    query = make_open(1)
    measure = query.measures.get()
    make_sheet(measure)
    make_value(measure.indicators.get(), dt.date(2026, 10, 1), value=99)
    make_published(query)
    found = results_of(query)
    (indicator,) = found.indicators
    assert (indicator.target, indicator.unit, indicator.kind) == (
        "mindestens 50 Personen",
        "Personen",
        "mindestens",
    )
    assert [(point.value, point.attainment_label) for point in indicator.points] == [
        (Decimal(28), "teilweise erreicht"),
        (Decimal(53), "erreicht"),
    ]
    assert (indicator.points[0].organisation[:6], indicator.points[0].note) == ("Verein", "Zählung")
    (means,) = found.funding
    assert (str(means.amount), means.ends_on, means.has_ended) == ("1200.50", dt.date(2026, 12, 31), False)
    assert [review.state for review in found.reviews] == ["vorgesehen für Ende 2019, nicht bestätigt"]
    assert [goal.measures for goal in found.fields[0].goals] == [1]


def test_a_leitziel_without_a_measure_is_in_the_head_and_not_in_the_results() -> None:
    query = make_open(1)
    goal = make_goal(query.measures.get().field_of_action)
    make_published(query)
    (field,) = load_report(query.uuid).head["fields"]
    assert [each["uuid"] for each in field["goals"]] == [str(goal.uuid)]
    assert results_of(query).fields[0].goals == []


def test_the_comparison_is_with_the_query_before_or_a_chosen_one() -> None:
    old, new = two_rounds()
    make_published(new)
    third = follow(new)
    StatusQuery.objects.filter(pk=third.pk).update(as_of=dt.date(2027, 9, 30), due_on=dt.date(2027, 9, 30))
    third.refresh_from_db()
    make_published(third)
    default, chosen = results_of(third).movement, results_of(third, against=old).movement
    assert default is not None
    assert chosen is not None
    assert (default.slug, chosen.slug) == (new.slug, old.slug)
    assert results_of(old).movement is None


@pytest.mark.parametrize("version", [1, 2])
def test_rows_of_earlier_schemas_are_read_and_compared(version: int) -> None:
    old = make_open(2, as_of=YEAR_BEFORE)
    request = old.requests.all()[0]
    indicator = make_indicator(request.measure)
    request.measure.goals.add(make_goal(request.measure.field_of_action))
    report = answer(request)
    report.indicator_answers.create(indicator=indicator, attainment="partly", value=7)
    close_as_of_schema(version, old, now=LATER)
    found = results_of(old)
    assert (found.measures, found.asked, found.answered, found.missing) == (2, 2, 1, 1)
    assert [(each.text, [point.value for point in each.points]) for each in found.indicators] == [
        (indicator.text, [Decimal(7)])
    ]
    assert [goal.measures for goal in found.fields[0].goals] == [1]
    assert (found.funding, found.reviews) == ([], [])
    new = make_published(follow(old))
    moved = results_of(new).movement
    assert moved is not None
    assert sum(move.number for move in moved.moves) == 2


def test_a_comparison_written_by_an_earlier_release_still_finds_the_query_before() -> None:
    old, new = two_rounds()
    close_as_of_schema(2, new, now=LATER)
    moved = results_of(new).movement
    assert moved is not None
    assert (moved.title, len(moved.added)) == (old.title, 1)


def test_the_public_results_hold_nothing_internal() -> None:
    query = make_open(5)
    approved, submitted, returned, withdrawn, hidden = query.requests.all()
    inside = {"internal_note": "GEPLANZT", "return_remark": "GEPLANZT"}
    answer(approved, **inside)
    answer(submitted, "submitted", text="GEPLANZT", **inside)
    answer(returned, "returned", text="GEPLANZT", **inside)
    query.requests.filter(pk=withdrawn.pk).update(
        state=RequestState.NOT_REQUIRED, withdrawal_reason="GEPLANZT", note="GEPLANZT"
    )
    query.measures.filter(pk=hidden.measure_id).update(is_published=False, title="GEPLANZT")
    make_resource(hidden.measure, wording="GEPLANZT", ends_on=dt.date(2026, 1, 1))
    make_indicator(hidden.measure, text="GEPLANZT")
    make_published(query)
    assert "GEPLANZT" in json.dumps(list(SnapshotEntry.objects.values_list("internal", flat=True)))
    assert "GEPLANZT" not in repr(results_of(query)) + repr(paths_of(query.concept))


def test_only_published_queries_are_in_the_closing_evaluation() -> None:
    old, new = two_rounds()
    assert [query.slug for query in paths_of(new.concept).queries] == [old.slug]
    new.kind = QueryKind.EVALUATION
    new.save()
    make_published(new)
    found = paths_of(new.concept)
    assert found.queries[-1].kind == "Abschlussevaluation"
    assert [query.slug for query in found.queries] == [old.slug, new.slug]
    assert [len(path.stations) for path in found.paths] == [2, 2, 2]
    stations = [[station.status for station in path.stations] for path in found.paths]
    assert stations[0] == ["in_progress", "in_progress"]
    assert None in {path[0] for path in stations}
    assert found.movement is not None


def test_a_concept_without_a_published_query_has_no_paths() -> None:
    found = paths_of(make_planned(1).concept)
    assert (found.queries, found.paths, found.movement) == ([], [], None)


@pytest.mark.parametrize("compute", [results_of, lambda query: paths_of(query.concept)])
def test_the_number_of_statements_does_not_grow_with_the_measures(compute: Any) -> None:
    counts = []
    for size in (2, 10):
        old = make_published(make_open(size, as_of=YEAR_BEFORE))
        new = make_published(follow(old))
        with CaptureQueriesContext(connection) as statements:
            compute(new)
        counts.append(len(statements))
        StatusQuery.objects.update(state="closed")
    assert counts[0] == counts[1] <= 6


def test_the_last_closing_counts() -> None:
    """A query that was opened again is frozen once more; the first rows stay, unread."""
    query = make_published(make_open(1))
    frozen = Snapshot.objects.get()
    entry = SnapshotEntry.objects.get()
    entry.pk, entry.uuid, entry.round = None, query.uuid, 2
    entry.public["measure"]["title"] = "Zweite Fassung"
    entry.save()
    frozen.pk, frozen.round = None, 2
    frozen.save()
    found: Results = results_of(query)
    assert [measure.ref.title for field in found.fields for measure in field.measures] == ["Zweite Fassung"]
    evaluation = paths_of(query.concept)
    assert [path.measure.title for path in evaluation.paths] == ["Zweite Fassung"]
    assert [each.measures for each in evaluation.queries] == [1]
