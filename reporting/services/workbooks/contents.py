"""What an organisation is asked in a query, with what stands in the portal now, in a constant number of statements."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.models import Indicator, Step
from reporting.errors import other_query_first
from reporting.models import (
    Participation,
    ProgressReport,
    QueryRequest,
    Question,
    QuestionKind,
    ReportState,
    RequestState,
    StatusQuery,
)
from reporting.models.report_set import UNFINISHED
from reporting.models.request_set import QueryRequestSet
from reporting.services.reports import Answers, IndicatorEntry
from reporting.services.reports.answers import PLAIN_FIELDS, QuestionEntry, entries_of
from reporting.services.reports.continued import continued_in
from reporting.services.reports.drafting import has_own_entries

from .columns import Value


@dataclass
class Line:
    """One request, with the report that answers it or would be taken up for it, and the last approved one."""

    request: QueryRequest
    report: ProgressReport | None
    last: ProgressReport | None
    questions: list[Question]
    #: Begun before the query, and not approved yet.
    is_continued: bool = False
    #: The answer to another query that has to be finished first.
    other: ProgressReport | None = None

    @property
    def title(self) -> str:
        return f"{self.request.measure.code} {self.request.measure.title}"

    @property
    def indicators(self) -> list[Indicator]:
        return list(self.request.measure.indicators.all())

    @property
    def steps(self) -> list[Step]:
        return list(self.request.measure.steps.all())

    @property
    def version(self) -> int:
        return self.report.version if self.report else 0

    @property
    def lock(self) -> str:
        """Why nothing can be entered any more; empty where it can."""
        if self.request.query.is_frozen:
            return _("gesperrt, weil die Abfrage geschlossen ist")
        if self.other is not None:
            return _("noch gesperrt, weil zuerst eine andere Abfrage an der Reihe ist")
        if self.report is None or self.report.is_editable:
            return ""
        if self.report.state == ReportState.APPROVED:
            return _("schon freigegeben")
        return _("schon abgesendet")

    @property
    def has_own_entries(self) -> bool:
        """Somebody wrote something new, which confirming the last report would throw away."""
        if self.report is None or self.last is None or self.report.is_unchanged:
            return False
        return has_own_entries(self.report, self.last)

    @property
    def blocked(self) -> str:
        """Why the answer has to wait for another one; empty where it has not."""
        return other_query_first(self.other) if self.other is not None else ""

    def answers(self) -> Answers:
        """What the form on the page shows: the draft, or what was last approved where nobody has begun."""
        if self.report is not None:
            return Answers.of(self.report)
        return self.answers_of_last() if self.last is not None else Answers()

    def answers_of_last(self) -> Answers:
        return Answers.of(self.last).fitting().without_note() if self.last is not None else Answers()

    def values(self) -> dict[str, Value]:
        values = flat(self.answers(), self)
        values["is_unchanged"] = self.report is not None and self.report.is_unchanged
        return values


@dataclass
class Content:
    participation: Participation
    lines: list[Line]
    per_measure: list[Question]
    per_organisation: list[Question]
    #: The organisation's answers to the questions asked once, as the columns name them.
    own_values: dict[str, Value] = field(default_factory=dict)

    @property
    def is_prolonged(self) -> bool:
        """All that is asked has a deadline of its own, so that the query's counts for nothing."""
        has_more = bool(self.per_organisation) or not self.lines
        return not has_more and all(line.request.extended_to for line in self.lines)

    @property
    def is_own_untouched(self) -> bool:
        """Nothing is written yet to what is asked once."""
        is_empty = all(value in {None, ""} for value in self.own_values.values())
        return is_empty and self.participation.state == ReportState.DRAFT


def flat(answers: Answers, line: Line) -> dict[str, Value]:
    """All answers on one measure under the names of the columns."""
    values: dict[str, Value] = {name: getattr(answers, name) for name in PLAIN_FIELDS}
    for indicator in line.indicators:
        entry = answers.indicators.get(indicator.pk, IndicatorEntry())
        values[f"attainment_{indicator.pk}"] = entry.attainment
        values[f"value_{indicator.pk}"] = entry.value
        values[f"note_{indicator.pk}"] = entry.note
    for step in line.steps:
        values[f"step_{step.pk}"] = step.pk in answers.steps_done
    return values | question_values(answers.questions, line.questions)


