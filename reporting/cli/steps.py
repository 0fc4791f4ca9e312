"""The steps before a query runs: plan, check, open. Each calls the same service as the pages."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fields.models import Concept
from measures.models import Measure
from reporting.models import QueryKind, QueryState, StatusQuery
from reporting.services.queries import (
    GapsChangedError,
    NobodyToAskError,
    QueryCheck,
    also_asked,
    check_query,
    open_query,
    plan_query,
)
from reporting.services.queries.checking import AlsoAsked
from reporting.services.queries.copying import plan_from
from reporting.services.queries.obstacles import obstacles, warnings, with_unanswerable
from reporting.services.queries.planning import Plan

from .outcome import ExitCode, Outcome, StepError, describe

Options = dict[str, Any]


@transaction.atomic
def plan(options: Options, now: dt.datetime) -> Outcome:
    """A second run finds the query of the first one: the concept is locked while we look."""
    concept = Concept.objects.in_force().select_for_update().first()
    if concept is None:
        raise StepError(_("Es ist kein Konzept in Kraft."), ExitCode.NOT_FOUND)
    if known := _found(options).filter(concept=concept).first():
        reason = _("Diese Abfrage gibt es schon: %s") % known.title
        raise StepError(reason, query=describe(known))
    new = _new_plan(options)
    try:
        StatusQuery(concept=concept, **new.columns()).validate_constraints()
    except ValidationError as error:
        raise StepError(" ".join(error.messages)) from error
    query = plan_query(concept=concept, plan=new)
    return Outcome([_("Geplant: %s") % query.title], {"query": describe(query)})


def check(options: Options, now: dt.datetime) -> Outcome:
    query = with_unanswerable().get(pk=find(options).pk)
    found = check_query(query)
    # What runs was looked at when it was opened, and its plan cannot be changed any more.
    is_running = query.state == QueryState.OPEN
    hindered = [] if is_running else obstacles(query, found, on=timezone.localdate(now))
    data = {"query": describe(query), **_checked(found), "obstacles": hindered}
    others = also_asked(query)
    data["also_asked"] = [
        {"slug": other.query.slug, "measures": [measure.code for measure in other.measures]}
        for other in others
    ]
    data["warnings"] = warnings(query, on=timezone.localdate(now))
    lines = [
        ngettext("%d Maßnahme", "%d Maßnahmen", len(found.measures)) % len(found.measures),
        ngettext("%d Anfrage", "%d Anfragen", len(found.asked)) % len(found.asked),
        ngettext("%d Einladung", "%d Einladungen", len(found.invitees)) % len(found.invitees),
        *(_("Nicht möglich: %s") % reason for reason in hindered),
        *_gap_lines(found),
        *(_("Bitte prüfen: %s") % each for each in data["warnings"]),
        *_twice_lines(others),
        *_hint_lines(found),
    ]
    if is_running:
        return Outcome([_("Läuft schon: %s") % query.title, *lines], data)
    return Outcome(lines, data, ExitCode.REFUSED if found.gaps or hindered else ExitCode.DONE)


def open_(options: Options, now: dt.datetime) -> Outcome:
    query = find(options)
    if query.state == QueryState.OPEN:
        # Run by a timer, the command meets its own work of a minute ago.
        return Outcome([_("Läuft schon: %s") % query.title], {"query": describe(query), "changed": False})
    found = check_query(query)
    waived = [gap.measure.pk for gap in found.gaps] if options["waive_gaps"] else []
    shown = [gap.key for gap in found.gaps]
    try:
        opened = open_query(
            query=query, version=query.version, waived=waived, shown=shown, user=None, now=now
        )
    except (NobodyToAskError, GapsChangedError) as refused:
        reason = "\n".join([str(refused), *_gap_lines(found)])
        raise StepError(reason, query=describe(query), **_checked(found)) from refused
    lines = [_("Geöffnet: %s") % opened.title, *_gap_lines(found)]
    return Outcome(lines, {"query": describe(opened), "changed": True, **_checked(found)})


def find(options: Options) -> StatusQuery:
    """The one query of that year and kind."""
    found = list(_found(options).select_related("concept")[:2])
    if not found:
        raise StepError(_("Diese Abfrage gibt es nicht."), ExitCode.NOT_FOUND)
    if len(found) > 1:
        slugs = sorted(_found(options).values_list("slug", flat=True))
        reason = _("Es gibt mehrere Abfragen dieser Art. Bitte nennen Sie --slug: %s") % ", ".join(slugs)
        raise StepError(reason, ExitCode.USAGE, slugs=slugs)
    return found[0]


def _found(options: Options) -> models.QuerySet[StatusQuery]:
    found = StatusQuery.objects.filter(year=options["year"], kind=options["kind"] or QueryKind.YEARLY)
    return found.filter(slug=options["slug"]) if options["slug"] else found


def _new_plan(options: Options) -> Plan:
    days = {name: options[name] for name in ("as_of", "due_on") if options[name]}
    if options["copy_from"] is not None:
        source = find({**options, "year": options["copy_from"], "slug": ""})
        return replace(plan_from(source, year=options["year"]), **days)
    if len(days) < 2:
        raise StepError(_("Bitte nennen Sie --as-of und --due-on, oder --copy-from."), ExitCode.USAGE)
    return Plan(
        kind=QueryKind(options["kind"]),
        year=options["year"],
        measures=list(Measure.objects.published()),
        **days,
    )


def _checked(check: QueryCheck) -> dict[str, Any]:
    return {
        "measures": len(check.measures),
        "requests": len(check.asked),
        "invitations": len(check.invitees),
        "gaps": [
            {"measure": gap.measure.code, "slug": gap.measure.slug, "reason": gap.reason.value}
            for gap in check.gaps
        ],
        "busy": [
            {"organisation": organisation.slug, "measures": len(measures)}
            for organisation, measures in check.busy
        ],
        "asked_for_several": [
            {"email": one.email, "organisations": [organisation.slug for organisation in one.organisations]}
            for one in check.shared
        ],
    }


def _gap_lines(check: QueryCheck) -> list[str]:
    return [
        _("Offen: %(code)s %(title)s – %(reason)s")
        % {"code": gap.measure.code, "title": gap.measure.title, "reason": gap.reason.label}
        for gap in check.gaps
    ]


def _twice_lines(others: list[AlsoAsked]) -> list[str]:
    return [
        _("Schon in einer anderen laufenden Abfrage: %(query)s (%(measures)s)")
        % {"query": other.query.title, "measures": ", ".join(measure.code for measure in other.measures)}
        for other in others
    ]


def _hint_lines(check: QueryCheck) -> list[str]:
    """What hinders nobody, but should be known before."""
    several = [
        _("Für mehrere Organisationen gefragt: %(email)s (%(organisations)s)")
        % {"email": one.email, "organisations": ", ".join(each.name for each in one.organisations)}
        for one in check.shared
    ]
    busy = [
        _("Viele Maßnahmen: %(organisation)s (%(number)d)")
        % {"organisation": organisation.name, "number": len(measures)}
        for organisation, measures in check.busy
    ]
    return several + busy
