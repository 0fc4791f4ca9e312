"""What a report says, apart from the row that holds it: read, copied, stored, compared."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Self

from measures.models import UNDER_WAY, Course
from reporting.models import (
    IndicatorAnswer,
    ProgressReport,
    Question,
    QuestionAnswer,
    StepAnswer,
)


@dataclass(frozen=True)
class IndicatorEntry:
    attainment: str = ""
    value: Decimal | None = None
    note: str = ""


@dataclass(frozen=True)
class QuestionEntry:
    """The answer to one of the query's own questions: a number, or a text, chosen option, „yes“ or „no“."""

    text: str = ""
    number: Decimal | None = None

    def __bool__(self) -> bool:
        return bool(self.text.strip()) or self.number is not None


@dataclass(frozen=True)
class Answers:
    """Everything an organisation says; indicators, steps and own questions by their primary key."""

    status: str = ""
    course: str = ""
    delay_reason: str = ""
    countermeasure: str = ""
    new_date: dt.date | None = None
    text: str = ""
    experiences: str = ""
    next_steps: str = ""
    resources: str = ""
    internal_note: str = ""
    indicators: dict[int, IndicatorEntry] = field(default_factory=dict)
    steps_done: frozenset[int] = frozenset()
    questions: dict[int, QuestionEntry] = field(default_factory=dict)

    @classmethod
    def of(cls, report: ProgressReport) -> Self:
        return cls(
            **{name: getattr(report, name) for name in PLAIN_FIELDS},
            indicators={
                row.indicator_id: IndicatorEntry(row.attainment, row.value, row.note)
                for row in report.indicator_answers.all()
                if row.attainment or row.value is not None or row.note
            },
            steps_done=frozenset(row.step_id for row in report.step_answers.all() if row.is_done),
            questions=entries_of(report.question_answers.all()),
        )

    def fitting(self) -> Self:
        """Without a Verlauf where the measure is not under way, and without a reason where nothing is late."""
        course = self.course if self.status in UNDER_WAY else ""
        return replace(
            self, course=course, delay_reason=self.delay_reason if course == Course.DELAYED else ""
        )

    def without_note(self) -> Self:
        """The message to the KI and the answers to one query's questions belong to one report, not to the next one."""
        return replace(self, internal_note="", questions={})

    def store(self, report: ProgressReport) -> None:
        """Write into the report's fields and rows; the caller has saved or will save the report itself."""
        for name in PLAIN_FIELDS:
            setattr(report, name, getattr(self, name))
        for indicator in report.measure.indicators.all():
            entry = self.indicators.get(indicator.pk, IndicatorEntry())
            IndicatorAnswer.objects.update_or_create(
                report=report,
                indicator=indicator,
                defaults={"attainment": entry.attainment, "value": entry.value, "note": entry.note},
            )
        for step in report.measure.steps.all():
            StepAnswer.objects.update_or_create(
                report=report, step=step, defaults={"is_done": step.pk in self.steps_done}
            )
        if report.request is not None:
            asked = report.request.query.questions.per_measure()
            store_entries(self.questions, asked=asked, aggregate={"report": report})


PLAIN_FIELDS = (
    "status",
    "course",
    "delay_reason",
    "countermeasure",
    "new_date",
    "text",
    "experiences",
    "next_steps",
    "resources",
    "internal_note",
)


def fingerprint(answers: Answers) -> str:
    """Short name of what the answers say, as they would be stored: tells whether anything was typed."""
    said = answers.fitting()
    return digest_of(
        [
            [getattr(said, name) for name in PLAIN_FIELDS],
            {
                key: [row.attainment, row.value, row.note]
                for key, row in said.indicators.items()
                if row != IndicatorEntry()
            },
            sorted(said.steps_done),
            entries_digest(said.questions),
        ]
    )


def says_the_same(report: ProgressReport, answers: Answers) -> bool:
    """Whether these answers are saved already, so that saving them once more can be left out."""
    return report.is_editable and fingerprint(Answers.of(report)) == fingerprint(answers)


def entries_digest(entries: Mapping[int, QuestionEntry]) -> str:
    return digest_of({key: [row.text, row.number] for key, row in entries.items() if row})


def digest_of(said: object) -> str:
    return hashlib.sha256(json.dumps(_plain(said), sort_keys=True).encode()).hexdigest()[:32]


def _plain(said: object) -> object:
    """The same text for what means the same: 12 and 12.00, other line ends, blanks around."""
    if isinstance(said, Mapping):
        return {str(key): _plain(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_plain(value) for value in said]
    if isinstance(said, Decimal):
        return f"{said:.2f}"
    return "" if said is None else str(said).replace("\r\n", "\n").strip()


def entries_of(rows: Iterable[QuestionAnswer]) -> dict[int, QuestionEntry]:
    """Stored answers to own questions, by the key of the question."""
    return {row.question_id: QuestionEntry(row.text, row.number) for row in rows}


def store_entries(
    entries: Mapping[int, QuestionEntry],
    *,
    asked: Iterable[Question],
    aggregate: dict[str, Any],
) -> None:
    """Write the answers to the questions `asked`; `aggregate` names the report or participation. An empty one goes."""
    for question in asked:
        entry = entries.get(question.pk, QuestionEntry())
        if entry:
            values = {"text": entry.text, "number": entry.number}
            QuestionAnswer.objects.update_or_create(question=question, **aggregate, defaults=values)
        else:
            QuestionAnswer.objects.filter(question=question, **aggregate).delete()


def last_approved(report: ProgressReport) -> ProgressReport | None:
    """What the same organisation last said of the measure, approved by the KI."""
    earlier = report.measure.reports.published().filter(organisation_id=report.organisation_id)
    return (
        earlier.exclude(pk=report.pk)
        .prefetch_related("indicator_answers", "step_answers", "question_answers__question")
        .first()
    )
