"""Why a step of a query is refused, in words for the person who tried."""

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import Measure
from reporting.models import QueryState, StatusQuery
from reporting.services.gate import shut_gate


class QueryError(Exception):
    """The step does not fit the state of the query; nothing was written."""


class NobodyToAskError(QueryError):
    """Measures about which no mail asks anybody, which nobody has knowingly accepted."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        super().__init__(
            _(
                "Für einige Maßnahmen gibt es niemanden, den wir fragen können, "
                "oder niemanden, den eine E-Mail erreicht. "
                "Bitte bestätigen Sie, dass die Abfrage trotzdem beginnen soll."
            )
        )
        self.measures = measures


class GapsChangedError(QueryError):
    """What was accepted is not what is open now: the page has to be read once more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Die Liste der Maßnahmen ohne Antwort hat sich inzwischen geändert. "
                "Bitte sehen Sie sie noch einmal durch. Bisher wurde niemand gefragt."
            )
        )


class PlannedMeanwhileError(QueryError):
    """Two people plan the same: the form of the second was checked before the first had saved."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Jemand anderes hat gerade eine Abfrage für dieses Jahr geplant. "
                "Bitte sehen Sie zuerst in der Liste der Abfragen nach."
            )
        )


_EXPECTED = {
    QueryState.PLANNED: gettext_lazy(
        "Diese Abfrage ist schon geöffnet worden. Die Planung lässt sich nicht mehr ändern."
    ),
    QueryState.OPEN: gettext_lazy("Diese Abfrage läuft nicht. Sie können sie nicht schließen."),
    QueryState.CLOSED: gettext_lazy("Nur eine geschlossene Abfrage kann veröffentlicht werden."),
}


def claim(
    query: StatusQuery,
    *,
    expected: QueryState,
    version: int,
    refusal: str = "",
    rows: models.QuerySet[StatusQuery] | None = None,
) -> StatusQuery:
    """Lock the query for this transaction, in the state that the step needs, and take its next version.

    Raises QueryError for another state, saying `refusal` where the step has words of its own, and StaleVersionError
    where somebody saved in the meantime. `rows` may add to the query what the step wants to read with it.
    """
    found = StatusQuery.objects.all() if rows is None else rows
    shut_gate(query.pk)
    # No key changes, so that mails and answers that point to the query need not wait.
    locked = found.select_for_update(no_key=True).get(pk=query.pk)
    if locked.state != expected:
        raise QueryError(refusal or _EXPECTED[expected])
    locked.claim_version(version)
    return locked
