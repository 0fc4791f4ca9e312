"""The steps of a query that runs: remind, show, close."""

import datetime as dt
import sys
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.models import MailKind, QueryState, StatusQuery
from reporting.services.mail_message import mask_links
from reporting.services.outbox import Letter, enqueue_all
from reporting.services.queries import close_query
from reporting.services.reminding import remind

from .outcome import ExitCode, Outcome, StepError, describe
from .steps import Options, find


def remind_(options: Options, now: dt.datetime) -> Outcome:
    """For the query of a year, or without one for all that run."""
    if options["year"] is not None:
        return _remind(find(options), options, now)
    outcomes = [_remind(query, options, now) for query in _running(options)]
    lines = [line for outcome in outcomes for line in outcome.lines]
    return Outcome(
        lines or [_("Keine Abfrage läuft. Niemand wird erinnert.")],
        {"queries": [outcome.data for outcome in outcomes]},
    )


def _running(options: Options) -> QuerySet[StatusQuery]:
    """Those of the kind and address that the caller names; a mistyped address is no query that does not run."""
    named = {name: options[name] for name in ("kind", "slug") if options[name]}
    if options["slug"] and not StatusQuery.objects.filter(**named).exists():
        raise StepError(_("Diese Abfrage gibt es nicht."), ExitCode.NOT_FOUND)
    return StatusQuery.objects.open().filter(**named).order_by("pk")


def _remind(query: StatusQuery, options: Options, now: dt.datetime) -> Outcome:
    address = options["redirect_to"]
    if address:
        _check_address(address)
    only_shown = bool(options["dry_run"] or address)
    letters = remind(query=query, now=now, dry_run=only_shown)
    if address and not options["dry_run"]:
        enqueue_all([_redirected(letter, address) for letter in letters], now=now)
    said = ngettext("%d Erinnerung", "%d Erinnerungen", len(letters)) % len(letters)
    lines = [f"{query.title}: {said}", *(f"{letter.recipient}: {letter.subject}" for letter in letters)]
    if query.state != QueryState.OPEN:
        lines = [_("%s läuft nicht. Niemand wird erinnert.") % query.title]
    data = {
        "query": describe(query),
        "dry_run": options["dry_run"],
        "redirected_to": address or None,
        "reminders": [{"recipient": letter.recipient, "subject": letter.subject} for letter in letters],
    }
    return Outcome(lines, data)


def show(options: Options, now: dt.datetime) -> Outcome:
    query = find(options)
    figures = query.requests.totals(on=timezone.localdate(now))
    lines = [
        f"{query.title}: {query.get_state_display()}",
        _("Frist: %s") % f"{query.due_on:%d.%m.%Y}",
        _("%(answered)d von %(asked)d Anfragen sind beantwortet, %(missing)d fehlen.") % figures,
    ]
    return Outcome(lines, {"query": describe(query), "response": figures})


def close(options: Options, now: dt.datetime) -> Outcome:
    query = find(options)
    if query.is_frozen:
        # Run by a timer, the command meets its own work of a minute ago.
        return Outcome([_("Ist schon geschlossen: %s") % query.title], _closed(describe(query), False))
    figures = query.requests.totals(on=timezone.localdate(now))
    missing = ngettext("%d Antwort fehlt.", "%d Antworten fehlen.", figures["missing"]) % figures["missing"]
    if not options["yes"] and not _confirmed(f"{query.title}: {missing}", options):
        reason = _("Nicht bestätigt. Die Abfrage ist nicht geschlossen. Zum Schließen nennen Sie --yes.")
        raise StepError(reason, query=describe(query), response=figures)
    closed = close_query(query=query, version=query.version, now=now)
    return Outcome(
        [_("Geschlossen: %s") % closed.title, missing],
        {**_closed(describe(closed), True), "response": figures},
    )


def _closed(query: dict[str, object], changed: bool) -> dict[str, object]:
    return {"query": query, "changed": changed}


def _confirmed(said: str, options: Options) -> bool:
    """Only a person at a terminal can be asked."""
    if options["as_json"] or not sys.stdin.isatty():
        return False
    answer = input(f"{said} " + _("Jetzt schließen? (ja/nein)") + " ")
    return answer.strip().lower() == _("ja")


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise StepError(_("„%s“ ist keine E-Mail-Adresse.") % address, ExitCode.USAGE) from error


def _redirected(letter: Letter, address: str) -> Letter:
    """A copy to look at, once per reminder and address; it counts as no mail to the person or of the query."""
    said = f"{address}|{letter.occasion}"
    digest = salted_hmac("reporting.redirected", said, algorithm="sha256").hexdigest()[:40]
    occasion = f"redirected:{digest}"
    return replace(
        letter,
        recipient=address,
        occasion=occasion,
        body=mask_links(letter.body),
        html=mask_links(letter.html),
        kind=MailKind.OTHER,
        query=None,
    )
