"""In which states reports are, and how to find them."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from measures.models import Measure
from partners.access import REVIEW_REPORTS
from partners.models import User

from .query import QueryState, StatusQuery

if TYPE_CHECKING:
    from .report import ProgressReport  # noqa: F401 - named in quotes below


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Entwurf")
    SUBMITTED = "submitted", _("eingereicht")
    RETURNED = "returned", _("zurückgegeben")
    APPROVED = "approved", _("freigegeben")


#: States of a report that is still on its way; one such report per measure and organisation.
UNFINISHED = [ReportState.DRAFT, ReportState.SUBMITTED, ReportState.RETURNED]


class ProgressReportSet(models.QuerySet["ProgressReport"]):
    def published(self) -> Self:
        """Nothing is public before the KI approved it (DESIGN.md 4.3)."""
        return self.filter(state=ReportState.APPROVED).order_by("-as_of", "-pk")

    def newest_of_each(self) -> Self:
        """Of each organisation what it said last about a measure, and only if everybody may read it."""
        theirs = type(self)(self.model).published()
        same = theirs.filter(measure=OuterRef("measure"), organisation=OuterRef("organisation"))
        return self.published().filter(pk=Subquery(same.values("pk")[:1]))

    def latest_public(self) -> Self:
        """Approved reports on measures that the public sees, the newest approval first."""
        shown = self.published().filter(measure__in=Measure.objects.published())
        return shown.order_by("-approved_at", "-pk").select_related("measure", "organisation")

    def for_user(self, user: User) -> Self:
        return self.filter(organisation__memberships__user=user)

    def answerable_by(self, user: User) -> Self:
        """Reports of the user's organisations; whoever may approve also answers on behalf of others."""
        return self.all() if user.has_perm(REVIEW_REPORTS) else self.for_user(user)

    def with_names(self) -> Self:
        return self.select_related("measure__field_of_action", "organisation", "request__query")

    def unfinished(self) -> Self:
        return self.filter(state__in=UNFINISHED)

    def adoptable(self, query: StatusQuery, *, approved_since: dt.datetime | None = None) -> Self:
        """Unfinished reports on the measures of `query` that answer no query still running.

        What was submitted to a closed one is its answer, on which the KI still decides; it answers no other. With
        `approved_since`, also what came unasked and was approved from then on.
        """
        waited_for = Q(request__query__state=QueryState.OPEN)
        submitted = Q(state=ReportState.SUBMITTED, request__isnull=False)
        wanted = Q(state__in=UNFINISHED)
        if approved_since is not None:
            wanted |= Q(state=ReportState.APPROVED, request__isnull=True, approved_at__gte=approved_since)
        return self.filter(wanted, measure__queries=query).exclude(waited_for).exclude(submitted)

    def of_own_accord(self, query: StatusQuery) -> Self:
        """Published reports on the measures of `query` that came unasked while it was running."""
        return self.published().filter(
            measure__queries=query, request__isnull=True, approved_at__gte=query.opened_at
        )

    def last_approved(self) -> Self:
        """The newest decision first; of these the published wording may still have to be edited."""
        approved = self.filter(state=ReportState.APPROVED, approved_at__isnull=False)
        return approved.order_by("-approved_at", "-pk").select_related(
            "measure__field_of_action", "organisation"
        )

    def to_review(self) -> Self:
        return self.filter(state=ReportState.SUBMITTED).order_by("submitted_at", "pk")
