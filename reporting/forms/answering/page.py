"""The page on which an organisation answers everything: one section per measure, one for the organisation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.messages.storage.base import Message
from django.db.models import Model
from django.http import QueryDict

from reporting.comparison import (
    Change,
    answers_by_wording,
    compare,
    compare_answers,
    question_answers,
)
from reporting.forms.report import ReportForm
from reporting.models import ANSWERED, Participation, QueryRequest
from reporting.services.participations import last_approved_answers
from reporting.services.reports.answers import entries_of
from reporting.services.workbooks.contents import Content, Line
from safety.conflict import FieldConflict, find_conflicts

from .own import OwnAnswersForm

OWN = "o"
#: So many owed sections stand open at once; with more, the first one does.
MOST_OPEN = 4
#: From more measures on, the page shows one Handlungsfeld at a time.
MOST_ON_A_PAGE = 25


@dataclass
class Section:
    """One measure, or what is asked once; `form` is None where nothing can be entered."""

    key: str
    form: Any = None
    line: Line | None = None
    #: Fields in which a colleague's text and the own one differ.
    conflicts: list[FieldConflict] = field(default_factory=list)
    #: Why the own text was not saved.
    refusal: str = ""
    #: What could not be saved and stands here to be copied.
    unsaved: list[tuple[str, str]] = field(default_factory=list)
    #: What was just done here, or why not.
    notes: list[Message] = field(default_factory=list)
    is_open: bool = False
    #: What was handed in, to be read, where it is no answer on a measure.
    own_answers: list[Change] = field(default_factory=list)

    @property
    def answers(self) -> list[Change]:
        """What was handed in, to be read."""
        if self.line is None:
            return self.own_answers
        return compare(self.line.report, None) if self.line.report else []


@dataclass(frozen=True)
class Progress:
    answered: int
    asked: int

    @classmethod
    def of(cls, content: Content) -> "Progress":
        """Required questions to the organisation count as one answer more."""
        done = [line.request.state in ANSWERED for line in content.lines]
        if any(question.is_required for question in content.per_organisation):
            done.append(not content.participation.is_editable)
        return cls(sum(done), len(done))


@dataclass(frozen=True)
class FieldPage:
    """The measures on one page: all of them, or those of one Handlungsfeld where there are many."""

    lines: list[Line]
    #: Number and name of every Handlungsfeld, where there are several pages.
    fields: list[tuple[int, str]]
    number: int

    @classmethod
    def of(cls, content: Content, chosen: str) -> "FieldPage":
        if len(content.lines) <= MOST_ON_A_PAGE:
            return cls(content.lines, [], 0)
        fields = {
            line.request.measure.field_of_action.number: line.request.measure.field_of_action.short_title
            for line in content.lines
        }
        number = int(chosen) if chosen.isdecimal() and len(chosen) < 5 else 0
        number = number if number in fields else next(iter(fields))
        lines = [line for line in content.lines if line.request.measure.field_of_action.number == number]
        return cls(lines, list(fields.items()), number)


def key_of(request: QueryRequest) -> str:
    return f"m{request.pk}"


def section_form(line: Line, *, prefix: str | None = None, data: QueryDict | None = None) -> ReportForm:
    return ReportForm(
        data,
        measure=line.request.measure,
        answers=line.answers(),
        version=line.version,
        last=line.last,
        questions=line.questions,
        prefix=key_of(line.request) if prefix is None else prefix,
    )


def own_form(content: Content, data: QueryDict | None = None) -> OwnAnswersForm:
    part = content.participation
    return OwnAnswersForm(
        data,
        entries=entries_of(part.question_answers.all()),
        version=part.version,
        questions=content.per_organisation,
        prefix=OWN,
        last=_last_own(part),
    )


def _last_own(participation: Participation) -> dict[str, str]:
    return answers_by_wording(question_answers(last_approved_answers(participation)))


def is_own_locked(participation: Participation) -> bool:
    return participation.query.is_frozen or not participation.is_editable


def sections_of(lines: list[Line]) -> list[Section]:
    """As they stand now; a few open ones, so that the page can be taken in."""
    found = []
    for line in lines:
        if line.report is not None:
            # The measure as already read, with its Teilziele and steps.
            line.report.measure = line.request.measure
        form = None if line.lock else section_form(line)
        found.append(Section(key_of(line.request), form, line))
    owed = [section for section in found if section.form is not None]
    for section in owed if len(owed) <= MOST_OPEN else owed[:1]:
        section.is_open = True
    return found


def own_section(content: Content) -> Section | None:
    if not content.per_organisation:
        return None
    part = content.participation
    if not is_own_locked(part):
        return Section(OWN, own_form(content), is_open=True)
    return handed_in_section(part)


def handed_in_section(part: Participation) -> Section:
    """What is asked once, to be read."""
    answers = part.question_answers.select_related("question")
    return Section(OWN, own_answers=compare_answers(answers, []), is_open=True)


def conflicting(section: Section, data: QueryDict, current: Model, values: Mapping[str, Any]) -> Section:
    """Both texts stand beside each other; saved once more, the own one replaces the other knowingly."""
    bound: forms.BaseForm = section.form
    bound.is_valid()
    section.conflicts = find_conflicts(bound, current, values)
    changed = data.copy()
    changed[bound.add_prefix("version")] = str(values["version"])
    bound.data = changed
    section.is_open = True
    return section


def refused(section: Section, reason: str) -> Section:
    """The own text stays readable, to be copied, although it cannot be saved any more."""
    bound = section.form
    section.refusal, section.is_open = reason, True
    section.unsaved = texts_of(bound) if bound is not None else []
    section.form = None
    return section


def texts_of(bound: forms.BaseForm) -> list[tuple[str, str]]:
    """Label and text of every long answer that was posted."""
    found = []
    for shown in bound.visible_fields():
        value = shown.value()
        if (
            isinstance(value, str)
            and value.strip()
            and isinstance(shown.field.widget, forms.Textarea | forms.TextInput)
        ):
            found.append((str(shown.label), value))
    return found
