"""What a reader should not overlook: delays, missing answers, funding that ends, reviews; and the organisations."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reporting.results import Missing, Results

from .figures import cells
from .measures import own_questions, question_cells, question_heads
from .model import DAY, NUMBER, TEXT, TITLE, Head, Row, Table, measure_heads, yes


def delay_table(results: Results) -> Table:
    return Table(
        _("Verzögerungen"),
        _("Je verzögerter Maßnahme eine Zeile."),
        [
            *measure_heads(),
            Head(_("Grund"), _("Grund der Verzögerung")),
            Head(_("Gegenmaßnahme"), _("Was gegen die Verzögerung getan wird"), TEXT),
            Head(_("neuer Termin"), _("Wann die Maßnahme nun umgesetzt sein soll"), DAY),
            Head(_("Termin verstrichen"), _("„ja“, wenn der neue Termin vor dem Stichtag liegt"), NUMBER),
            Head(_("Stand vom"), _("Tag, für den die Angaben zur Verzögerung gelten"), DAY),
        ],
        (
            [
                *cells(delay.measure),
                delay.reason,
                delay.countermeasure,
                delay.new_date,
                yes(delay.has_passed),
                delay.as_of,
            ]
            for delay in results.delays
        ),
    )


def missing_table(results: Results) -> Table:
    about = _("Je Maßnahme und Organisation, von der eine Antwort fehlt, eine Zeile.")
    return _answer_table(_("Fehlende Antworten"), about, results.missing_answers)


def unapproved_table(results: Results) -> Table:
    about = _("Je Antwort, die ankam und vor dem Schließen nicht freigegeben war, eine Zeile.")
    return _answer_table(_("Antworten ohne Freigabe"), about, results.unapproved_answers)


def _answer_table(title: str, about: str, answers: Iterable[Missing]) -> Table:
    return Table(
        title,
        about,
        [
            *measure_heads(),
            Head(_("Organisation"), _("Wer gefragt wurde"), TITLE),
            Head(_("Antwort"), _("Was am Tag der Schließung vorlag"), TITLE),
        ],
        ([*cells(missing.measure), missing.organisation, missing.label] for missing in answers),
    )


def funding_table(results: Results) -> Table:
    return Table(
        _("Auslaufende Mittel"),
        _("Je Förderung oder Finanzierung, die endet, eine Zeile."),
        [
            *measure_heads(),
            Head(_("Mittel"), _("Wortlaut im Konzept oder in der Meldung"), TEXT),
            Head(_("Programm"), _("Name des Förderprogramms"), TITLE),
            Head(_("Betrag in Euro"), _("Soweit bekannt"), NUMBER, decimals=2),
            Head(_("Ende"), _("Tag, an dem die Mittel enden"), DAY),
            Head(_("schon beendet"), _("„ja“, wenn die Mittel am Stichtag schon beendet waren"), NUMBER),
        ],
        (
            [
                *cells(means.measure),
                means.wording,
                means.programme,
                means.amount,
                means.ends_on,
                yes(means.has_ended),
            ]
            for means in results.funding
        ),
    )


def review_table(results: Results) -> Table:
    return Table(
        _("Überprüfungen"),
        _("Je vorgesehener Überprüfung, die bis zum Stichtag nicht bestätigt war, eine Zeile."),
        [
            *measure_heads(),
            Head(_("Überprüfung"), _("Art der Überprüfung"), TITLE),
            Head(_("vorgesehen"), _("So genau, wie es im Konzept steht")),
            Head(_("spätestens am"), _("Letzter Tag des vorgesehenen Zeitraums"), DAY),
            Head(_("Stand"), _("Was am Stichtag bekannt war"), TITLE),
        ],
        (
            [*cells(review.measure), review.kind, review.planned, review.planned_on, review.state]
            for review in results.reviews
        ),
    )


def organisation_table(results: Results) -> Table:
    questions = own_questions(results, "organisation")
    return Table(
        _("Organisationen"),
        _("Je Organisation eine Zeile, mit ihren Antworten auf Fragen an die Organisation selbst."),
        [
            Head(_("Organisation"), _("Wer gefragt wurde"), TITLE),
            *question_heads(questions),
            Head(_("in Vertretung gemeldet"), _("„ja“, wenn andere für die Organisation gemeldet haben")),
        ],
        _organisations(results) if questions else [],
    )


def _organisations(results: Results) -> Iterator[Row]:
    questions = own_questions(results, "organisation")
    for each in results.organisations:
        answers = question_cells(questions, each["answers"])
        yield [each["organisation"]["name"], *answers, yes(each.get("on_behalf"))]
