"""The first lines of every change of a report."""

from reporting.models import ProgressReport
from reporting.services.gate import pass_gate_of


def claim_report(report: ProgressReport, *, expected_version: int) -> ProgressReport:
    """Lock the report for this transaction, as it stands now, and take its next version.

    A closing query locks the same rows, so that a change is wholly before the cut or refused.
    """
    pass_gate_of(report.pk)
    locked = ProgressReport.objects.select_for_update().get(pk=report.pk)
    locked.claim_version(expected_version)
    return locked
