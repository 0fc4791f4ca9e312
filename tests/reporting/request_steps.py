"""Each step that the KI may take with a request, in its plainest form."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from partners.models import User
from reporting.models import QueryRequest
from reporting.services.requests import extend, invite_again, note, reassign, reinstate, withdraw
from reporting.transitions import RequestAction
from tests.builders import make_commissioner, make_contact, make_organisation

from .rounds import make_open

NOW = dt.datetime(2026, 10, 12, 9, 0, tzinfo=dt.UTC)
TOMORROW = dt.date(2026, 11, 13)


@pytest.fixture
def request_() -> QueryRequest:
    """Asked of one organisation with one person, who has a link."""
    return make_open().requests.select_related("query", "contact", "organisation").get()


@pytest.fixture
def who() -> User:
    return make_commissioner()


def said(request: QueryRequest, user: User) -> dict[str, Any]:
    return {"request": request, "expected_version": request.version, "user": user, "now": NOW}


Step = Callable[[QueryRequest, User], object]


def do_extend(request: QueryRequest, user: User) -> object:
    return extend(until=TOMORROW, **said(request, user))


def do_change_person(request: QueryRequest, user: User) -> object:
    return reassign(contact=make_contact(request.organisation), **said(request, user))


def do_reassign(request: QueryRequest, user: User) -> object:
    return reassign(organisation=make_organisation(), **said(request, user))


def do_withdraw(request: QueryRequest, user: User) -> object:
    return withdraw(reason="Die Maßnahme ruht.", **said(request, user))


def do_reinstate(request: QueryRequest, user: User) -> object:
    return reinstate(**said(request, user))


def do_note(request: QueryRequest, user: User) -> object:
    return note(text="Telefonat am Montag.", **said(request, user))


def do_invite(request: QueryRequest, user: User) -> object:
    return invite_again(**said(request, user))


STEPS: dict[RequestAction, Step] = {
    RequestAction.EXTEND: do_extend,
    RequestAction.CHANGE_PERSON: do_change_person,
    RequestAction.REASSIGN: do_reassign,
    RequestAction.WITHDRAW: do_withdraw,
    RequestAction.REINSTATE: do_reinstate,
    RequestAction.NOTE: do_note,
    RequestAction.INVITE: do_invite,
}
