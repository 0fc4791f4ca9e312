"""What can be entered into the workbook: the columns of its sheets, each with the answer it stands for.

All answers on one measure are one flat mapping, name → value; the names are those of the form on the page.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.models import Attainment, Course, DelayReason, ImplementationStatus
from reporting.models import Question, QuestionKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: What a cell can say; a date without time, a number without binary fractions.
Value = str | bool | dt.date | Decimal | None

LONGEST_TEXT = 5000
LONGEST_HEADER = 200
YES_NO = (("yes", gettext_lazy("ja")), ("no", gettext_lazy("nein")))


class Kind(Enum):
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    TICK = "tick"


@dataclass(frozen=True)
class Column:
    name: str
    header: "StrOrPromise"
    kind: Kind
    hint: "StrOrPromise" = ""
    #: Stored value and what people choose.
    choices: "Sequence[tuple[str, StrOrPromise]]" = ()
    #: Whether last year's answer stands beside it.
    has_last: bool = True

    def named(self, key: int) -> "Column":
        """The same column for one indicator or step."""
        return Column(f"{self.name}_{key}", self.header, self.kind, self.hint, self.choices, self.has_last)


CORE = (
    Column(
        "status",
        gettext_lazy("Umsetzungsstand"),
        Kind.CHOICE,
        gettext_lazy("Bitte wählen Sie aus der Liste."),
        ImplementationStatus.choices,
    ),
    Column(
        "course",
        gettext_lazy("Verlauf"),
        Kind.CHOICE,
        gettext_lazy("Nur bei „in Planung“, „in Umsetzung“ oder „Daueraufgabe“. Sonst bitte leer lassen."),
        Course.choices,
    ),
    Column(
        "delay_reason",
        gettext_lazy("Hauptgrund der Verzögerung"),
        Kind.CHOICE,
        gettext_lazy("Nur, wenn die Maßnahme verzögert ist."),
        DelayReason.choices,
    ),
    Column(
        "countermeasure",
        gettext_lazy("Was wird dagegen getan?"),
        Kind.TEXT,
        gettext_lazy("Nur, wenn die Maßnahme verzögert ist. Ein bis zwei Sätze."),
    ),
    Column(
        "new_date",
        gettext_lazy("Neuer Termin"),
        Kind.DATE,
        gettext_lazy("Nur, wenn die Maßnahme verzögert ist. Zum Beispiel: 31.12.2027"),
    ),
    Column(
        "text",
        gettext_lazy("Sachstand"),
        Kind.TEXT,
        gettext_lazy("Was wurde seit der letzten Meldung erreicht? Drei bis zehn Sätze."),
    ),
    Column(
        "experiences",
        gettext_lazy("Erfahrungen"),
        Kind.TEXT,
        gettext_lazy("Was hat gut geklappt, was nicht? Was würden Sie anderen raten?"),
    ),
    Column(
        "next_steps",
        gettext_lazy("Nächste Schritte"),
        Kind.TEXT,
        gettext_lazy("Was ist als Nächstes geplant, und bis wann?"),
    ),
    Column(
        "resources",
        gettext_lazy("Ressourcen"),
        Kind.TEXT,
        gettext_lazy("Welches Personal und welche Mittel gibt es? Was fehlt? Bis wann läuft eine Förderung?"),
    ),
    Column(
        "internal_note",
        gettext_lazy("Nachricht an das Kommunale Integrationszentrum"),
        Kind.TEXT,
        gettext_lazy("Wird nicht veröffentlicht."),
        has_last=False,
    ),
)
UNCHANGED = Column(
    "is_unchanged",
    gettext_lazy("Unverändert bestätigen"),
    Kind.TICK,
    gettext_lazy("„ja“, wenn alle Angaben der letzten Meldung weiter gelten. Sonst bitte leer lassen."),
    has_last=False,
)
INDICATOR = (
    Column(
        "attainment",
        gettext_lazy("Zielerreichung"),
        Kind.CHOICE,
        gettext_lazy("Bitte wählen Sie aus der Liste."),
        Attainment.choices,
    ),
    Column(
        "value",
        gettext_lazy("Wert"),
        Kind.NUMBER,
        gettext_lazy("Nur eine Zahl, höchstens zwei Stellen nach dem Komma."),
    ),
    Column("note", gettext_lazy("Erläuterung"), Kind.TEXT, gettext_lazy("Ein bis zwei Sätze.")),
)
STEP = Column(
    "step", gettext_lazy("Erledigt"), Kind.TICK, gettext_lazy("„ja“, wenn der Schritt erledigt ist.")
)
KINDS = {
    QuestionKind.TEXT: Kind.TEXT,
    QuestionKind.NUMBER: Kind.NUMBER,
    QuestionKind.CHOICE: Kind.CHOICE,
    QuestionKind.YES_NO: Kind.CHOICE,
}


def question_column(question: Question, place: int) -> Column:
    """One of the query's own questions; its place keeps two questions of the same wording apart."""
    unit = f" ({question.unit})" if question.unit else ""
    text = _("Frage %(place)s: %(text)s") % {"place": place, "text": question.text}
    choices: Sequence[tuple[str, StrOrPromise]] = [(option, option) for option in question.options]
    return Column(
        f"question_{question.pk}",
        Truncator(text).chars(LONGEST_HEADER) + unit,
        KINDS[QuestionKind(question.kind)],
        question.help_text,
        YES_NO if question.kind == QuestionKind.YES_NO else choices,
        has_last=False,
    )


def measure_columns(questions: Iterable[Question]) -> list[Column]:
    own = [question_column(question, place) for place, question in enumerate(questions, start=1)]
    return [*CORE, *own, UNCHANGED]


def german(text: "StrOrPromise") -> str:
    """As it stands in the file, which is German whatever language the page is read in."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(text)
