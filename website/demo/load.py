"""Invented yearly rounds, played through the same services as real ones, at dates in the past."""

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fields.models import Concept
from reporting.models import ProgressReport, StatusQuery

from .people import LogIn, make_personas
from .rounds import Round, play_round
from .sheets import invent_sheets
from .source import DemoError, read_source


def load_demo(*, rounds: Path, logins: Path, now: dt.datetime) -> None:
    """Load the invented rounds of the last years and this one, which is left open, and write down the log-ins.

    The log-ins are written once they exist for others: a file of accounts that were rolled back would mislead.
    Raises DemoError without a concept in force, or where the data, or real ones, are there already.
    """
    with transaction.atomic():
        concept = Concept.objects.select_for_update().in_force().first()
        if concept is None:
            raise DemoError(_("Es ist kein Konzept in Kraft. Bitte laden Sie zuerst eines mit load_concept."))
        if concept.has_demo_data:
            raise DemoError(_("Die Beispieldaten sind schon geladen."))
        if StatusQuery.objects.exists() or ProgressReport.objects.exists():
            raise DemoError(
                _("Es gibt schon Abfragen oder Meldungen. Beispieldaten gehören nicht dazwischen.")
            )
        log_ins = make_personas()
        source = read_source(rounds)
        calendar = _calendar(now, finished=len(source.rounds) - 1)
        invent_sheets(concept, source, as_of=calendar[-2].as_of)
        for played, content in zip(calendar, source.rounds, strict=True):
            play_round(concept=concept, played=played, content=content)
        concept.has_demo_data = True
        concept.save()
        transaction.on_commit(lambda: _write_down(logins, log_ins))


def _calendar(now: dt.datetime, *, finished: int) -> list[Round]:
    """Finished rounds with their Stichtag on 30 September, one a year, and one that runs for two more weeks."""
    today = timezone.localdate(now)
    past = [
        Round(
            year=year,
            as_of=dt.date(year, 9, 30),
            due_on=dt.date(year, 10, 31),
            opened_at=_at(dt.date(year, 10, 1)),
            closed_at=_at(dt.date(year, 11, 4)),
        )
        for year in range(today.year - finished, today.year)
    ]
    opened = today - dt.timedelta(days=20)
    running = Round(
        year=today.year,
        as_of=opened - dt.timedelta(days=1),
        due_on=today + dt.timedelta(days=14),
        opened_at=_at(opened),
        closed_at=None,
    )
    return [*past, running]


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=ZoneInfo(settings.TIME_ZONE))


def _write_down(path: Path, log_ins: list[LogIn]) -> None:
    """The passwords are nowhere else; only the own account may read the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    width = max(len(log_in.label) for log_in in log_ins)
    with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
        opened.write(_("Zugänge der Vorführung (erfunden, nur auf diesem Rechner):") + "\n\n")
        for log_in in log_ins:
            opened.write(f"{log_in.label:<{width}}  {log_in.email:<42}  {log_in.password}\n")