def question_values(entries: dict[int, QuestionEntry], questions: list[Question]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for question in questions:
        entry = entries.get(question.pk, QuestionEntry())
        is_number = question.kind == QuestionKind.NUMBER
        values[f"question_{question.pk}"] = entry.number if is_number else entry.text
    return values


def unflat(values: dict[str, Value], line: Line) -> Answers:
    """The reverse of `flat`."""
    indicators = {
        row.pk: IndicatorEntry(
            _text(values[f"attainment_{row.pk}"]),
            _number(values[f"value_{row.pk}"]),
            _text(values[f"note_{row.pk}"]),
        )
        for row in line.indicators
    }
    done = frozenset(step.pk for step in line.steps if values[f"step_{step.pk}"])
    plain = {name: values[name] for name in PLAIN_FIELDS}
    return Answers(
        **plain,  # type: ignore[arg-type]
        indicators=indicators,
        steps_done=done,
        questions=question_entries(values, line.questions),
    )


def question_entries(values: dict[str, Value], questions: list[Question]) -> dict[int, QuestionEntry]:
    entries = {}
    for question in questions:
        value = values[f"question_{question.pk}"]
        is_number = question.kind == QuestionKind.NUMBER
        entries[question.pk] = (
            QuestionEntry(number=_number(value)) if is_number else QuestionEntry(_text(value))
        )
    return entries


def gather(participation: Participation) -> Content:
    """Everything that the organisation is asked; what is not required any more is left out."""
    query, organisation = participation.query, participation.organisation
    asked = query.requests.filter(organisation=organisation).exclude(state=RequestState.NOT_REQUIRED)
    requests = _complete(asked)
    questions = list(query.questions.order_by("number"))
    per_measure = [row for row in questions if row.scope == "measure"]
    per_organisation = [row for row in questions if row.scope == "organisation"]
    reports = _reports(participation, requests)
    lines = [_line(request, reports[request.measure_id], per_measure) for request in requests]
    _mark_continued(query, lines)
    entries = entries_of(participation.question_answers.all())
    return Content(
        participation, lines, per_measure, per_organisation, question_values(entries, per_organisation)
    )


def lines_gone(content: Content, keys: Collection[int]) -> list[Line]:
    """Requests of the query, by primary key, about which the organisation was asked when it opened the page."""
    shown = {line.request.pk for line in content.lines}
    gone = content.participation.query.requests.filter(pk__in=set(keys) - shown)
    return [Line(request, None, None, content.per_measure) for request in _complete(gone)]


def _complete(requests: QueryRequestSet) -> list[QueryRequest]:
    found = requests.select_related("query", "organisation", "measure__field_of_action")
    return list(
        found.prefetch_related("measure__indicators", "measure__steps").order_by(
            "measure__field_of_action__number", "measure__number"
        )
    )


def _reports(
    participation: Participation, requests: list[QueryRequest]
) -> defaultdict[int, list[ProgressReport]]:
    found = (
        ProgressReport.objects.filter(
            organisation=participation.organisation_id,
            measure__in=[request.measure_id for request in requests],
        )
        .select_related("request__query", "organisation", "measure")
        .prefetch_related("indicator_answers", "step_answers", "question_answers__question")
        .order_by("-as_of", "-pk")
    )
    by_measure: defaultdict[int, list[ProgressReport]] = defaultdict(list)
    for report in found:
        by_measure[report.measure_id].append(report)
    return by_measure


def _line(request: QueryRequest, reports: list[ProgressReport], questions: list[Question]) -> Line:
    own = next((row for row in reports if row.request_id == request.pk), None)
    own = own or next((row for row in reports if row.is_editable and row.waits_for_nobody), None)
    approved = (row for row in reports if row.state == ReportState.APPROVED and row is not own)
    other = next((row for row in reports if _comes_first(row, request)), None) if own is None else None
    return Line(request, own, next(approved, None), questions, other=other)


def _comes_first(row: ProgressReport, request: QueryRequest) -> bool:
    """Unfinished, and the answer to another request: also what is still reviewed after its query has closed."""
    if row.state not in UNFINISHED or row.request is None or row.request_id == request.pk:
        return False
    return not (row.is_editable and row.request.query.is_frozen)


def _mark_continued(query: StatusQuery, lines: list[Line]) -> None:
    continued = continued_in(query, [line.report for line in lines if line.report is not None])
    for line in lines:
        line.is_continued = line.report is not None and line.report.pk in continued


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Value) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
