"""A query's own questions as fields of a form; each is named „question_<pk>“."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _

from reporting.models import Question, QuestionKind
from reporting.services.reports.answers import QuestionEntry

from .last_answers import with_last_answer
from .long_text import LongTextField
from .numbers import GermanNumberField


def field_name(question: Question) -> str:
    return f"question_{question.pk}"


def question_field(question: Question, *, last: str = "") -> forms.Field:
    """Never required: a draft may be incomplete, and the service checks on submission."""
    field = _field_of_kind(question, last)
    # So that nobody reads „optional“ beside a question that is needed for submission.
    field.is_duty = question.is_required  # type: ignore[attr-defined]
    return field


def _field_of_kind(question: Question, last: str) -> forms.Field:
    label, hint = question.text, with_last_answer(_hint(question), last)
    if question.kind == QuestionKind.NUMBER:
        name = f"{label} ({question.unit})" if question.unit else label
        return GermanNumberField(label=name, help_text=hint)
    if question.kind == QuestionKind.TEXT:
        area = forms.Textarea(attrs={"rows": 3})
        return LongTextField(label=label, help_text=hint, widget=area)
    return forms.ChoiceField(
        label=label, help_text=hint, required=False, choices=_choices(question), widget=forms.RadioSelect
    )


def question_values(entries: Mapping[int, QuestionEntry], questions: Iterable[Question]) -> dict[str, Any]:
    """Stored answers under the names of the fields."""
    values: dict[str, Any] = {}
    for question in questions:
        entry = entries.get(question.pk, QuestionEntry())
        is_number = question.kind == QuestionKind.NUMBER
        values[field_name(question)] = plain(entry.number) if is_number else entry.text
    return values


def question_entries(data: Mapping[str, Any], questions: Iterable[Question]) -> dict[int, QuestionEntry]:
    """The reverse, from cleaned data; what was left empty has no entry."""
    found = {}
    for question in questions:
        value = data.get(field_name(question))
        entry = QuestionEntry(number=value) if isinstance(value, Decimal) else QuestionEntry(value or "")
        if entry:
            found[question.pk] = entry
    return found


def plain(value: Decimal | None) -> Decimal | None:
    """12 instead of 12.00, as people write it."""
    whole = value is not None and value == value.to_integral_value()
    return value.to_integral_value() if whole and value is not None else value


def _choices(question: Question) -> list[tuple[str, str]]:
    if question.kind == QuestionKind.YES_NO:
        chosen = [("yes", _("ja")), ("no", _("nein"))]
    else:
        chosen = [(option, option) for option in question.options]
    return [("", _("keine Angabe")), *chosen]


def _hint(question: Question) -> str:
    audience = (
        _("Die Antwort wird veröffentlicht.")
        if question.is_public
        else _("Die Antwort liest nur das Kommunale Integrationszentrum.")
    )
    duty = _("Nötig zum Absenden.") if question.is_required else ""
    # Hints may hold markup of our own; what an editor wrote is text.
    return escape(" ".join(part for part in (question.help_text, duty, audience) if part))
