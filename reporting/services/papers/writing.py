"""Writing a draft, and throwing one away. A final paper is locked here, whatever a page shows."""

import datetime as dt
from collections import Counter
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import Committee, CommitteeReport, Consultation, PaperState, QueryState, StatusQuery
from safety import audit

from .addresses import checked_link
from .carrying import carry_over
from .refusals import PaperError, claim
from .words import FIELDS, Stop, Words, words_of


@transaction.atomic
def write_paper(*, query: StatusQuery, words: Words, user: User | None, now: dt.datetime) -> CommitteeReport:
    """Begin a Vorlage to a query that has begun; a query may have several, one per occasion."""
    locked = StatusQuery.objects.select_for_update(no_key=True).get(pk=query.pk)
    if locked.state == QueryState.PLANNED:
        raise PaperError(_("Diese Abfrage hat noch nicht begonnen. Eine Vorlage gibt es erst danach."))
    paper = CommitteeReport(query=locked)
    _put(paper, words)
    subject = f"paper:{paper.uuid}"
    audit.record(action="paper.written", subject=subject, user_id=user.pk if user else None, now=now)
    return paper


@transaction.atomic
def rewrite_paper(*, paper: CommitteeReport, words: Words, version: int) -> CommitteeReport:
    """Save a draft; raises StaleVersionError where somebody else has saved it since."""
    refusal = _("Diese Vorlage ist festgelegt. Ihr Text lässt sich nur als neue Fassung bearbeiten.")
    locked = claim(paper, expected=PaperState.DRAFT, version=version, refusal=refusal)
    _put(locked, words)
    return locked


@transaction.atomic
def discard_paper(*, paper: CommitteeReport, version: int, user: User | None, now: dt.datetime) -> None:
    """Throw a draft away that was never final; its history stays."""
    refusal = _("Eine festgelegte Vorlage lässt sich nicht verwerfen.")
    locked = claim(paper, expected=PaperState.DRAFT, version=version, refusal=refusal)
    if reason := why_kept(locked):
        raise PaperError(reason)
    subject, title = f"query:{locked.query.uuid}", str(locked)
    locked.delete()
    audit.record(
        action="paper.discarded", subject=subject, user_id=user.pk if user else None, now=now, title=title
    )


def why_kept(paper: CommitteeReport) -> str:
    """Why this draft cannot be thrown away; empty where it can."""
    if paper.edition:
        return _("Von dieser Vorlage gibt es schon eine festgelegte Fassung. Sie bleibt erhalten.")
    if paper.consultations.exclude(result="").exists():
        return _("Zu dieser Vorlage steht schon ein Ergebnis der Beratung fest. Sie bleibt erhalten.")
    return ""


def _put(paper: CommitteeReport, words: Words) -> None:
    if not words.subject.strip():
        raise PaperError(_("Bitte schreiben Sie einen Betreff."))
    for name in FIELDS:
        setattr(paper, name, getattr(words, name))
    paper.link = checked_link(words.link)
    paper.save()
    _put_stops(paper, words.stops)


def _put_stops(paper: CommitteeReport, stops: tuple[Stop, ...]) -> None:
    """Write the Beratungsfolge anew where it differs; what came out at a station stays with it."""
    meetings = Counter((stop.committee.lower(), stop.meeting_on) for stop in stops if stop.meeting_on)
    if any(number > 1 for number in meetings.values()):
        raise PaperError(_("Ein Gremium steht mit derselben Sitzung zweimal in der Beratungsfolge."))
    before = {each.pk: each for each in paper.consultations.select_related("committee").order_by("number")}
    stored = list(words_of(paper).stops)
    wanted = [replace(stop, kept=stop.kept if stop.kept in before else None) for stop in stops]
    if wanted == stored:
        return
    committees = [_committee(stop.committee) for stop in wanted]
    rows = [
        Consultation(paper=paper, number=number, committee=each, meeting_on=stop.meeting_on, role=stop.role)
        for number, (stop, each) in enumerate(zip(wanted, committees, strict=True), start=1)
    ]
    carry_over(rows, [stop.kept for stop in wanted], before)
    paper.consultations.all().delete()
    for row in rows:
        row.save()


def _committee(name: str) -> Committee:
    """The committee of this name, however its letters are written; a new one where there is none."""
    found = Committee.objects.filter(name__iexact=name.strip()).first()
    return found or Committee.objects.get_or_create(name=name.strip())[0]
