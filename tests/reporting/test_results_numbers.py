"""Whatever was answered, the numbers of a report add up."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from measures.models import ImplementationStatus
from reporting.frozen import FrozenReport, Part
from reporting.report_charts import movement_chart
from reporting.results import evaluation_from, movement_between, results_from
from tests.reporting.frozen_parts import make_answer, make_entry, make_frozen

STATES = ["", *ImplementationStatus.values]
ANSWERS = ["approved", "submitted", "missing", "not_required"]


@st.composite
def entries(draw: st.DrawFn) -> list[Part]:
    numbers = draw(st.lists(st.integers(min_value=1, max_value=12), unique=True, max_size=8))
    return [
        make_entry(
            number,
            draw(st.sampled_from(STATES)),
            field=draw(st.integers(min_value=1, max_value=3)),
            delayed=draw(st.sampled_from([None, "staff", "law"])),
            answers=[
                make_answer(state, is_unchanged=draw(st.booleans()), late=draw(st.booleans()))
                for state in draw(st.lists(st.sampled_from(ANSWERS), max_size=3))
            ],
        )
        for number in numbers
    ]


#: Generating takes longer than counting.
FEW = settings(max_examples=40, deadline=None)
reports = entries().map(lambda parts: make_frozen(*parts))


@FEW
@given(report=reports)
def test_every_measure_is_in_one_state_and_one_handlungsfeld(report: FrozenReport) -> None:
    found = results_from(report, texts=(), against=None)
    assert sum(status.number for status in found.statuses) == found.measures == len(report.entries)
    per_field: Counter[str] = Counter()
    for field in found.fields:
        assert sum(status.number for status in field.statuses) == len(field.measures)
        per_field.update({status.value: status.number for status in field.statuses})
    assert {status.value: status.number for status in found.statuses if status.number} == +per_field
    refs = [measure.ref.uuid for field in found.fields for measure in field.measures]
    assert sorted(refs) == sorted(entry["measure"]["uuid"] for entry in report.entries)


@FEW
@given(report=reports)
def test_asked_is_answered_and_missing(report: FrozenReport) -> None:
    found = results_from(report, texts=(), against=None)
    assert found.answered + found.missing == found.asked
    assert found.approved + len(found.unapproved_answers) == found.answered
    assert len(found.missing_answers) == found.missing
    for name in ("asked", "answered", "missing", "delayed"):
        assert sum(getattr(field, name) for field in found.fields) == getattr(found, name), name
    assert len(found.delays) == found.delayed


@FEW
@given(before=reports, after=reports)
def test_the_matrix_of_movements_adds_up_both_ways(before: FrozenReport, after: FrozenReport) -> None:
    moved = movement_between(before, after)
    for start in moved.before:
        assert sum(moved.number(start.value, end.value) for end in moved.after) == start.number
    for end in moved.after:
        assert sum(moved.number(start.value, end.value) for start in moved.before) == end.number
    stayed = sum(move.number for move in moved.moves)
    assert stayed + len(moved.added) == len(after.entries)
    assert stayed + len(moved.dropped) == len(before.entries)
    results = results_from(after, texts=(), against=before)
    now = Counter({status.value: status.number for status in results.statuses})
    new = Counter(
        measure.status for field in results.fields for measure in field.measures if measure.ref in moved.added
    )
    assert Counter({end.value: end.number for end in moved.after}) + new == +now


@FEW
@given(reports=st.lists(reports, max_size=4))
def test_the_paths_agree_with_the_states_of_each_query(reports: list[FrozenReport]) -> None:
    found = evaluation_from(reports, concept={})
    for index, query in enumerate(found.queries):
        stood = Counter(path.stations[index].status for path in found.paths)
        assert query.measures == sum(number for status, number in stood.items() if status is not None)
        assert {status.value: status.number for status in query.statuses if status.number} == {
            status: number for status, number in stood.items() if status is not None
        }
    uuids = {entry["measure"]["uuid"] for report in reports for entry in report.entries}
    assert sorted(path.measure.uuid for path in found.paths) == sorted(uuids)


@FEW
@given(report=reports)
def test_the_list_of_reports_says_the_same_as_the_report(report: FrozenReport) -> None:
    """One is counted when a query closes, the other whenever the report is read."""
    listed, found = report.head["figures"], results_from(report, texts=(), against=None)
    assert [(status["value"], status["count"]) for status in listed["total"]["statuses"]] == [
        (status.value, status.number) for status in found.statuses
    ]
    for name in ("measures", "delayed", "asked", "answered", "approved", "missing", "late"):
        assert listed["total"][name] == getattr(found, name), name
    assert sum(reason["count"] for reason in listed["delays"]) == len(found.delays)


@FEW
@given(before=reports, after=reports)
def test_every_measure_in_both_queries_is_in_exactly_one_part_of_the_movement(
    before: FrozenReport, after: FrozenReport
) -> None:
    moved = movement_between(before, after)
    parts = [moved.changed, moved.first_known, moved.unchanged, moved.still_unknown]
    uuids = [each.uuid for part in parts for move in part for each in move.measures]
    assert len(uuids) == len(set(uuids)) == len(after.entries) - len(moved.added)
    assert [each.measure.code for each in moved.changed_measures] == sorted(
        (each.code for move in moved.changed for each in move.measures),
        key=lambda code: [int(number) for number in code.split(".")],
    )


@FEW
@given(before=reports, after=reports)
def test_the_numbers_of_the_sentences_on_the_movement_sum_up(
    before: FrozenReport, after: FrozenReport
) -> None:
    results = results_from(after, texts=(), against=before)
    said = " ".join(results.summary)
    patterns = (
        r"der Umsetzungsstand bei (\d+) Maßnahmen? geändert",
        r"Bei (\d+) Maßnahmen? ist er gleich geblieben",
        r"Von (\d+) Maßnahmen? ist der Umsetzungsstand zum ersten Mal",
        r"(\d+) Maßnahmen? (?:ist|sind) weiterhin noch nicht abgefragt",
        r"(\d+) Maßnahmen? (?:ist|sind) neu dabei",
    )
    numbers = [int(number) for pattern in patterns for number in re.findall(pattern, said)]
    assert sum(numbers) == results.measures
    moved = movement_between(before, after)
    legend = " ".join(entry.label for entry in movement_chart(moved, after="jetzt").legend)
    in_both = sum(int(number) for number in re.findall(r": (\d+)", legend))
    assert in_both == results.measures - len(moved.added)
