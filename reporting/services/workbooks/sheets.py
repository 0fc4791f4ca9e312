"""The sheets of the workbook as rows of cells: what is shown, and what can be entered where."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.numbers import plain_number
from measures.wording import indicator_target
from reporting.models import Question

from .columns import INDICATOR, STEP, Column, Kind, Value, measure_columns, question_column
from .contents import Content, Line, flat


@dataclass(frozen=True)
class Input:
    """A cell that is filled in."""

    column: Column
    value: Value
    is_locked: bool = False


Cell = str | Input
#: Header, width, and whether the column shows last year's answers.
Head = tuple[str, int, bool]


@dataclass(frozen=True)
class Sheet:
    title: str
    heads: list[Head]
    rows: list[list[Cell]]


WIDTHS = {Kind.TEXT: 45, Kind.CHOICE: 22, Kind.DATE: 14, Kind.NUMBER: 14, Kind.TICK: 14}


def sheets_of(content: Content) -> list[Sheet]:
    """Called while German is the language, which the file speaks."""
    found = [_measures(content), _indicators(content), _steps(content), _organisation(content)]
    return [sheet for sheet in found if sheet.rows]


def _measures(content: Content) -> Sheet:
    columns = measure_columns(content.per_measure)
    heads: list[Head] = [(_("Zeile"), 8, False), (title_header(), 40, False), (_("Stand"), 16, False)]
    for column in columns:
        if column.has_last:
            heads.append((last_header(column), WIDTHS[column.kind], True))
        heads.append((str(column.header), WIDTHS[column.kind], False))
    rows = [
        list(_measure_row(f"M{place}", line, columns)) for place, line in enumerate(content.lines, start=1)
    ]
    return Sheet(measures_title(), heads, rows)


def _measure_row(key: str, line: Line, columns: list[Column]) -> Iterator[Cell]:
    values, last = line.values(), _last_values(line)
    yield from (key, line.title, line.lock or line.request.get_state_display())
    for column in columns:
        if column.has_last:
            yield words(column, last.get(column.name))
        yield Input(column, values[column.name], bool(line.lock))


def _indicators(content: Content) -> Sheet:
    heads: list[Head] = [
        (_("Zeile"), 8, False),
        (title_header(), 35, False),
        (_("Teilziel"), 45, False),
        (_("Ziel"), 20, False),
    ]
    for column in INDICATOR:
        heads += [
            (last_header(column), WIDTHS[column.kind], True),
            (str(column.header), WIDTHS[column.kind], False),
        ]
    rows: list[list[Cell]] = []
    for line in content.lines:
        values, last = line.values(), _last_values(line)
        for indicator in line.indicators:
            row: list[Cell] = [f"T{len(rows) + 1}", line.title, indicator.text, indicator_target(indicator)]
            for column in (each.named(indicator.pk) for each in INDICATOR):
                row += [
                    words(column, last.get(column.name)),
                    Input(column, values[column.name], bool(line.lock)),
                ]
            rows.append(row)
    return Sheet(indicators_title(), heads, rows)


def _steps(content: Content) -> Sheet:
    heads: list[Head] = [
        (_("Zeile"), 8, False),
        (title_header(), 35, False),
        (_("Schritt"), 60, False),
        (last_header(STEP), 14, True),
        (str(STEP.header), 14, False),
    ]
    rows: list[list[Cell]] = []
    for line in content.lines:
        values, last = line.values(), _last_values(line)
        for step in line.steps:
            column = STEP.named(step.pk)
            entry = Input(column, values[column.name], bool(line.lock))
            rows.append(
                [f"S{len(rows) + 1}", line.title, step.text, words(column, last.get(column.name)), entry]
            )
    return Sheet(steps_title(), heads, rows)


def _organisation(content: Content) -> Sheet:
    heads: list[Head] = [
        (_("Zeile"), 8, False),
        (_("Frage"), 60, False),
        (_("Hinweis"), 40, False),
        (answer_header(), 60, False),
    ]
    is_locked = not content.participation.is_editable
    rows: list[list[Cell]] = []
    for place, question in enumerate(content.per_organisation, start=1):
        column = question_column(question, place)
        entry = Input(column, content.own_values[column.name], is_locked)
        rows.append([f"F{place}", str(column.header), _question_hint(question), entry])
    return Sheet(organisation_title(), heads, rows)


def _question_hint(question: Question) -> str:
    duty = _("Bitte unbedingt beantworten.") if question.is_required else ""
    return " ".join(part for part in (question.help_text, duty) if part)


def _last_values(line: Line) -> dict[str, Value]:
    return flat(line.answers_of_last(), line) if line.last is not None else {}


def words(column: Column, value: Value) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return _("ja") if value else ""
    if isinstance(value, Decimal):
        return plain_number(value)
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(dict(column.choices).get(value, value)) if value else ""


def last_header(column: Column) -> str:
    return _("%(column)s – letzte Angabe") % {"column": column.header}


def title_header() -> str:
    return _("Maßnahme")


def answer_header() -> str:
    return _("Antwort")


def measures_title() -> str:
    return _("Maßnahmen")


def indicators_title() -> str:
    return _("Teilziele")


def steps_title() -> str:
    return _("Schritte")


def organisation_title() -> str:
    return _("Organisation")
