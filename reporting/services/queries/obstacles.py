"""What keeps a planned query from being opened, whoever asks: the page, the command that checks, the step itself."""

import datetime as dt

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from reporting.models import Question, StatusQuery

from .checking import QueryCheck


def with_unanswerable() -> models.QuerySet[StatusQuery]:
    """With `unanswerable`: a question that nobody could answer, read in the statement that locks the query."""
    found = Question.objects.unanswerable().filter(query=OuterRef("pk")).order_by("number")
    return StatusQuery.objects.annotate(unanswerable=Subquery(found.values("text")[:1]))


def warnings(query: StatusQuery, *, on: dt.date) -> list[str]:
    """What hinders nobody from opening, but is probably a mistake."""
    found = []
    if query.as_of > on:
        text = _(
            "Der Stichtag %(day)s liegt in der Zukunft. Die Organisationen kennen diesen Stand noch nicht."
        )
        found.append(text % {"day": f"{query.as_of:%d.%m.%Y}"})
    if query.opens_on is not None and query.opens_on != on:
        text = _(
            "Als Beginn ist der %(day)s geplant. Wenn Sie jetzt öffnen, gehen die Einladungen heute hinaus."
        )
        found.append(text % {"day": f"{query.opens_on:%d.%m.%Y}"})
    return found


def obstacles(query: StatusQuery, check: QueryCheck, *, on: dt.date) -> list[str]:
    """Reasons that no waiver removes; `query` is read by `with_unanswerable`."""
    found = []
    if query.is_frozen:
        found.append(_("Die Abfrage ist schon geschlossen."))
    if query.due_on < on:
        found.append(_("Die Frist ist schon vorbei. Bitte ändern Sie zuerst die Planung."))
    if question := query.unanswerable:  # type: ignore[attr-defined]
        reason = _(
            "Zur Pflichtfrage „%s“ gibt es keine Antworten zur Auswahl. Bitte ändern Sie zuerst die Planung."
        )
        found.append(reason % question)
    if not check.measures:
        found.append(_("Die Abfrage enthält noch keine Maßnahme. Bitte wählen Sie zuerst Maßnahmen aus."))
    return found
