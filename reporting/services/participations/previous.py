"""What an organisation answered in an earlier query, for the questions that are asked in the same words again."""

from reporting.models import Participation, ReportState


def last_approved_answers(participation: Participation) -> Participation | None:
    """The organisation's answers approved last in another query, with their questions."""
    earlier = Participation.objects.filter(
        organisation=participation.organisation_id, state=ReportState.APPROVED
    )
    return (
        earlier.exclude(query=participation.query_id)
        .select_related("query")
        .prefetch_related("question_answers__question")
        .order_by("-approved_at", "-pk")
        .first()
    )
