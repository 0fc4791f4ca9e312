"""What is invented on the sheets of measures: means that end, and to which Leitziele they were assigned."""

import datetime as dt
from decimal import Decimal

from django.db.models import Max

from fields.models import Concept, Goal
from measures.models import Measure, Resource, ResourceKind

from .source import Source


def invent_sheets(concept: Concept, source: Source, *, as_of: dt.date) -> None:
    """Means end so many days after `as_of`; measures and Leitziele that this concept does not know are left out."""
    measures = Measure.objects.filter(field_of_action__concept=concept).annotate(
        last=Max("resources__number")
    )
    known = {measure.slug: measure for measure in measures}
    for means in source.means:
        if measure := known.get(means["measure"]):
            amount = means.get("amount")
            Resource.objects.create(
                measure=measure,
                number=(measure.last or 0) + 1,
                kind=ResourceKind.FUNDING,
                wording=means["wording"],
                programme=means["programme"],
                amount=None if amount is None else Decimal(str(amount)),
                ends_on=as_of + dt.timedelta(days=means["ends_after_days"]),
            )
    goals = Goal.objects.filter(field_of_action__concept=concept)
    for slug, wanted in source.goals.items():
        if measure := known.get(slug):
            measure.goals.add(*goals.filter(slug__in=wanted, field_of_action=measure.field_of_action_id))
