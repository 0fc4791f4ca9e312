"""The results of each Handlungsfeld and Leitziel, in the order of the concept."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reporting.frozen import FrozenReport, Part

from .answers import count_answers
from .carrying import carried_from
from .content import Assessment, FieldResult, GoalResult, MeasureResult
from .indicators import indicators_of
from .reading import count_statuses, is_delayed, is_unchanged, ref, status_labels, status_of


def field_results(report: FrozenReport, assessments: Mapping[str, Assessment]) -> list[FieldResult]:
    """Those with a measure in the report, or with a Leitziel to which one was assigned."""
    labels = status_labels(report)
    goals = _assigned_to_goals(report.entries)
    measures: dict[str, list[Part]] = defaultdict(list)
    for entry in report.entries:
        measures[entry["measure"]["field"]["uuid"]].append(entry)
    found = [
        _field(
            field,
            measures[field["uuid"]],
            [
                GoalResult(goal["uuid"], goal["title"], count_statuses(goals[goal["uuid"]], labels))
                for goal in field["goals"]
                if goal["uuid"] in goals
            ],
            labels,
            assessments.get(field["uuid"]),
        )
        for field in report.head["fields"]
    ]
    return [field for field in found if field.measures or field.goals]


def _assigned_to_goals(entries: Sequence[Part]) -> dict[str, list[Part]]:
    """Without an assignment by the editors a Leitziel says nothing and is not shown (DESIGN.md 4.7)."""
    assigned: dict[str, list[Part]] = defaultdict(list)
    for entry in entries:
        for goal in entry["measure"]["goals"]:
            assigned[goal["uuid"]].append(entry)
    return dict(assigned)


def _field(
    field: Part,
    entries: list[Part],
    goals: list[GoalResult],
    labels: dict[str, str],
    assessment: Assessment | None,
) -> FieldResult:
    answers = count_answers(entries)
    return FieldResult(
        uuid=field["uuid"],
        number=field["number"],
        title=field["title"],
        short_title=field["short_title"],
        statuses=count_statuses(entries, labels),
        delayed=sum(is_delayed(entry) for entry in entries),
        asked=answers.asked,
        answered=answers.answered,
        missing=answers.missing,
        goals=goals,
        measures=[_measure(entry, labels) for entry in entries],
        assessment=assessment,
    )


def _measure(entry: Part, labels: dict[str, str]) -> MeasureResult:
    status = status_of(entry)
    return MeasureResult(
        ref=ref(entry),
        entry=entry,
        status=status,
        status_label=labels[status],
        is_delayed=is_delayed(entry),
        is_unchanged=is_unchanged(entry),
        carried_from=carried_from(entry),
        indicators=indicators_of(entry),
    )
