"""What the page of one request shows: the steps that are possible now, the history, mails and link."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.access import CONDUCT_QUERIES, REVIEW_REPORTS
from partners.models import User

from .forms.requests import (
    ExtendForm,
    HandOverForm,
    NoteForm,
    OrganisationForm,
    PersonForm,
    RequestForm,
    RevokeForm,
    WithdrawForm,
)
from .models import AccessGrant, MailKind, OutboxMail, QueryRequest
from .request_history import events_of
from .transitions import REQUEST_ARROWS, RequestAction

#: So many mails are shown; the mail log has all of them.
MAILS_SHOWN = 20


@dataclass(frozen=True)
class Step:
    """One form of the page; its `name` is the name of the route."""

    name: str
    action: RequestAction
    form: type[RequestForm]
    title: Promise | str
    hint: Promise | str
    button: Promise | str
    permission: str = CONDUCT_QUERIES
    needs_person: bool = False
    needs_link: bool = False

    @property
    def purpose(self) -> str:
        """Of the form key."""
        return f"reporting.{self.name}"


@dataclass(frozen=True)
class ShownStep:
    step: Step
    form: RequestForm
    address: str


STEPS = [
    Step(
        "extend_request", RequestAction.EXTEND, ExtendForm,
        _("Frist verlängern"), "", _("Frist ändern"),
    ),
    Step(
        "invite_again", RequestAction.INVITE, RequestForm,
        _("Noch einmal einladen"),
        _("Die Person bekommt eine neue Einladung mit einem neuen Link. Der alte Link gilt dann nicht mehr."),
        _("Neue Einladung senden"),
    ),
    Step(
        "change_person", RequestAction.CHANGE_PERSON, PersonForm,
        _("Eine andere Person fragen"),
        _("Nur zu dieser Maßnahme. Was schon geschrieben ist, bleibt erhalten."),
        _("Diese Person fragen"),
    ),
    Step(
        "hand_over", RequestAction.CHANGE_PERSON, HandOverForm,
        _("Alle Anfragen der Person übergeben"),
        _("Alles, was diese Person in der Abfrage gefragt wird, geht an eine andere Person der Organisation."),
        _("Alle Anfragen übergeben"), needs_person=True,
    ),
    Step(
        "reassign_request", RequestAction.REASSIGN, OrganisationForm,
        _("Eine andere Organisation fragen"), "", _("Diese Organisation fragen"),
    ),
    Step(
        "withdraw_request", RequestAction.WITHDRAW, WithdrawForm,
        _("Anfrage zurückziehen"),
        _("Eine Antwort ist dann nicht mehr erforderlich. Ein Entwurf bleibt bei der Organisation erhalten."),
        _("Anfrage zurückziehen"),
    ),
    Step(
        "reinstate_request", RequestAction.REINSTATE, RequestForm,
        _("Anfrage wieder stellen"), _("Die Organisation wird wieder gefragt."), _("Wieder fragen"),
    ),
    Step(
        "note_request", RequestAction.NOTE, NoteForm,
        _("Interne Notiz"), "", _("Notiz speichern"), permission=REVIEW_REPORTS,
    ),
    Step(
        "revoke_link", RequestAction.REVOKE, RevokeForm,
        _("Persönlichen Link widerrufen"),
        _("Der Link und jeder Zugang, der damit geöffnet wurde, enden sofort. Die Anfrage bleibt bestehen."),
        _("Link widerrufen"), needs_link=True,
    ),
]  # fmt: skip


def page_context(
    asked: QueryRequest, *, user: User, bound: RequestForm | None, name: str
) -> dict[str, object]:
    """`bound` is the form that was posted to the address `name` and is shown again."""
    grant = grant_of_request(asked)
    steps = list(_steps(asked, grant, user, bound, name))
    return {
        "asked": asked,
        "query": asked.query,
        "report": getattr(asked, "report", None),
        "today": timezone.localdate(),
        "steps": steps,
        "is_alone": _is_alone(asked, user, steps),
        "can_answer": user.has_perm(REVIEW_REPORTS) and _fits(asked, RequestAction.INVITE),
        "grant": grant,
        "events": events_of(asked),
        "mails": _mails_about(asked)[:MAILS_SHOWN],
    }


def grant_of_request(asked: QueryRequest) -> AccessGrant | None:
    """The link of the person who is asked, good or not."""
    grants = AccessGrant.objects.select_related("query", "contact")
    if asked.contact_id is None:
        return None
    return grants.filter(
        query=asked.query_id, organisation=asked.organisation_id, contact=asked.contact_id
    ).first()


def _steps(
    asked: QueryRequest, grant: AccessGrant | None, user: User, bound: RequestForm | None, name: str
) -> Iterator[ShownStep]:
    has_link = grant is not None and grant.is_valid
    for step in STEPS:
        is_bound = bound is not None and step.name == name
        met = (asked.contact_id is not None or not step.needs_person) and (has_link or not step.needs_link)
        possible = met and _fits(asked, step.action)
        # What was typed stays on the page, although the step has become impossible meanwhile.
        if user.has_perm(step.permission) and (possible or is_bound):
            form = bound if bound is not None and is_bound else step.form(asked=asked)
            address = reverse(f"reporting:{step.name}", args=[asked.query.slug, asked.uuid])
            if is_bound or form.has_choice():
                yield ShownStep(step, form, address)


def _is_alone(asked: QueryRequest, user: User, steps: list[ShownStep]) -> bool:
    """Another person could be asked, but the organisation has no other that a mail reaches."""
    offered = any(shown.step.name == "change_person" for shown in steps)
    return not offered and user.has_perm(CONDUCT_QUERIES) and _fits(asked, RequestAction.CHANGE_PERSON)


def _fits(asked: QueryRequest, action: RequestAction) -> bool:
    return not asked.query.is_frozen and asked.state in REQUEST_ARROWS[action]


def _mails_about(asked: QueryRequest) -> QuerySet[OutboxMail]:
    """Mails of the query to persons and accounts of the organisation; of decisions those on this measure only."""
    persons = asked.organisation.contacts.exclude(email="").values(address=Lower("email"))
    accounts = asked.organisation.memberships.values(address=Lower("user__email"))
    mails = OutboxMail.objects.filter(query=asked.query_id).annotate(address=Lower("recipient"))
    theirs = mails.filter(Q(address__in=persons) | Q(address__in=accounts))
    elsewhere = ~Q(body__contains=f"{asked.measure.code} {asked.measure.title}")
    return theirs.exclude(elsewhere, kind__in=[MailKind.RETURNED, MailKind.APPROVED])
