"""What the Integrationsbeauftragte should know, and has to decide, before a query begins."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from partners.models import Organisation
from reporting.models import QueryRequest, StatusQuery

from .asking import (
    Asked,
    Invitee,
    answering,
    first_contacts,
    first_members,
    invitees_of,
)

#: With more measures than this, answering is a burden for one organisation.
MANY_MEASURES = 10

WithMeasures = list[tuple[Organisation, list[Measure]]]


class GapReason(models.TextChoices):
    """Why no mail asks anybody about a measure."""

    NO_ORGANISATION = "no_organisation", _("Keine Organisation ist federführend.")
    ONLY_GROUPS = "only_groups", _("Federführend ist nur eine Gruppe ohne einzelne Namen.")
    NOT_CHOSEN = "not_chosen", _("Die Planung lässt die zuständigen Organisationen aus.")
    NO_CONTACT = "no_contact", _("Keine der Organisationen ist per E-Mail erreichbar.")


@dataclass(frozen=True)
class Gap:
    """A measure about which nobody is asked, or nobody by mail."""

    measure: Measure
    reason: GapReason
    organisations: list[Organisation]

    @property
    def key(self) -> str:
        """Names what a person accepts: this measure for this reason, no other one that turns up later."""
        return f"{self.measure.pk}:{self.reason.value}"


@dataclass(frozen=True)
class QueryCheck:
    """Whom the query would ask, and whom it would not."""

    measures: list[Measure]
    asked: list[Asked]
    groups: WithMeasures
    left_out: WithMeasures

    @cached_property
    def gaps(self) -> list[Gap]:
        """Measures about which no mail asks anybody; they must be accepted knowingly."""
        # Most measures have somebody whom a mail reaches; only the others are looked at one by one.
        mailed = {one.measure.pk for one in self.asked if one.email}
        unmailed = [measure for measure in self.measures if measure.pk not in mailed]
        asked: dict[int, list[Asked]] = defaultdict(list)
        for one in self.asked:
            if one.measure.pk not in mailed:
                asked[one.measure.pk].append(one)
        groups, left_out = _by_measure(self.groups), _by_measure(self.left_out)
        return [_gap(m, asked[m.pk], groups[m.pk], left_out[m.pk]) for m in unmailed]

    @property
    def unasked(self) -> list[Gap]:
        """Measures about which nobody is asked at all: no organisation that could be."""
        return [gap for gap in self.gaps if gap.reason != GapReason.NO_CONTACT]

    @property
    def unmailed(self) -> list[Gap]:
        """Measures whose organisations find the request in „Mein Bereich“, but get no mail."""
        return [gap for gap in self.gaps if gap.reason == GapReason.NO_CONTACT]

    @cached_property
    def silent(self) -> WithMeasures:
        """Organisations that answer for measures but have nobody whom a mail reaches."""
        return _by_organisation((a.organisation, a.measure) for a in self.asked if not a.email)

    @cached_property
    def busy(self) -> WithMeasures:
        """Organisations with so many measures that others might answer for some."""
        every = _by_organisation((a.organisation, a.measure) for a in self.asked)
        return [(organisation, measures) for organisation, measures in every if len(measures) > MANY_MEASURES]

    @cached_property
    def invitees(self) -> list[Invitee]:
        return invitees_of(self.asked)

    @cached_property
    def shared(self) -> list[Invitee]:
        """Persons who are asked for more than one organisation; they still get one mail."""
        return [invitee for invitee in self.invitees if len(invitee.organisations) > 1]

    @property
    def twice(self) -> list[Invitee]:
        """Those of them who would answer twice about the same measure."""
        return [invitee for invitee in self.shared if invitee.twice]

    def not_waived(self, waived: Iterable[int]) -> list[Measure]:
        """Measures with a gap that are not among the knowingly accepted ones."""
        known = set(waived)
        return [gap.measure for gap in self.gaps if gap.measure.pk not in known]

    def has_changed(self, shown: Iterable[str]) -> bool:
        """Whether other gaps are open now than those, by their keys, that a person was shown."""
        return set(shown) != {gap.key for gap in self.gaps}


def check_query(query: StatusQuery) -> QueryCheck:
    """Find out whom the query would ask; three statements, however many measures."""
    rows = answering(query)
    bodies = {row.organisation for row in rows if row.organisation is not None}
    named = {body.pk for body in bodies if not body.is_unnamed_group}
    contacts = first_contacts(named)
    members = first_members(named.difference(contacts))
    groups, left_out, asked = [], [], []
    for row in rows:
        body = row.organisation
        if body is None:
            continue
        if body.pk not in named:
            groups.append((body, row.measure))
        elif not row.is_chosen:
            left_out.append((body, row.measure))
        else:
            asked.append(Asked(row.measure, body, contacts.get(body.pk), members.get(body.pk)))
    measures = list({row.measure.pk: row.measure for row in rows}.values())
    return QueryCheck(measures, asked, _by_organisation(groups), _by_organisation(left_out))


@dataclass(frozen=True)
class AlsoAsked:
    """Another query that is running and asks about measures of this one."""

    query: StatusQuery
    measures: list[Measure]


def also_asked(query: StatusQuery) -> list[AlsoAsked]:
    """Which running queries would ask a second time; a warning only, as an interim query may be meant so."""
    rows = (
        QueryRequest.objects.running()
        .filter(measure__queries=query)
        .exclude(query=query)
        .select_related("query", "measure__field_of_action")
        .order_by("query", "measure__field_of_action__number", "measure__number")
    )
    found: dict[StatusQuery, dict[Measure, None]] = defaultdict(dict)
    for row in rows:
        found[row.query][row.measure] = None
    return [AlsoAsked(other, list(measures)) for other, measures in found.items()]


def _gap(
    measure: Measure, asked: list[Asked], groups: list[Organisation], left_out: list[Organisation]
) -> Gap:
    """Why no mail reaches anybody about this measure."""
    if asked:
        return Gap(measure, GapReason.NO_CONTACT, [one.organisation for one in asked])
    if left_out:
        return Gap(measure, GapReason.NOT_CHOSEN, left_out)
    return Gap(measure, GapReason.ONLY_GROUPS if groups else GapReason.NO_ORGANISATION, groups)


def _by_organisation(pairs: Iterable[tuple[Organisation, Measure]]) -> WithMeasures:
    grouped: dict[Organisation, list[Measure]] = defaultdict(list)
    for organisation, measure in pairs:
        grouped[organisation].append(measure)
    return sorted(grouped.items(), key=lambda item: item[0].name.lower())


def _by_measure(grouped: WithMeasures) -> dict[int, list[Organisation]]:
    found: dict[int, list[Organisation]] = defaultdict(list)
    for organisation, measures in grouped:
        for measure in measures:
            found[measure.pk].append(organisation)
    return found
