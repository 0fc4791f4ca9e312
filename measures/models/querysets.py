"""Lists and filters of measures, each by name; views never spell out conditions."""

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery

from fields.models import ConceptState
from partners.models import Organisation, User

from .indicator import IndicatorValue
from .parts import ReviewDate
from .responsibility import Responsibility
from .status import MeasureStatus

if TYPE_CHECKING:
    from .measure import Measure


class StatusCount(NamedTuple):
    """`number` measures of one Handlungsfeld share this Umsetzungsstand and Verlauf."""

    field_of_action: int
    status: str | None
    course: str | None
    number: int


SEARCHED = ["title", "current_state", "target_group", "objective", "content", "responsibility_wording"]


def spellings(word: str) -> set[str]:
    """SQLite knows capital and small letters of ASCII only: „öffentlich“ must find „Öffentlichkeit“ as well."""
    return {word} if word.isascii() else {word, word.lower(), word.capitalize()}


class MeasureQuerySet(models.QuerySet["Measure"]):
    def get_by_natural_key(self, concept: str, slug: str) -> "Measure":
        return self.get(field_of_action__concept__key=concept, slug=slug)

    def in_force(self) -> Self:
        """Measures of the edition in force."""
        return self.filter(field_of_action__concept__state=ConceptState.IN_FORCE)

    def published(self) -> Self:
        """What the public sees: published sheets of the edition in force."""
        return self.in_force().filter(is_published=True)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Editors also see what is not published yet."""
        return self.in_force() if user.has_perm("measures.change_measure") else self.published()

    def reportable_by(self, organisations: Collection[Organisation] | models.QuerySet[Organisation]) -> Self:
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

    def search(self, text: str) -> Self:
        """Sheets in which every word of `text` stands somewhere."""
        found = self
        for word in text.split():
            either = Q()
            for field in SEARCHED:
                for spelling in spellings(word):
                    either |= Q(**{f"{field}__icontains": spelling})
            found = found.filter(either)
        return found

    def involving(self, organisation_slug: str) -> Self:
        """Measures in which the organisation has any role."""
        named = Responsibility.objects.filter(organisation__slug=organisation_slug, measure=OuterRef("pk"))
        return self.filter(Exists(named))

    def in_status(self, status: str | None) -> Self:
        """Needs `with_current_status()`; None finds what was never asked."""
        return self.filter(current_status=status)

    def in_document_order(self) -> Self:
        return self.order_by("field_of_action__number", "number")

    def newest_status_first(self) -> Self:
        """Needs `with_current_status()`; what was never asked comes last."""
        return self.order_by(F("current_as_of").desc(nulls_last=True), "field_of_action__number", "number")

    def status_counts(self) -> list[StatusCount]:
        """How many measures stand where, per Handlungsfeld, in one statement."""
        counted = (
            self.with_current_status()
            .order_by()
            .values("field_of_action", "current_status", "current_course")
        )
        return [
            StatusCount(row["field_of_action"], row["current_status"], row["current_course"], row["number"])
            for row in counted.annotate(number=Count("pk"))
        ]

    def newest_as_of(self) -> dt.date | None:
        """The day of the newest statement on any of these measures."""
        found: dt.date | None = self.aggregate(newest=Max("statuses__as_of"))["newest"]
        return found

    def for_table(self) -> Self:
        """What a row of a public list shows: Handlungsfeld, state, and who carries the measure as `carriers`."""
        carriers = Responsibility.objects.carrying().select_related("organisation")
        return (
            self.with_current_status()
            .select_related("field_of_action")
            .prefetch_related(Prefetch("responsibilities", carriers, to_attr="carriers"))
        )

    def for_timeline(self) -> Self:
        """What a row of `for_table()` needs besides for the time line: reviews, and the new date of what is late."""
        newest = MeasureStatus.objects.newest_first().filter(measure=OuterRef("pk"))
        return self.prefetch_related("review_dates").annotate(
            current_new_date=Subquery(newest.values("new_date")[:1])
        )

    def with_sheet(self) -> Self:
        """All parts of the sheets, each in one query."""
        return self.select_related("field_of_action__concept").prefetch_related(
            "steps",
            "indicators",
            Prefetch(
                "indicators__values", IndicatorValue.objects.newest_first().select_related("organisation")
            ),
            Prefetch("responsibilities", Responsibility.objects.select_related("organisation")),
            "review_dates",
            "resources",
            Prefetch("statuses", MeasureStatus.objects.newest_first()),
        )
