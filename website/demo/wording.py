"""What the invented rounds say and ask beside the fixed core; marked as invented for whoever reads it."""

from reporting.models import QuestionKind, QuestionScope
from reporting.services.queries.planning import OwnQuestion

INVITATION = "Bitte berichten Sie, wie weit Ihre Maßnahmen sind. (Beispieldaten)"
#: Asked in the running round only, so that the earlier ones stay as they were answered.
QUESTIONS = (
    OwnQuestion(
        text="Wie viele Menschen hat die Maßnahme in diesem Jahr erreicht? (Beispieldaten)",
        help_text="Eine Schätzung genügt.",
        kind=QuestionKind.NUMBER,
        unit="Personen",
        is_public=True,
    ),
    OwnQuestion(
        text="Wie hat Ihre Organisation die Zusammenarbeit mit uns erlebt? (Beispieldaten)",
        scope=QuestionScope.ORGANISATION,
        kind=QuestionKind.CHOICE,
        options=("gut", "teils, teils", "schwierig"),
    ),
)
