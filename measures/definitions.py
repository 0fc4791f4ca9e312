"""What each value of the three axes means, in plain words for the public (DESIGN.md 2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Attainment, Course, ImplementationStatus

#: Stands for „noch nicht abgefragt“ in addresses; no row has this value.
NOT_ASKED = "not_asked"
NOT_ASKED_LABEL = _("noch nicht abgefragt")


@dataclass(frozen=True)
class Definition:
    value: str
    anchor: str
    label: str | Promise
    text: str | Promise


@dataclass(frozen=True)
class Axis:
    anchor: str
    title: str | Promise
    lead: str | Promise
    definitions: list[Definition]


def anchor(axis: str, value: str) -> str:
    """Fragment of the definitions page for one value, also used by the links on badges."""
    return f"{axis}-{value.replace('_', '-')}"


def _axis(
    name: str, title: Promise, lead: Promise, texts: Sequence[tuple[str, str | Promise, str | Promise]]
) -> Axis:
    return Axis(name, title, lead, [Definition(v, anchor(name, v), label, text) for v, label, text in texts])


_STATUS = ImplementationStatus
_STATUS_TEXTS = [
    (
        NOT_ASKED,
        NOT_ASKED_LABEL,
        _(
            "Zu dieser Maßnahme liegt noch keine bestätigte Angabe vor. "
            "Das heißt nicht, dass nichts geschehen ist: Es wurde noch nicht gefragt oder noch nicht geantwortet."
        ),
    ),
    (
        _STATUS.NOT_STARTED,
        _STATUS.NOT_STARTED.label,
        _("Die Maßnahme ist weiter gewollt. Bisher hat aber noch niemand mit ihr angefangen."),
    ),
    (
        _STATUS.PLANNING,
        _STATUS.PLANNING.label,
        _("Die Beteiligten bereiten die Maßnahme vor. Sie klären zum Beispiel Personal, Geld und Termine."),
    ),
    (
        _STATUS.IN_PROGRESS,
        _STATUS.IN_PROGRESS.label,
        _("An der Maßnahme wird gearbeitet. Sie hat angefangen und soll einmal fertig sein."),
    ),
    (
        _STATUS.PERMANENT,
        _STATUS.PERMANENT.label,
        _(
            "Die Maßnahme läuft dauerhaft und gehört zur laufenden Arbeit. Sie hat kein festes Ende. "
            "Eine Daueraufgabe ist deshalb nicht „abgeschlossen“."
        ),
    ),
    (
        _STATUS.COMPLETED,
        _STATUS.COMPLETED.label,
        _("Alles, was vorgesehen war, ist getan. Ob die Ziele erreicht sind, zeigt die Zielerreichung."),
    ),
    (
        _STATUS.POSTPONED,
        _STATUS.POSTPONED.label,
        _("Die Maßnahme ruht. Sie ist nicht aufgegeben und kann später beginnen oder weitergehen."),
    ),
    (
        _STATUS.DROPPED,
        _STATUS.DROPPED.label,
        _("Die Maßnahme wird nicht mehr verfolgt. Der Grund steht auf der Seite der Maßnahme."),
    ),
]

STATUS_AXIS = _axis(
    "umsetzungsstand",
    _("Umsetzungsstand"),
    _(
        "Der Umsetzungsstand sagt, wie weit eine Maßnahme ist. "
        "Er gilt immer zu einem bestimmten Tag. Das Kommunale Integrationszentrum bestätigt ihn."
    ),
    _STATUS_TEXTS,
)

COURSE_AXIS = _axis(
    "verlauf",
    _("Verlauf"),
    _(
        "Der Verlauf sagt, ob eine Maßnahme so vorankommt wie geplant. "
        "Es gibt ihn nur bei Maßnahmen, die in Planung oder in Umsetzung sind oder eine Daueraufgabe sind."
    ),
    [
        (
            Course.ON_TRACK,
            Course.ON_TRACK.label,
            _("Die Maßnahme kommt so voran, wie es vorgesehen ist."),
        ),
        (
            Course.DELAYED,
            Course.DELAYED.label,
            _(
                "Die Maßnahme braucht länger als vorgesehen. Dazu gehören ein Hauptgrund, "
                "was dagegen getan wird, und möglichst ein neuer Termin."
            ),
        ),
    ],
)

ATTAINMENT_AXIS = _axis(
    "zielerreichung",
    _("Zielerreichung"),
    _(
        "Die Zielerreichung wird für jedes Teilziel einzeln angegeben. "
        "Eine Maßnahme kann fertig sein, obwohl ein Teilziel nicht erreicht ist, und umgekehrt."
    ),
    [
        (Attainment.REACHED, Attainment.REACHED.label, _("Das Teilziel ist ganz erreicht.")),
        (
            Attainment.PARTLY,
            Attainment.PARTLY.label,
            _("Ein Teil ist geschafft, aber noch nicht alles."),
        ),
        (
            Attainment.NOT_REACHED,
            Attainment.NOT_REACHED.label,
            _("Das Teilziel wurde geprüft und ist nicht erreicht."),
        ),
        (
            Attainment.NOT_YET,
            Attainment.NOT_YET.label,
            _("Es ist noch zu früh für ein Urteil, oder es fehlen noch Angaben."),
        ),
        (
            Attainment.OBSOLETE,
            Attainment.OBSOLETE.label,
            _("Das Teilziel passt nicht mehr zur heutigen Lage und wird nicht weiter verfolgt."),
        ),
    ],
)

AXES = [STATUS_AXIS, COURSE_AXIS, ATTAINMENT_AXIS]
