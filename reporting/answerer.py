"""Who answers: an account, or a person with the personal link of a mail.

Every private look-up of answers begins here.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from partners.access import REVIEW_REPORTS
from partners.models import Contact, Organisation, User
from partners.models.organisation import OrganisationQuerySet
from safety.kept import put_back, text_of
from safety.owner import CAPABILITY

from .models import AccessGrant, Participation, ProgressReport, QueryRequest
from .models.participation import ParticipationSet
from .models.report_set import ProgressReportSet
from .models.request_set import QueryRequestSet

SESSION_KEY = "personal_link"


@dataclass(frozen=True)
class Answerer:
    """Exactly one of the two is set."""

    user: User | None = None
    grant: AccessGrant | None = None

    @property
    def contact(self) -> Contact | None:
        return self.grant.contact if self.grant else None

    @property
    def is_reviewer(self) -> bool:
        """Whoever may approve also answers on behalf of others, marked so."""
        return self.user is not None and self.user.has_perm(REVIEW_REPORTS)

    def organisations(self) -> OrganisationQuerySet:
        if self.user is None:
            return Organisation.objects.filter(pk=self._grant.organisation_id)
        return Organisation.objects.all() if self.is_reviewer else Organisation.objects.of_user(self.user)

    def reports(self) -> ProgressReportSet:
        if self.user is not None:
            return ProgressReport.objects.answerable_by(self.user)
        return ProgressReport.objects.filter(
            organisation=self._grant.organisation_id, request__query=self._grant.query_id
        )

    def requests(self) -> QueryRequestSet:
        if self.user is None:
            return QueryRequest.objects.filter(
                organisation=self._grant.organisation_id, query=self._grant.query_id
            )
        return QueryRequest.objects.begun() if self.is_reviewer else QueryRequest.objects.for_user(self.user)

    def participations(self) -> ParticipationSet:
        if self.user is None:
            return Participation.objects.filter(
                organisation=self._grant.organisation_id, query=self._grant.query_id
            )
        everything = Participation.objects.all()
        return everything if self.is_reviewer else Participation.objects.for_user(self.user)

    @property
    def _grant(self) -> AccessGrant:
        if self.grant is None:
            raise ValueError("an answerer is a user or a grant")
        return self.grant


def answerer_of(request: HttpRequest) -> Answerer:
    """The account comes first; views that ask are marked with `open_to_personal_links`."""
    if request.user.is_authenticated:
        return Answerer(user=request.user)
    return Answerer(grant=_grant_in_session(request))


def open_to_personal_links(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let the log-in middleware pass whoever opened a personal link; everybody else still has to log in."""
    view.accepts_without_login = has_personal_link  # type: ignore[attr-defined]
    return view


def has_personal_link(request: HttpRequest) -> bool:
    return _grant_in_session(request) is not None


def open_session(request: HttpRequest, grant: AccessGrant) -> None:
    """Begin the short session of a link; of what was in the browser's session, only this person's own text stays."""
    kept = text_of(request, grant.uuid.hex)
    request.session.flush()
    moment = _seconds(timezone.now())
    request.session[SESSION_KEY] = {
        "grant": grant.uuid.hex,
        "nonce": grant.nonce.hex,
        "started": moment,
        "seen": moment,
    }
    request.session[CAPABILITY] = grant.uuid.hex
    if kept is not None:
        put_back(request, kept)


def end_session(request: HttpRequest) -> None:
    request.session.flush()


def personal_grant(request: HttpRequest) -> AccessGrant | None:
    """The link by which this person came, while it is good and no account is logged in."""
    return None if request.user.is_authenticated else _grant_in_session(request)


def _grant_in_session(request: HttpRequest) -> AccessGrant | None:
    """The grant, looked at anew on each request, so that revoking and closing act at once."""
    kept = request.session.get(SESSION_KEY)
    if kept is None:
        return None
    moment, limits = _seconds(timezone.now()), settings.PARTNER_SESSION
    if moment - kept["seen"] > limits["idle"] or moment - kept["started"] > limits["total"]:
        del request.session[SESSION_KEY]
        return None
    if moment - kept["seen"] >= 60:
        request.session[SESSION_KEY] = {**kept, "seen": moment}
    if not hasattr(request, "_personal_grant"):
        valid = AccessGrant.objects.valid().select_related("query", "organisation", "contact")
        same = valid.filter(uuid=kept["grant"], nonce=kept["nonce"])
        request._personal_grant = same.first()  # type: ignore[attr-defined]
    grant: AccessGrant | None = request._personal_grant  # type: ignore[attr-defined]
    return grant


def _seconds(moment: dt.datetime) -> int:
    return int(moment.timestamp())
