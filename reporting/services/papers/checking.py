"""What stands against the fixing of a Vorlage, and what only has to be noticed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.models import CommitteeReport, Consultation


@dataclass(frozen=True)
class Doubt:
    """What a person may accept by a tick; `code` names it in the form."""

    code: str
    text: str


@dataclass(frozen=True)
class PaperCheck:
    """Obstacles have to be cleared away, doubts only accepted."""

    obstacles: list[str]
    doubts: list[Doubt]


def check_paper(paper: CommitteeReport) -> PaperCheck:
    """Two statements; the same check decides on the page and in the step itself."""
    stations = list(paper.consultations.select_related("committee").order_by("number"))
    return PaperCheck(list(_obstacles(paper, stations)), list(_doubts(paper, stations)))


def _obstacles(paper: CommitteeReport, stations: list[Consultation]) -> Iterator[str]:
    if not paper.query.is_frozen:
        yield _("Die Abfrage ist nicht geschlossen. Erst danach stehen die Ergebnisse fest.")
    if not stations:
        yield _("Die Beratungsfolge ist leer. Bitte tragen Sie mindestens ein Gremium ein.")


def _doubts(paper: CommitteeReport, stations: list[Consultation]) -> Iterator[Doubt]:
    if not paper.number:
        yield Doubt("number", _("Die Nummer der Vorlage fehlt."))
    if not paper.dated_on:
        yield Doubt("date", _("Das Datum der Vorlage fehlt."))
    if not paper.draft_decision:
        yield Doubt("decision", _("Der Beschlussentwurf ist leer."))
    if not paper.financial_impact:
        yield Doubt("finances", _("Zu den finanziellen Auswirkungen steht nichts in der Vorlage."))
    undated = [str(each.committee) for each in stations if not each.meeting_on]
    if undated:
        named = {"committees": ", ".join(undated)}
        yield Doubt("meetings", _("Ohne Tag der Sitzung: %(committees)s.") % named)
    if paper.dated_on and any(each.meeting_on and each.meeting_on < paper.dated_on for each in stations):
        yield Doubt("order", _("Eine Sitzung liegt vor dem Datum der Vorlage."))
