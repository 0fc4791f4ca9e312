"""Why a step with a report is refused, in words for the person who tried; nothing was written."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from .models import ProgressReport, StatusQuery


class ReportError(Exception):
    """The step does not fit the report as it stands."""


class NotResponsibleError(ReportError):
    def __init__(self) -> None:
        super().__init__(_("Diese Organisation ist für die Maßnahme nicht zuständig."))


class WrongStateError(ReportError):
    """The arrow is missing in `reporting.transitions`."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Die Meldung ist im Stand „%(state)s“. Dieser Schritt ist deshalb nicht möglich.")
            % {"state": state}
        )


class RequestError(ReportError):
    """The step does not fit the request as it stands."""


class WrongRequestStateError(RequestError):
    """The arrow is missing in `reporting.transitions.RequestAction`."""

    def __init__(self, state: str) -> None:
        super().__init__(
            _("Die Anfrage ist im Stand „%(state)s“. Dieser Schritt ist deshalb nicht möglich.")
            % {"state": state}
        )


class OtherQueryFirstError(RequestError):
    """One answer per measure and organisation is under way at a time."""

    def __init__(self, other: ProgressReport) -> None:
        super().__init__(other_query_first(other))


def other_query_first(other: ProgressReport) -> str:
    """What has to happen with the answer `other` to another query before the next one can begin."""
    query = other.request.query.title if other.request else ""
    if other.is_editable:
        reason = _(
            "Zu dieser Maßnahme ist noch eine Antwort Ihrer Organisation auf eine andere Abfrage offen: „%(query)s“. "
            "Bitte senden Sie zuerst diese ab. Sobald sie freigegeben ist, können Sie hier antworten."
        )
    else:
        reason = _(
            "Ihre Antwort zu dieser Maßnahme auf eine andere Abfrage ist abgesendet: „%(query)s“. Sie wartet auf die "
            "Prüfung durch das Kommunale Integrationszentrum. Sobald sie freigegeben ist, können Sie hier antworten. "
            "Bis dahin müssen Sie nichts tun."
        )
    return str(reason % {"query": query})


class FrozenQueryError(ReportError):
    """The lock says why it is locked."""

    def __init__(self, query: StatusQuery) -> None:
        super().__init__(
            _(
                "%(reason)s Wer ein Benutzerkonto hat, kann die Angaben in eine neue Meldung ohne Abfrage übernehmen."
            )
            % {"reason": query.lock_reason}
        )
        self.query = query


class IncompleteReportError(ReportError):
    """Something is missing for submission; `problems` names field and reason."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(_("Einige Angaben fehlen noch. Bitte ergänzen Sie sie vor dem Absenden."))
        self.problems = problems


class NothingToConfirmError(ReportError):
    def __init__(self) -> None:
        super().__init__(
            _("Es gibt noch keine freigegebene Meldung, die Sie unverändert bestätigen könnten.")
        )


class OwnEntriesError(ReportError):
    """Confirming would overwrite what somebody wrote (DESIGN.md 4.1)."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "In dieser Meldung stehen schon neue Angaben. „Unverändert bestätigen“ würde sie überschreiben. "
                "Bitte senden Sie die Meldung stattdessen ab."
            )
        )


class RemarkMissingError(ReportError):
    def __init__(self) -> None:
        super().__init__(_("Bitte schreiben Sie der Organisation, was fehlt oder zu ändern ist."))


class SelfApprovalError(ReportError):
    def __init__(self) -> None:
        super().__init__(
            _(
                "Sie haben diese Meldung selbst abgesendet. Bitte lassen Sie sie von einer anderen Person freigeben, "
                "oder nennen Sie den Grund, warum das nicht geht."
            )
        )
