"""Why a step of a Vorlage is refused, in words for the person who tried."""

from django.utils.translation import gettext as _

from reporting.models import CommitteeReport, PaperState, StatusQuery


class PaperError(Exception):
    """The step does not fit the state of the paper; nothing was written."""


class WarningsChangedError(PaperError):
    """What was accepted is not what is open now: the page has to be read once more."""

    def __init__(self) -> None:
        super().__init__(_("Bitte bestätigen Sie jeden Hinweis einzeln, oder ergänzen Sie, was fehlt."))


def claim(paper: CommitteeReport, *, expected: PaperState, version: int, refusal: str) -> CommitteeReport:
    """Lock paper and query for this transaction, and take the paper's next version.

    The query first, as in every step of a query, so that a paper is not final while the query opens again. Raises
    PaperError for another state, and StaleVersionError where somebody saved in the meantime.
    """
    query = StatusQuery.objects.select_for_update(no_key=True).get(pk=paper.query_id)
    locked = CommitteeReport.objects.select_for_update(no_key=True).get(pk=paper.pk)
    locked.query = query
    if locked.state != expected:
        raise PaperError(refusal)
    locked.claim_version(version)
    return locked
