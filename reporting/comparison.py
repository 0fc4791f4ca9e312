"""What a report says beside what the same organisation last said, as people read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.numbers import plain_number
from measures.models import Course, Indicator, Step

from .models import (
    IndicatorAnswer,
    Participation,
    ProgressReport,
    Question,
    QuestionAnswer,
    QuestionKind,
    StepAnswer,
)

CHOSEN = ("status", "course", "delay_reason")
WRITTEN = ("countermeasure", "new_date", "text", "experiences", "next_steps", "resources")
OF_A_DELAY = ("countermeasure", "new_date")


@dataclass(frozen=True)
class Change:
    """One answer: `before` is empty where nothing was approved yet."""

    label: str
    before: str
    now: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.now


def compare(report: ProgressReport, last: ProgressReport | None) -> list[Change]:
    """Every answer that stands in one of the two reports, in the order of the form; internal ones say so."""
    found = [
        *_fields(report, last),
        *_indicators(report, last),
        *_steps(report, last),
        *compare_answers(question_answers(report), question_answers(last)),
    ]
    return [change for change in found if change.before or change.now]


def field_text(report: ProgressReport | None, name: str) -> str:
    """One answer of a report in words; empty where there is none."""
    if report is None:
        return ""
    if name in CHOSEN:
        return str(getattr(report, f"get_{name}_display")())
    if name in OF_A_DELAY and report.course != Course.DELAYED:
        # Left over from before; it goes when the report is handed in.
        return ""
    value = getattr(report, name)
    if name == "new_date":
        return date_format(value, "j. F Y") if value else ""
    return str(value)


def indicator_text(answer: IndicatorAnswer | None) -> str:
    if answer is None:
        return ""
    value = plain_number(answer.value) if answer.value is not None else ""
    return " · ".join(part for part in (answer.get_attainment_display(), value, answer.note) if part)


def indicator_answers(report: ProgressReport | None) -> dict[int, IndicatorAnswer]:
    return {row.indicator_id: row for row in report.indicator_answers.all()} if report else {}


def _fields(report: ProgressReport, last: ProgressReport | None) -> Iterator[Change]:
    for name in (*CHOSEN, *WRITTEN):
        label = str(getattr(ProgressReport._meta.get_field(name), "verbose_name", name))
        yield Change(label, field_text(last, name), field_text(report, name))


def _indicators(report: ProgressReport, last: ProgressReport | None) -> Iterator[Change]:
    before, now = indicator_answers(last), indicator_answers(report)
    indicators: list[Indicator] = list(report.measure.indicators.all())
    for indicator in indicators:
        label = _("Teilziel: %(text)s") % {"text": indicator.text}
        old, new = before.get(indicator.pk), now.get(indicator.pk)
        yield Change(label, indicator_text(old), indicator_text(new))


def _steps(report: ProgressReport, last: ProgressReport | None) -> Iterator[Change]:
    before, now = _done(last), _done(report)
    steps: list[Step] = list(report.measure.steps.all())
    for step in steps:
        words = [_("erledigt") if step.pk in done else "" for done in (before, now)]
        yield Change(_("Schritt: %(text)s") % {"text": step.text}, *words)


def question_text(answer: QuestionAnswer | None) -> str:
    """The answer in words, with its unit."""
    if answer is None:
        return ""
    question = answer.question
    if answer.number is not None:
        number = plain_number(answer.number)
        return f"{number} {question.unit}".strip()
    if question.kind == QuestionKind.YES_NO:
        return {"yes": _("ja"), "no": _("nein")}.get(answer.text, answer.text)
    return answer.text


def question_label(question: Question) -> str:
    """With a mark where nobody but the KI reads the answer."""
    return (
        question.text
        if question.is_public
        else _("%(question)s (nicht öffentlich)") % {"question": question.text}
    )


def answers_by_wording(rows: Iterable[QuestionAnswer]) -> dict[str, str]:
    """Wording of the question → answer in words: each query has rows of its own for the same question."""
    return {row.question.text: question_text(row) for row in rows}


def compare_answers(now: Iterable[QuestionAnswer], last: Iterable[QuestionAnswer]) -> list[Change]:
    """Answers to own questions beside those to questions of the same wording."""
    before = answers_by_wording(last)
    return [
        Change(question_label(row.question), before.get(row.question.text, ""), question_text(row))
        for row in now
    ]


def question_answers(aggregate: ProgressReport | Participation | None) -> list[QuestionAnswer]:
    return list(aggregate.question_answers.all()) if aggregate else []


def _done(report: ProgressReport | None) -> set[int]:
    answers: list[StepAnswer] = list(report.step_answers.all()) if report else []
    return {answer.step_id for answer in answers if answer.is_done}
