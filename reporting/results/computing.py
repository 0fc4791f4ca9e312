"""From frozen parts to results; the same snapshot gives the same results, whoever reads and whenever."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.utils import translation

from reporting.frozen import FrozenReport, Part, load_outlines, load_report
from reporting.models import ReportText, RequestState, StatusQuery
from safety.richtext import render

from .answers import MISSING, answers_in, count_answers
from .by_field import field_results
from .content import Assessment, MeasureRef, Results
from .findings import delays, funding_running_out, reviews_due
from .movement import movement_between
from .reading import count_statuses, is_delayed, is_unchanged, ref, status_labels
from .summary import summarise


def results_of(query: StatusQuery, *, against: StatusQuery | None = None) -> Results:
    """The report of a closed query; compared with `against`, else with the query published before it."""
    report = load_report(query.uuid)
    earlier = against.uuid if against else _previous(report, query)
    return results_from(
        report,
        texts=list(ReportText.objects.filter(query=query)),
        against=load_outlines([earlier])[0] if earlier else None,
    )


def results_from(
    report: FrozenReport, *, texts: Iterable[ReportText], against: FrozenReport | None
) -> Results:
    """In German, as what is frozen is, whatever the person at the desk reads."""
    with translation.override(settings.LANGUAGE_CODE):
        return _results(report, list(texts), against)


def _results(report: FrozenReport, texts: Sequence[ReportText], against: FrozenReport | None) -> Results:
    entries, head = report.entries, report.head
    as_of = dt.date.fromisoformat(head["query"]["as_of"])
    written = _assessments(texts)
    answers = count_answers(entries)
    fields = field_results(report, written)
    results = Results(
        query=head["query"],
        concept=head["concept"],
        wordings={name: head[name] for name in ("questions", "own_questions", "sections")},
        summary=[],
        introduction=written.get(""),
        statuses=count_statuses(entries, status_labels(report)),
        measures=len(entries),
        delayed=sum(is_delayed(entry) for entry in entries),
        asked=answers.asked,
        answered=answers.answered,
        approved=answers.approved,
        missing=answers.missing,
        late=answers.late,
        fields=fields,
        movement=movement_between(against, report) if against else None,
        delays=delays(entries, as_of=as_of),
        indicators=[each for field in fields for measure in field.measures for each in measure.indicators],
        missing_answers=list(answers_in(MISSING, entries)),
        unapproved_answers=list(answers_in(RequestState.SUBMITTED, entries)),
        unchanged=_unchanged(entries),
        funding=funding_running_out(entries, as_of=as_of),
        reviews=reviews_due(entries, as_of=as_of),
        organisations=head["organisations"],
    )
    results.summary.extend(summarise(results))
    return results


def _unchanged(entries: Iterable[Part]) -> list[MeasureRef]:
    return [ref(entry) for entry in entries if is_unchanged(entry)]


def _assessments(texts: Iterable[ReportText]) -> dict[str, Assessment]:
    """By the UUID of the Handlungsfeld; the introduction stands under the empty one."""
    return {
        str(text.field_uuid or ""): Assessment(text.text, render(text.text))
        for text in texts
        if text.text.strip()
    }


def _previous(report: FrozenReport, query: StatusQuery) -> UUID | None:
    """As it was frozen; rows before schema 3 name the previous query by its title only."""
    previous = report.head["previous"]
    if previous is None:
        return None
    if previous["uuid"]:
        return UUID(previous["uuid"])
    before = StatusQuery.objects.published().before(query).first()
    return before.uuid if before else None
