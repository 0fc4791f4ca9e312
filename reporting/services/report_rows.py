"""The rows of a report's files, made from the frozen parts alone."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from reporting.frozen import FrozenReport, Part

Cell = str | int | float | dt.date | None
Row = list[Cell]


def answer_rows(report: FrozenReport) -> Iterator[Row]:
    """A heading, then one row per measure and organisation; a measure that nobody was asked about has one too."""
    asked: dict[str, str] = report.head["questions"]
    about_measure = [asked[name] for name in ("status", "course", "delay_reason", "new_date")]
    reported = [_("gemeldet: %(question)s") % {"question": title} for title in about_measure]
    yield [
        _("Handlungsfeld"),
        _("Titel des Handlungsfelds"),
        _("Nummer"),
        _("Maßnahme"),
        *about_measure,
        _("Stand vom"),
        _("Organisation"),
        _("Rolle"),
        _("Antwort"),
        _("Sachstand vom"),
        *reported,
        asked["countermeasure"],
        asked["text"],
        asked.get("experiences", _("Erfahrungen")),
        asked["next_steps"],
        asked.get("resources", _("Ressourcen")),
        _("unverändert bestätigt"),
        _("in Vertretung gemeldet"),
        _("freigegeben am"),
        _("nach der Frist beantwortet"),
        *_headings(report.head, "measure"),
    ]
    questions = _own_questions(report.head, "measure")
    for entry in report.entries:
        for answer in _answers(entry) or [{}]:
            own = _own_cells(questions, answer.get("own_answers", []))
            yield [*_measure_cells(entry), *_answer_cells(answer), *own]


def indicator_rows(report: FrozenReport) -> Iterator[Row]:
    """A heading, then one row per answered indicator."""
    asked: dict[str, str] = report.head["questions"]
    yield [
        _("Nummer"),
        _("Maßnahme"),
        _("Organisation"),
        _("Sachstand vom"),
        _("Teilziel oder Indikator"),
        _("Ziel"),
        asked["attainment"],
        asked["value"],
        _("Einheit"),
        asked["note"],
    ]
    for entry in report.entries:
        for answer in _answers(entry):
            yield from _indicator_rows(entry["measure"], answer)


def organisation_rows(report: FrozenReport) -> Iterator[Row]:
    """A heading, then one row per organisation that was asked something for itself; nothing where none was."""
    questions = _own_questions(report.head, "organisation")
    if not questions:
        return
    yield [_("Organisation"), *_headings(report.head, "organisation"), _("in Vertretung gemeldet")]
    for each in report.head["organisations"]:
        answers = _own_cells(questions, each["answers"])
        yield [each["organisation"]["name"], *answers, _yes(each.get("on_behalf"))]


def overview_rows(report: FrozenReport) -> Iterator[Row]:
    """A heading, then one row per Handlungsfeld and one for all."""
    figures = report.head["figures"]
    statuses = [status["label"] for status in figures["total"]["statuses"]]
    yield [
        _("Handlungsfeld"),
        _("Titel des Handlungsfelds"),
        _("Maßnahmen"),
        *statuses,
        _("verzögert"),
        _("Anfragen"),
        _("beantwortet"),
        _("keine Antwort"),
    ]
    for field in figures["fields"]:
        yield [field["number"], field["title"], *_figures(field)]
    yield [None, _("alle"), *_figures(figures["total"])]


def _figures(part: Part) -> Row:
    counts = [status["count"] for status in part["statuses"]]
    return [part["measures"], *counts, part["delayed"], part["asked"], part["answered"], part["missing"]]


def _answers(entry: Part) -> list[Part]:
    unasked = [{**part, "label": _("ohne Anfrage gemeldet")} for part in entry["unasked"]]
    return [*entry["answers"], *unasked]


def _measure_cells(entry: Part) -> Row:
    measure, status = entry["measure"], entry["status"] or {}
    head = [measure["field"]["number"], measure["field"]["title"], measure["code"], measure["title"]]
    label = _label(status, "status") or _("noch nicht abgefragt")
    return [*head, label, *_axes_after_status(status), _day(status.get("as_of"))]


def _answer_cells(answer: Part) -> Row:
    who = answer.get("organisation", {}).get("name")
    report = answer.get("report") or {}
    return [
        who,
        answer.get("role"),
        answer.get("label", _("nicht gefragt")),
        _day(report.get("as_of")),
        _label(report, "status"),
        *_axes_after_status(report),
        report.get("countermeasure"),
        report.get("text"),
        report.get("experiences"),
        report.get("next_steps"),
        report.get("resources"),
        _yes(report.get("is_unchanged")),
        _yes(report.get("on_behalf")),
        _day(report.get("approved_on")),
        _yes(answer.get("late")),
    ]


def _own_questions(head: Part, scope: str) -> list[Part]:
    return [question for question in head["own_questions"] if question["scope"] == scope]


def _headings(head: Part, scope: str) -> list[Cell]:
    return [
        f"{question['text']} ({question['unit']})" if question["unit"] else question["text"]
        for question in _own_questions(head, scope)
    ]


def _own_cells(questions: list[Part], answers: list[Part]) -> Row:
    """In the order of the questions; a number is a number, everything else reads as on the page."""
    given = {answer["uuid"]: answer for answer in answers}
    return [_own_cell(given.get(question["uuid"])) for question in questions]


def _own_cell(answer: Part | None) -> Cell:
    if answer is None or answer["value"] is None:
        return None
    return float(answer["value"]) if answer["kind"]["value"] == "number" else str(answer["label"])


def _indicator_rows(measure: Part, answer: Part) -> Iterator[Row]:
    report = answer["report"] or {"indicators": []}
    for indicator in report["indicators"]:
        if indicator["attainment"]:
            yield [
                measure["code"],
                measure["title"],
                answer["organisation"]["name"],
                _day(report["as_of"]),
                indicator["text"],
                indicator["target"],
                _label(indicator, "attainment"),
                float(indicator["value"]) if indicator["value"] else None,
                indicator["unit"],
                indicator["note"],
            ]


def _axes_after_status(part: Part) -> Row:
    return [_label(part, "course"), _label(part, "delay_reason"), _day(part.get("new_date"))]


def _label(part: Part, name: str) -> str | None:
    choice: dict[str, Any] | None = part.get(name)
    return choice["label"] if choice else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _yes(value: bool | None) -> str | None:
    return _("ja") if value else None
