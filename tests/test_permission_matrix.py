"""Every route of the URL resolver × method × role. A route without a row fails (SAFETY.md, security 1)."""

import pytest
from django.contrib import admin
from django.db import models, transaction
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse

from partners.models import User
from safety.formkeys import FIELD_NAME, issue
from tests.safety.account_rows import ACCOUNT_ROWS
from tests.safety.admin_rows import ADMIN
from tests.safety.answering_rows import ANSWERING_ROWS
from tests.safety.concept_rows import CONCEPT_ROWS
from tests.safety.paper_rows import PAPER_ROWS, of_kind
from tests.safety.query_rows import QUERY_ROWS
from tests.safety.report_rows import REPORT_ROWS
from tests.safety.request_rows import REQUEST_ROWS
from tests.safety.review_rows import REVIEW_ROWS
from tests.safety.routes import ANSWERS, ROLES, Row, all_routes, is_public
from tests.safety.website_rows import WEBSITE_ROWS
from tests.safety.world import World

pytestmark = pytest.mark.django_db

ROWS: list[Row] = [
    *CONCEPT_ROWS,
    *WEBSITE_ROWS,
    *REPORT_ROWS,
    *PAPER_ROWS,
    *ANSWERING_ROWS,
    *REVIEW_ROWS,
    *QUERY_ROWS,
    *REQUEST_ROWS,
    *ACCOUNT_ROWS,
]

#: Views that answer without log-in; everything else is closed by default.
LEADING_TO_LOG_IN = {"account_confirm_login_code", "mfa_authenticate", "admin/login/"}
PUBLIC = {row.name for row in ROWS if row.get[0] != "login"} | LEADING_TO_LOG_IN

PAGES = ["changelist", "add", "change", "history", "delete"]
READ_PAGES, WRITE_PAGES = {"changelist", "change", "history"}, {"add", "change", "delete"}
#: Pages that every reader gets to see; the others also depend on what the row allows.
SHOWN_PAGES = {"changelist", "change"}
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


def log_in(world: World, role: str) -> Client:
    client, person = Client(), world.people[role]
    if person is not None:
        client.force_login(person)
    return client


def make_key(person: User, purpose: str) -> str:
    """A form key of the person's own, so that a post is not refused for want of one."""
    request = RequestFactory().get("/")
    request.user = person
    return issue(request, purpose)


def fits(response: HttpResponseBase, answer: str) -> bool:
    leads_to_log_in = response.headers.get("Location", "").startswith(("/konto/login/", "/admin/login/"))
    return response.status_code in ANSWERS[answer] and leads_to_log_in == (answer == "login")


def test_every_route_has_a_row() -> None:
    routes = {name for name, _pattern in all_routes()}
    rows = [row.name for row in ROWS]
    assert sorted(routes - set(rows)) == []
    assert sorted(set(rows) - routes) == []
    assert len(rows) == len(set(rows))


def test_views_without_log_in_are_the_listed_ones() -> None:
    assert {name for name, pattern in all_routes() if is_public(pattern)} == PUBLIC


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_route_answers_by_role(row: Row, shared_world: World) -> None:
    wrong = []
    address = f"/{row.name}" if "/" in row.name else reverse(row.name, kwargs=row.arguments(shared_world))
    for method, answers in (("get", row.get), ("post", row.post)):
        for role, answer in zip(ROLES, answers, strict=True):
            person = shared_world.people[role]
            # What one role throws away, the next one finds again.
            with transaction.atomic():
                key = {FIELD_NAME: make_key(person, row.purpose)} if method == "post" and person else {}
                response = getattr(log_in(shared_world, role), method)(address, key)
                transaction.set_rollback(True)
            if not fits(response, answer):
                place = response.headers.get("Location", "")
                wrong.append(f"{role} {method}: {response.status_code} {place} instead of {answer}")
    assert wrong == []


@pytest.mark.parametrize("role", ["anonymous", "own", "foreign"])
def test_what_is_not_published_is_not_found(role: str, shared_world: World) -> None:
    client = log_in(shared_world, role)
    other_report = shared_world.submitted if role == "own" else shared_world.report
    private = [] if role == "anonymous" else [reverse("reporting:report", args=[other_report.uuid])]
    addresses = [
        *private,
        reverse("measures:measure", args=[shared_world.hidden_measure.slug]),
        reverse("reporting:published_report", args=[shared_world.open_query.slug]),
        reverse("reporting:report_file", args=[shared_world.open_query.slug, "csv"]),
        reverse("reporting:paper_file", kwargs=of_kind("pdf")(shared_world)),
        reverse("measures:measure", args=[shared_world.next_edition.slug]),
        reverse("fields:field", args=[shared_world.next_edition.field_of_action.slug]),
    ]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 404
    )


def test_every_model_of_the_admin_has_a_row() -> None:
    assert {model._meta.label for model in MODELS} == set(ADMIN)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_admin_answers_by_role(model: type[models.Model], shared_world: World) -> None:
    """Pages of a model are shown to those who may read it; only those who may change it can post there."""
    readers, writers = ADMIN[model._meta.label]
    row = model._default_manager.first()
    wrong = []
    for role in ROLES:
        client = log_in(shared_world, role)
        for page in PAGES:
            allowed = readers if page in READ_PAGES else writers
            arguments = [] if page in {"changelist", "add"} else [getattr(row, "pk", 1)]
            address = reverse(
                f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments
            )
            is_shown = client.get(address).status_code == 200
            if is_shown > (role in allowed) or (
                page in SHOWN_PAGES and (row or page == "changelist") and is_shown != (role in allowed)
            ):
                wrong.append(f"{role} {'sees' if is_shown else 'does not see'} {address}")
            if page in WRITE_PAGES and role not in writers:
                response = client.post(address, {"post": "yes"})
                if response.status_code not in {403, 404} and not fits(response, "login"):
                    wrong.append(f"{role} posts to {address}: {response.status_code}")
    assert wrong == []


@pytest.mark.parametrize("page", ["index", "autocomplete", "jsi18n"])
def test_admin_shell_is_closed_to_others(page: str, shared_world: World) -> None:
    for role in ("anonymous", "own", "foreign"):
        response = log_in(shared_world, role).get(reverse(f"admin:{page}"))
        assert fits(response, "login") or response.status_code == 403, (role, response.status_code)
