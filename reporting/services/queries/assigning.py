"""Choosing who answers for a measure, where it is not simply those who lead it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import ASKED_ROLES, Measure, Responsibility
from partners.models import Organisation, User
from partners.models.organisation import OrganisationQuerySet
from reporting.models import Assignment, QueryState, StatusQuery

from .checking import Gap, QueryCheck
from .refusals import QueryError, claim


@dataclass(frozen=True)
class MeasureToAssign:
    """A measure with everybody who might answer for it."""

    measure: Measure
    #: Who answers where nothing is chosen, as the concept says.
    leading: list[Organisation]
    #: Others with a role in the measure, each with the name of the role.
    involved: list[tuple[str, Organisation]]
    #: Who was chosen; empty where it stays with those who lead.
    assigned: list[Organisation]
    gap: Gap | None


def candidates(query: StatusQuery) -> OrganisationQuerySet:
    """Who may be chosen: whoever has a name, and where the query is limited to organisations, one of them."""
    nameable = Organisation.objects.nameable()
    limited = query.organisations.values("pk")
    return nameable.filter(pk__in=limited) if limited.exists() else nameable


def to_assign(query: StatusQuery, measures: Sequence[Measure], check: QueryCheck) -> list[MeasureToAssign]:
    """The given measures, for the page on which the choice is made; two statements."""
    roles: dict[int, list[Responsibility]] = defaultdict(list)
    named = Responsibility.objects.filter(measure__in=measures, organisation__in=candidates(query))
    for row in named.select_related("organisation").order_by("measure", "number"):
        roles[row.measure_id].append(row)
    chosen = assigned_to(query, measures)
    gaps = {gap.measure.pk: gap for gap in check.gaps}
    return [
        MeasureToAssign(
            measure=measure,
            leading=[
                row.organisation for row in roles[measure.pk] if row.organisation and row.role in ASKED_ROLES
            ],
            involved=[
                (row.get_role_display(), row.organisation)
                for row in roles[measure.pk]
                if row.organisation and row.role not in ASKED_ROLES
            ],
            assigned=chosen[measure.pk],
            gap=gaps.get(measure.pk),
        )
        for measure in measures
    ]


def assigned_to(query: StatusQuery, measures: Collection[Measure]) -> dict[int, list[Organisation]]:
    chosen: dict[int, list[Organisation]] = defaultdict(list)
    rows = Assignment.objects.filter(query=query, measure__in=measures).select_related("organisation")
    for row in rows.order_by("measure", "organisation__name"):
        chosen[row.measure_id].append(row.organisation)
    return chosen


@transaction.atomic
def assign(
    *, query: StatusQuery, answering: Mapping[int, Collection[int]], version: int, user: User | None
) -> StatusQuery:
    """Let organisations answer for measures (primary keys of both); none means those who lead, as at first.

    Measures that are not named keep what was chosen for them.
    """
    planned = claim(query, expected=QueryState.PLANNED, version=version)
    _refuse_strangers(planned, answering)
    # An ordinary save, so that the history of the query shows who chose when.
    planned._history_user = user  # type: ignore[attr-defined]
    planned.save()
    wanted = {(measure, body) for measure, bodies in answering.items() for body in bodies}
    known = set()
    for row in planned.assignments.filter(measure__in=answering):
        if (row.measure_id, row.organisation_id) in wanted:
            known.add((row.measure_id, row.organisation_id))
        else:
            row._history_user = user  # type: ignore[attr-defined]
            row.delete()
    rows = Assignment.objects.bulk_create(
        Assignment(query=planned, measure_id=measure, organisation_id=body)
        for measure, body in sorted(wanted - known)
    )
    Assignment.history.bulk_history_create(rows, default_user=user)
    return planned


def _refuse_strangers(query: StatusQuery, answering: Mapping[int, Collection[int]]) -> None:
    bodies = {body for chosen in answering.values() for body in chosen}
    if candidates(query).filter(pk__in=bodies).count() != len(bodies):
        raise QueryError(_("Diese Organisation kann in dieser Abfrage nicht antworten."))
    if query.measures.filter(pk__in=answering).count() != len(answering):
        raise QueryError(_("Eine der Maßnahmen gehört nicht mehr zu dieser Abfrage."))
