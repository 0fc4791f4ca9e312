"""What is frozen of one measure: plain JSON with every name and label in it, public and internal parts apart."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from measures.models import Measure, ResponsibilityRole
from partners.models import Organisation
from reporting.models import OWED, ProgressReport, QueryRequest, QuestionScope, ReportState, RequestState

from .questions import OwnQuestions, organisation_part
from .reported import Part, axes, report_part, wordings
from .sheet import measure_part


@dataclass(frozen=True)
class Sources:
    """The living rows of one measure at the moment of the cut, with everything already read."""

    measure: Measure
    requests: list[QueryRequest]
    unasked: list[ProgressReport]
    previous: Part | None
    questions: OwnQuestions


def public_part(sources: Sources) -> Part:
    """For everybody; of a measure that is not published, nothing but that."""
    if not sources.measure.is_published:
        return {"visible": False}
    return {"visible": True, **_content(sources)}


def internal_part(sources: Sources) -> Part:
    """For the KI only: what was not approved, remarks, and all of an unpublished measure."""
    hidden = None if sources.measure.is_published else _content(sources)
    return {
        "hidden": hidden,
        "answers": [_internal_answer(request, sources) for request in sources.requests],
        "unasked": [
            {"uuid": str(report.uuid), "wordings": wordings(report)}
            for report in sources.unasked
            if wordings(report)
        ],
    }


def _content(sources: Sources) -> Part:
    measure = sources.measure
    roles = {row.organisation_id: row.role for row in measure.responsibilities.all()}
    return {
        "measure": measure_part(measure),
        "status": axes(measure.current) if measure.current else None,
        "previous": sources.previous,
        "answers": [_answer(request, sources, roles) for request in sources.requests],
        "unasked": [
            {
                "organisation": _organisation(report.organisation),
                "role": _role(roles.get(report.organisation_id)),
                "report": report_part(report, measure),
            }
            for report in sources.unasked
        ],
    }


def _answer(request: QueryRequest, sources: Sources, roles: dict[int | None, str]) -> Part:
    report = _report_of(request)
    is_approved = report is not None and report.state == ReportState.APPROVED
    part = {
        "uuid": str(request.uuid),
        "organisation": _organisation(request.organisation),
        "role": _role(roles.get(request.organisation_id)),
        **_public_state(request),
        "late": request.came_late,
        "report": report_part(report, sources.measure) if report and is_approved else None,
        "own_answers": [],
    }
    if report and is_approved:
        part["own_answers"] = _own_answers(report, sources, public=True)
    return part


def _own_answers(report: ProgressReport, sources: Sources, *, public: bool) -> list[Part]:
    rows = report.question_answers.all()
    return sources.questions.answers(rows, QuestionScope.MEASURE, public=public)


def _public_state(request: QueryRequest) -> Part:
    """Where exactly a missing answer got stuck is nobody's business but the KI's."""
    if request.state in OWED:
        was_there = request.first_submitted_at is not None
        return {
            "state": "missing",
            "label": _("keine freigegebene Antwort") if was_there else _("keine Antwort"),
        }
    labels = {
        RequestState.SUBMITTED: _("eingereicht, nicht freigegeben"),
        RequestState.APPROVED: _("freigegeben"),
        RequestState.NOT_REQUIRED: _("nicht erforderlich"),
    }
    return {"state": request.state, "label": labels[RequestState(request.state)]}


def _internal_answer(request: QueryRequest, sources: Sources) -> Part:
    """The note of a request is no answer and stays out: partners name persons there, who may have to be erased."""
    part: Part = {
        "uuid": str(request.uuid),
        "organisation": _organisation(request.organisation),
        "state": {"value": request.state, "label": request.get_state_display()},
        "deadline": request.deadline.isoformat(),
        "withdrawal_reason": request.withdrawal_reason,
    }
    report = _report_of(request)
    if report is None or report.state == ReportState.DRAFT:
        return part
    part["note"] = report.internal_note
    part["return_remark"] = report.return_remark
    part["self_approval_reason"] = report.self_approval_reason
    part["wordings"] = wordings(report)
    part["own_answers"] = _own_answers(report, sources, public=False)
    if report.state != ReportState.APPROVED:
        part["report"] = report_part(report, sources.measure)
        part["unapproved_own_answers"] = _own_answers(report, sources, public=True)
    return part


def _report_of(request: QueryRequest) -> ProgressReport | None:
    return getattr(request, "report", None)


def _organisation(organisation: Organisation) -> Part:
    return organisation_part(organisation.uuid, organisation.name)


def _role(role: str | None) -> str:
    return str(ResponsibilityRole(role).label) if role else ""
