"""What is missing, or cannot be, before a report may be handed in."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from measures.models import UNDER_WAY, Course
from reporting.models import ProgressReport, Question

from .answers import Answers, QuestionEntry

#: Of a Teilziel's wording, a message shows as many characters.
LONGEST_NAME = 100


def unanswered(entries: Mapping[int, QuestionEntry], asked: Iterable[Question]) -> dict[str, str]:
    """Required questions without an answer: name of the form's field → reason."""
    return {
        f"question_{question.pk}": _("Bitte beantworten Sie die Frage „%(question)s“.")
        % {"question": Truncator(question.text).chars(LONGEST_NAME)}
        for question in asked
        if question.is_required and not entries.get(question.pk)
    }


def day_of_statement(report: ProgressReport, *, today: dt.date) -> dt.date:
    """The day of submission, or the query's Stichtag where that is earlier.

    Nobody knows today what will be on a later Stichtag; dated so, it would override what comes in between.
    """
    return today if report.request is None else min(report.request.query.as_of, today)


def problems(
    report: ProgressReport, *, today: dt.date, asked: Iterable[Question] | None = None
) -> dict[str, str]:
    """What is missing or cannot be before the report may be submitted: field → reason.

    Who checks many reports of one query hands its questions per measure over.
    """
    answers = Answers.of(report)
    found = _problems_of_the_state(answers, on=day_of_statement(report, today=today))
    if not answers.text.strip() and not report.is_unchanged:
        found["text"] = _("Bitte beschreiben Sie den Sachstand.")
    if unrated := [key for key, entry in answers.indicators.items() if not entry.attainment]:
        for indicator in report.measure.indicators.filter(pk__in=unrated):
            found[f"attainment_{indicator.pk}"] = _(
                "Bitte wählen Sie zu Wert oder Erläuterung auch die Zielerreichung. Teilziel: %(text)s"
            ) % {"text": Truncator(indicator.text).chars(LONGEST_NAME)}
    if report.request is not None:
        asked = report.request.query.questions.per_measure() if asked is None else asked
        found |= unanswered(answers.questions, asked)
    return found


def _problems_of_the_state(answers: Answers, *, on: dt.date) -> dict[str, str]:
    found = {}
    if not answers.status:
        found["status"] = _("Bitte wählen Sie den Umsetzungsstand.")
    if answers.status in UNDER_WAY and not answers.course:
        found["course"] = _("Bitte wählen Sie, ob die Maßnahme im Plan oder verzögert ist.")
    if answers.course and answers.status not in UNDER_WAY:
        found["course"] = _(
            "Einen Verlauf gibt es nur bei Maßnahmen in Planung, in Umsetzung oder mit Daueraufgabe."
        )
    if answers.course == Course.DELAYED and not answers.delay_reason:
        found["delay_reason"] = _("Bitte nennen Sie den Hauptgrund der Verzögerung.")
    if answers.course == Course.DELAYED and answers.new_date and answers.new_date < on:
        found["new_date"] = _("Der neue Termin liegt vor dem %(day)s, dem Tag dieser Meldung.") % {
            "day": date_format(on, "j. F Y")
        }
    return found
