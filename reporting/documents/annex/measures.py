"""One row per measure and organisation; a measure that nobody was asked about has one too."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from documents.tables import Cell
from reporting.frozen import Part
from reporting.results import Results

from .model import DAY, NUMBER, TEXT, TITLE, Head, Row, Table, day, label, marked, measure_heads, yes

#: The axes of a status, in the order of their columns.
AXES = ("status", "course", "delay_reason", "new_date")


def measure_table(results: Results) -> Table:
    questions = own_questions(results, "measure")
    table = Table(
        _("Maßnahmen"),
        _("Je Maßnahme und Organisation eine Zeile, mit dem festgestellten Stand und der Antwort."),
        [
            *_heads_of_measure(results),
            *_heads_of_answer(results),
            *question_heads(questions),
        ],
        _rows(results, questions),
    )
    return marked(table, is_demo=results.query["is_demo"])


def own_questions(results: Results, scope: str) -> list[Part]:
    return [question for question in results.wordings["own_questions"] if question["scope"] == scope]


def question_heads(questions: list[Part]) -> list[Head]:
    meaning = _("Zusätzliche Frage dieser Abfrage")
    return [
        Head(f"{each['text']} ({each['unit']})" if each["unit"] else each["text"], meaning)
        for each in questions
    ]


def question_cells(questions: list[Part], answers: list[Part]) -> Row:
    """In the order of the questions; a number is a number, everything else reads as on the page."""
    given = {answer["uuid"]: answer for answer in answers}
    return [_question_cell(given.get(question["uuid"])) for question in questions]


def _question_cell(answer: Part | None) -> Cell:
    if answer is None or answer["value"] is None:
        return None
    return Decimal(answer["value"]) if answer["kind"]["value"] == "number" else str(answer["label"])


def _heads_of_measure(results: Results) -> list[Head]:
    asked = results.wordings["questions"]
    confirmed = _("vom Kommunalen Integrationszentrum festgestellt")
    return [
        Head(_("Handlungsfeld"), _("Nummer des Handlungsfelds im Konzept"), NUMBER),
        Head(_("Titel des Handlungsfelds"), _("Titel des Handlungsfelds im Konzept"), TITLE),
        *measure_heads(),
        *(Head(asked[name], confirmed, DAY if name == "new_date" else 24) for name in AXES),
        Head(_("Stand vom"), _("Tag, für den der festgestellte Stand gilt"), DAY),
        Head(
            _("Stand von früher"), _("„ja“, wenn es in dieser Abfrage keine neue freigegebene Antwort gibt")
        ),
    ]


def _heads_of_answer(results: Results) -> list[Head]:
    asked = results.wordings["questions"]
    said = _("Angabe der Organisation, vom Kommunalen Integrationszentrum freigegeben")
    return [
        Head(_("Organisation"), _("Wer gefragt wurde oder von sich aus gemeldet hat"), TITLE),
        Head(_("Rolle"), _("Rolle der Organisation bei der Maßnahme")),
        Head(_("Antwort"), _("Ob eine freigegebene Antwort vorliegt")),
        Head(_("Sachstand vom"), _("Tag, für den die Angaben der Organisation gelten"), DAY),
        *(
            Head(
                _("gemeldet: %(question)s") % {"question": asked[name]},
                said,
                DAY if name == "new_date" else 24,
            )
            for name in AXES
        ),
        Head(asked["countermeasure"], said, TEXT),
        Head(asked["text"], said, TEXT),
        Head(asked.get("experiences", _("Erfahrungen")), said, TEXT),
        Head(asked["next_steps"], said, TEXT),
        Head(asked.get("resources", _("Ressourcen")), said, TEXT),
        Head(_("unverändert bestätigt"), _("„ja“, wenn alle Angaben der letzten Meldung weiter gelten")),
        Head(_("in Vertretung gemeldet"), _("„ja“, wenn andere für die Organisation gemeldet haben")),
        Head(_("freigegeben am"), _("Tag der Freigabe durch das Kommunale Integrationszentrum"), DAY),
        Head(_("nach der Frist beantwortet"), _("„ja“, wenn die Antwort nach der Frist kam")),
    ]


def _rows(results: Results, questions: list[Part]) -> Iterator[Row]:
    for field in results.fields:
        for measure in field.measures:
            head: Row = [field.number, field.title, measure.ref.code, measure.ref.title, measure.status_label]
            status = measure.entry["status"] or {}
            confirmed = [*head, *_axes_after_status(status), day(status.get("as_of"))]
            confirmed.append(yes(measure.carried_from is not None))
            for answer in _answers(measure.entry) or [{}]:
                own = question_cells(questions, answer.get("own_answers", []))
                yield [*confirmed, *_answer_cells(answer), *own]


def _answers(entry: Part) -> list[Part]:
    unasked = [{**part, "label": _("ohne Anfrage gemeldet")} for part in entry["unasked"]]
    return [*entry["answers"], *unasked]


def _answer_cells(answer: Part) -> Row:
    report = answer.get("report") or {}
    return [
        answer.get("organisation", {}).get("name"),
        answer.get("role"),
        answer.get("label", _("nicht gefragt")),
        day(report.get("as_of")),
        label(report, "status"),
        *_axes_after_status(report),
        report.get("countermeasure"),
        report.get("text"),
        report.get("experiences"),
        report.get("next_steps"),
        report.get("resources"),
        yes(report.get("is_unchanged")),
        yes(report.get("on_behalf")),
        day(report.get("approved_on")),
        yes(answer.get("late")),
    ]


def _axes_after_status(part: Part) -> Row:
    return [label(part, "course"), label(part, "delay_reason"), day(part.get("new_date"))]
