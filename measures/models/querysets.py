"""Lists and filters of measures, each by name; views never spell out conditions."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from fields.models import ConceptState
from partners.models import Organisation

from .parts import ReviewDate
from .responsibility import Responsibility
from .status import MeasureStatus

if TYPE_CHECKING:
    from .measure import Measure


class MeasureQuerySet(models.QuerySet["Measure"]):
    def get_by_natural_key(self, concept: str, slug: str) -> "Measure":
        return self.get(field_of_action__concept__key=concept, slug=slug)

    def in_force(self) -> Self:
        """Measures of the edition in force."""
        return self.filter(field_of_action__concept__state=ConceptState.IN_FORCE)

    def published(self) -> Self:
        """What the public sees: published sheets of the edition in force."""
        return self.in_force().filter(is_published=True)

    def reportable_by(self, organisations: models.QuerySet[Organisation]) -> Self:
        """Measures on which one of `organisations` may report."""
        theirs = Responsibility.objects.reporting().filter(
            organisation__in=organisations, measure=OuterRef("pk")
        )
        return self.filter(Exists(theirs))

    def without_responsible(self) -> Self:
        """Nobody named at all, or only a body still to be found."""
        named = Responsibility.objects.filter(organisation__isnull=False, measure=OuterRef("pk"))
        return self.filter(~Exists(named))

    def review_due(self, *, on: dt.date) -> Self:
        return self.filter(Exists(ReviewDate.objects.due(on=on).filter(measure=OuterRef("pk"))))

    def running(self, *, on: dt.date) -> Self:
        """Not past its end on the day `on`; one without an end counts as running."""
        return self.filter(Q(end_on__isnull=True) | Q(end_on__gte=on))

    def expired(self, *, on: dt.date) -> Self:
        return self.filter(end_on__lt=on)

    def with_current_status(self) -> Self:
        """Annotate `current_status`, `current_course` and `current_as_of`; None means „noch nicht abgefragt“."""
        newest = MeasureStatus.objects.newest_first().filter(measure=OuterRef("pk"))
        return self.annotate(
            current_status=Subquery(newest.values("status")[:1]),
            current_course=Subquery(newest.values("course")[:1]),
            current_as_of=Subquery(newest.values("as_of")[:1]),
        )
