"""In which states requests are, how to find them, and the figures of the response."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from partners.models import Membership, User

from .query import QueryState

if TYPE_CHECKING:
    from .request import QueryRequest


class RequestState(models.TextChoices):
    """„überfällig“ is no state: it follows from the deadline."""

    OPEN = "open", _("offen")
    IN_PROGRESS = "in_progress", _("in Bearbeitung")
    SUBMITTED = "submitted", _("eingereicht")
    RETURNED = "returned", _("zurückgegeben")
    APPROVED = "approved", _("freigegeben")
    NOT_REQUIRED = "not_required", _("nicht erforderlich")


#: States in which the organisation still owes the answer.
OWED = [RequestState.OPEN, RequestState.IN_PROGRESS, RequestState.RETURNED]
#: States in which the organisation has said something.
ANSWERED = [RequestState.SUBMITTED, RequestState.APPROVED]

#: One row of response figures, with `label` and `key` of the group that it counts.
Figures: TypeAlias = "models.QuerySet[QueryRequest, dict[str, Any]]"

_DEADLINE = Coalesce("extended_to", "query__due_on")
#: What came in before requests noted it themselves is dated by the report.
_SUBMITTED = Coalesce("first_submitted_at", "report__submitted_at")


def overdue_on(day: dt.date) -> Q:
    """Owed although the own deadline, or else the query's, has ended before that day."""
    return Q(state__in=OWED) & (Q(extended_to__lt=day) | Q(extended_to__isnull=True, query__due_on__lt=day))


def response_figures(*, on: dt.date) -> dict[str, Count]:
    """How many requests are in which state; those that are not required any more count in no other figure.

    In time and late follow from the local day of the first submission: a correction asked for later makes nobody late.
    """
    answered = Q(state__in=ANSWERED)
    filters = {
        "asked": ~Q(state=RequestState.NOT_REQUIRED),
        "answered": answered,
        "in_time": answered & (Q(answered_on__isnull=True) | Q(answered_on__lte=F("own_deadline"))),
        "late": answered & Q(answered_on__gt=F("own_deadline")),
        "submitted": Q(state=RequestState.SUBMITTED),
        "approved": Q(state=RequestState.APPROVED),
        "returned": Q(state=RequestState.RETURNED),
        "in_progress": Q(state=RequestState.IN_PROGRESS),
        "open": Q(state=RequestState.OPEN),
        "missing": Q(state__in=OWED),
        "overdue": overdue_on(on),
        "not_required": Q(state=RequestState.NOT_REQUIRED),
    }
    return {name: Count("pk", filter=condition) for name, condition in filters.items()}


class QueryRequestSet(models.QuerySet["QueryRequest"]):
    def for_user(self, user: User) -> Self:
        """Requests to the organisations of `user`, once the query is open."""
        return self.filter(organisation__memberships__user=user).begun()

    def begun(self) -> Self:
        return self.exclude(query__state=QueryState.PLANNED)

    def running(self) -> Self:
        """What is asked at present, the most urgent first."""
        found = self.filter(query__state=QueryState.OPEN).exclude(state=RequestState.NOT_REQUIRED)
        return found.order_by(Coalesce("extended_to", "query__due_on"), "pk")

    def owed(self) -> Self:
        return self.filter(state__in=OWED, query__state=QueryState.OPEN)

    def answered(self) -> Self:
        return self.filter(state__in=ANSWERED)

    def missing(self) -> Self:
        """What has not come in, also after the query has ended."""
        return self.filter(state__in=OWED)

    def overdue(self, *, on: dt.date) -> Self:
        return self.filter(overdue_on(on))

    def unapproved(self) -> Self:
        return self.filter(state=RequestState.SUBMITTED).with_names()

    def of(self, *, organisation: str = "", field: str = "") -> Self:
        """Of one organisation or Handlungsfeld if named by its slug, with what a list shows."""
        found = self.all()
        if organisation:
            found = found.filter(organisation__slug=organisation)
        if field:
            found = found.filter(measure__field_of_action__slug=field)
        return found.with_names().with_members()

    def with_members(self) -> Self:
        """With `organisation.members_to_ask`: the accounts whom a mail reaches where there is no Ansprechperson."""
        members = models.Prefetch(
            "organisation__memberships", Membership.objects.to_ask(), to_attr="members_to_ask"
        )
        return self.prefetch_related(members)

    def with_names(self) -> Self:
        return self.select_related("query", "measure__field_of_action", "organisation", "contact")

    def with_days(self) -> Self:
        """With `answered_on`, the local day of the first submission, and `own_deadline`."""
        return self.annotate(answered_on=TruncDate(_SUBMITTED), own_deadline=_DEADLINE)

    def totals(self, *, on: dt.date) -> dict[str, int]:
        return self.with_days().aggregate(**response_figures(on=on))

    def by_organisation(self, *, on: dt.date) -> Figures:
        """Response figures, one row per organisation."""
        names = {"label": F("organisation__name"), "key": F("organisation__slug")}
        return self._figures(names, on=on).order_by("organisation__name", "organisation__slug")

    def by_field(self, *, on: dt.date) -> Figures:
        """Response figures, one row per Handlungsfeld."""
        field = "measure__field_of_action__"
        names = {"number": F(field + "number"), "label": F(field + "short_title"), "key": F(field + "slug")}
        return self._figures(names, on=on).order_by("measure__field_of_action__number")

    def by_addressee(self, *, on: dt.date) -> Figures:
        """Response figures, one row per named contact and organisation; `contact` is empty where none is named."""
        names = {"contact_key": F("contact_id"), "organisation_key": F("organisation_id")}
        return self._figures(names, on=on).order_by("organisation_id", "contact_id")

    def answers_per_day(self) -> Figures:
        """How many answers first came in on which local day; what was returned since has come in, too."""
        came = Q(first_submitted_at__isnull=False) | Q(report__submitted_at__isnull=False)
        found = self.exclude(state=RequestState.NOT_REQUIRED).filter(came)
        rows: Figures = found.order_by().values(day=TruncDate(_SUBMITTED))
        return rows.annotate(number=Count("pk")).order_by(F("day"))

    def _figures(self, names: dict[str, F], *, on: dt.date) -> Figures:
        rows: Figures = self.with_days().values(**names)
        return rows.annotate(**response_figures(on=on))
