"""Every route of the URL resolver × method × role. A route without a row fails (SAFETY.md, security 1)."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.db import models
from django.http import HttpResponseBase
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from partners.models import User
from reporting.services.mails import opt_out_token
from safety.formkeys import FIELD_NAME, issue
from tests.safety.paper_rows import PAPER_ROWS, of_kind
from tests.safety.routes import ANSWERS, ROLES, Row, account, all_routes, is_public, private, public, reading
from tests.safety.world import World
from website.calendars.subscriptions import give_address, token_of
from website.open_data.datasets import DATASETS

pytestmark = pytest.mark.django_db


def open_query(world: World) -> dict[str, object]:
    return {"slug": world.open_query.slug}


def invitation(world: World) -> dict[str, object]:
    return {"slug": world.open_query.slug, "kind": "invitation"}


def mail(world: World) -> dict[str, object]:
    """An invitation to the query that runs."""
    return {"slug": world.open_query.slug, "mail_id": world.open_query.mails.order_by("pk")[0].pk}


def draft(world: World) -> dict[str, object]:
    """Of the organisation „own“."""
    return {"report_id": world.report.uuid}


def asked_about(world: World) -> dict[str, object]:
    """The request of the organisation „own“ in the running query."""
    assert world.report.request
    return {"request_id": world.report.request.uuid}


def own_part(world: World) -> dict[str, object]:
    return {"part_id": world.open_query.participations.get(organisation=world.organisation).uuid}


def reviewed_part(world: World) -> dict[str, object]:
    return {"participation_id": own_part(world)["part_id"]}


def submitted(world: World) -> dict[str, object]:
    """Of the organisation „foreign“."""
    return {"report_id": world.submitted.uuid}


def one_request(world: World) -> dict[str, object]:
    """A request to the organisation „own“."""
    assert world.report.request
    return {"slug": world.open_query.slug, "request_id": world.report.request.uuid}


def one_opt_out(world: World) -> dict[str, object]:
    person = world.people["own"]
    assert person
    return {"token": opt_out_token(person.email)}


def first_row(name: str) -> Callable[[World], dict[str, object]]:
    """Of a data set; in those of which the world has no row, none is found either."""

    def arguments(world: World) -> dict[str, object]:
        row = DATASETS[name].public().first()
        return {"id": row.uuid if row else world.hidden_measure.uuid}

    return arguments


def calendar_address(world: World) -> dict[str, object]:
    """Of the organisation „own“; whoever has it reads the calendar."""
    person = world.people["own"]
    assert person
    return {"token": token_of(give_address(user=person, now=timezone.now()))}


def published_file(world: World) -> dict[str, object]:
    return {"slug": world.published_query.slug, "kind": "csv"}


def published_report(world: World) -> dict[str, object]:
    return {"slug": world.published_query.slug}


PLAN_PAGES = [
    "reporting:replan_query",
    "reporting:plan_scope",
    "reporting:plan_questions",
    "reporting:plan_reminders",
    "reporting:plan_texts",
]


def asked(world: World) -> dict[str, object]:
    """The part of the organisation „own“ in the running query."""
    return {"query": world.open_query.slug, "organisation": world.organisation.slug}


def upload(world: World) -> dict[str, object]:
    """A workbook of the organisation „own“."""
    participation = world.open_query.participations.get(organisation=world.organisation)
    values = {"name": "tabelle.xlsx", "content": b"", "sha256": "", "uploaded_at": timezone.now()}
    return {"upload_id": participation.uploads.create(**values).uuid}


ROWS: list[Row] = [
    *PAPER_ROWS,
    public("website:home"),
    public("website:status_overview"),
    public("website:definitions"),
    public("website:imprint"),
    public("website:privacy"),
    public("website:accessibility"),
    public("website:health"),
    public("website:open_data"),
    public("website:open_data_dictionary"),
    public("website:open_data_schema"),
    public("website:open_data_catalogue_jsonld"),
    public("website:open_data_catalogue_turtle"),
    public("website:open_data_file", lambda world: {"name": "massnahmen", "ending": "csv"}),
    public("website:subscribing"),
    public("website:portal_feed"),
    public("website:field_feed", lambda world: {"slug": world.measure.field_of_action.slug}),
    public("website:measure_feed", lambda world: {"slug": world.measure.slug}),
    public("website:public_calendar"),
    public("website:field_calendar", lambda world: {"slug": world.measure.field_of_action.slug}),
    public("website:personal_calendar", calendar_address),
    private("website:my_calendar", "ok ok ok ok ok", "405 405 405 405 405"),
    private("website:give_calendar", "ok ok ok ok ok", "ok ok ok ok ok", purpose="website.give_calendar"),
    private("website:revoke_calendar", "ok ok ok ok ok", "ok ok ok ok ok", purpose="website.revoke_calendar"),
    public("website:api_documentation"),
    public("website:api_openapi"),
    public("website:api_entrance"),
    *(public(f"website:api_{name}") for name in [*DATASETS, "berichte"]),
    *(public(f"website:api_{name}_eintrag", first_row(name)) for name in DATASETS),
    public("website:api_berichte_eintrag", lambda world: {"id": world.published_query.uuid}),
    public("website:api_berichte_massnahmen", lambda world: {"id": world.published_query.uuid}),
    Row("website:api_nothing", ("404",) * 6, ("405",) * 6, lambda world: {"rest": "gibt-es-nicht"}),
    public("fields:concept"),
    # Made by a job that has not run here.
    Row("website:concept_pdf", ("503",) * 6, ("405",) * 6),
    public("website:sheet", lambda world: {"slug": world.measure.slug}),
    public("fields:chapter", lambda world: {"slug": world.chapter.slug}),
    public("fields:field", lambda world: {"slug": world.measure.field_of_action.slug}),
    public("partners:organisations"),
    public("partners:organisation", lambda world: {"slug": world.organisation.slug}),
    public("measures:list"),
    public("measures:measure", lambda world: {"slug": world.measure.slug}),
    Row("safety:security_txt", ("404",) * 6, ("405",) * 6),
    public("reporting:reports"),
    public("reporting:evaluation"),
    public("reporting:published_report", lambda world: {"slug": world.published_query.slug}),
    # The files are made by a job that has not run here: 503 asks to come back.
    Row("reporting:report_file", ("503",) * 6, ("405",) * 6, published_file),
    private(
        "reporting:remake_report_files",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        lambda world: {"slug": world.published_query.slug},
        purpose="reporting.remake_report_files",
    ),
    private("reporting:my_area", "ok ok ok ok ok", "405 405 405 405 405"),
    private(
        "reporting:start_report",
        "ok ok ok ok ok",
        "ok 404 ok ok 404",
        lambda world: {"organisation": world.organisation.slug, "measure": world.measure.slug},
        purpose="reporting.start_report",
    ),
    private("reporting:report", "ok 404 ok ok 404", "ok 404 ok ok 404", draft, purpose="reporting.report"),
    private("reporting:preview", "ok 404 ok ok 404", "405 405 405 405 405", draft),
    private("reporting:submit", "ok ok ok ok ok", "ok 404 ok ok 404", draft, purpose="reporting.submit"),
    private("reporting:autosave", "ok ok ok ok ok", "ok 404 ok ok 404", draft),
    private("reporting:autosave_request", "ok ok ok ok ok", "ok 404 ok ok 404", asked_about),
    private("reporting:autosave_own", "ok ok ok ok ok", "ok 404 ok ok 404", own_part),
    private(
        "reporting:answer_all",
        "ok 404 ok ok 404",
        "ok 404 ok ok 404",
        asked,
        purpose="reporting.answer_all",
    ),
    private(
        "reporting:answer_submit",
        "ok 404 ok ok 404",
        "ok 404 ok ok 404",
        asked,
        purpose="reporting.answer_submit",
    ),
    private("reporting:answer_print", "ok 404 ok ok 404", "405 405 405 405 405", asked),
    private(
        "reporting:confirm_unchanged",
        "ok ok ok ok ok",
        "ok 404 ok ok 404",
        draft,
        purpose="reporting.confirm_unchanged",
    ),
    Row("reporting:access", ("404",) * 6, ("404",) * 6, lambda world: {"token": "falsch"}),
    Row("reporting:leave_access", ("405",) * 6, ("ok",) * 6),
    public("reporting:access_ended"),
    private("reporting:access_kept", "ok ok ok ok ok", "ok ok ok ok ok"),
    # Neither log-in nor personal link: whoever has the mail may say so.
    Row(
        "reporting:opt_out",
        ("ok",) * 6,
        ("ok",) * 6,
        one_opt_out,
        purpose="reporting.opt_out",
    ),
    private("reporting:workbook", "ok ok ok ok ok", "ok 404 ok ok 404", asked),
    private(
        "reporting:upload_workbook",
        "ok 404 ok ok 404",
        "ok 404 ok ok 404",
        asked,
        purpose="reporting.upload_workbook",
    ),
    private("reporting:workbook_preview", "ok 404 ok ok 404", "405 405 405 405 405", upload),
    private(
        "reporting:take_over", "ok ok ok ok ok", "ok 404 ok ok 404", upload, purpose="reporting.take_over"
    ),
    private("reporting:review", "403 403 ok ok 403", "403 403 405 405 403"),
    private(
        "reporting:approve_several",
        "403 403 ok ok 403",
        "403 403 ok ok 403",
        purpose="reporting.approve_several",
    ),
    private("reporting:approved_several", "403 403 ok ok 403", "403 403 405 405 403"),
    private(
        "reporting:edit_wording",
        "403 403 ok ok 403",
        "403 403 ok ok 403",
        submitted,
        purpose="reporting.edit_wording",
    ),
    private("reporting:review_participation", "403 403 ok ok 403", "403 403 405 405 403", reviewed_part),
    private(
        "reporting:approve_participation",
        "403 403 ok ok 403",
        "403 403 ok ok 403",
        reviewed_part,
        purpose="reporting.approve_participation",
    ),
    private(
        "reporting:return_participation",
        "403 403 ok ok 403",
        "403 403 ok ok 403",
        reviewed_part,
        purpose="reporting.return_participation",
    ),
    private("reporting:on_behalf", "403 403 ok ok 403", "403 403 ok ok 403", purpose="reporting.on_behalf"),
    private("reporting:review_report", "403 403 ok ok 403", "403 403 405 405 403", submitted),
    private(
        "reporting:approve_report",
        "403 403 ok ok 403",
        "403 403 ok ok 403",
        submitted,
        purpose="reporting.approve",
    ),
    private(
        "reporting:return_report",
        "403 403 ok ok 403",
        "403 403 ok ok 403",
        submitted,
        purpose="reporting.return_report",
    ),
    private("reporting:queries", "403 403 ok ok 403", "403 403 405 405 403"),
    private(
        "reporting:plan_query", "403 403 403 ok 403", "403 403 403 ok 403", purpose="reporting.plan_query"
    ),
    private("reporting:query", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    private("reporting:missing", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    private("reporting:response_file", "403 403 ok ok 403", "403 403 ok ok 403", open_query),
    private("reporting:report_preview", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    # Of a query that runs already, the plan leads to the page of the query, and what is posted stays on the page.
    *(
        private(name, "403 403 403 ok 403", "403 403 403 ok 403", open_query, purpose="reporting.plan_query")
        for name in PLAN_PAGES
    ),
    private("reporting:query_preview", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    private("reporting:mail_preview", "403 403 ok ok 403", "403 403 405 405 403", invitation),
    private(
        "reporting:send_test_mail",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        invitation,
        purpose="reporting.send_test_mail",
    ),
    # Nobody chooses any more who answers a query that runs already.
    private(
        "reporting:assign",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.assign",
    ),
    private(
        "reporting:open_query",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.open_query",
    ),
    private(
        "reporting:close_query",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.close_query",
    ),
    private(
        "reporting:publish_query",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.publish_query",
    ),
    private(
        "reporting:prolong_query",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.prolong_query",
    ),
    private(
        "reporting:reopen_query",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.reopen_query",
    ),
    private(
        "reporting:addenda",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.add_addendum",
    ),
    private("reporting:report_texts", "403 403 ok ok 403", "403 403 405 405 403", published_report),
    private(
        "reporting:report_text",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        lambda world: {**published_report(world), "place": "einleitung"},
        purpose="reporting.report_text",
    ),
    private("reporting:plan_shown", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    private("reporting:query_log", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    # The KI has its own page of a request.
    private("reporting:who_answers", "ok 404 404 404 404", "405 405 405 405 405", asked),
    private("reporting:pass_on", "ok ok ok ok ok", "ok 404 404 404 404", asked, purpose="reporting.pass_on"),
    private(
        "reporting:tell_office",
        "ok ok ok ok ok",
        "ok 404 404 404 404",
        asked,
        purpose="reporting.tell_office",
    ),
    private("reporting:request", "403 403 ok ok 403", "403 403 405 405 403", one_request),
    *(
        private(
            f"reporting:{step}",
            "403 403 403 ok 403",
            "403 403 403 ok 403",
            one_request,
            purpose=f"reporting.{step}",
        )
        for step in (
            "extend_request",
            "change_person",
            "reassign_request",
            "withdraw_request",
            "reinstate_request",
            "invite_again",
            "revoke_link",
            "hand_over",
        )
    ),
    *(
        private(
            f"reporting:{step}",
            "403 403 ok ok 403",
            "403 403 ok ok 403",
            one_request,
            purpose=f"reporting.{step}",
        )
        for step in ("note_request", "answer_request")
    ),
    private("reporting:mails", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    private(
        "reporting:resend_mails",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        open_query,
        purpose="reporting.resend_mails",
    ),
    private(
        "reporting:resend_mail",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        mail,
        purpose="reporting.resend_mail",
    ),
    private(
        "reporting:mail_arrived",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        mail,
        purpose="reporting.mail_arrived",
    ),
    private(
        "reporting:readdress_mail",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        mail,
        purpose="reporting.readdress_mail",
    ),
    private("safety:kept_text", "ok ok ok ok ok", "ok ok ok ok ok"),
    account("account_login", open_to_all=True),
    account("account_logout", open_to_all=True),
    account("account_signup", open_to_all=True),
    account("account_reset_password", open_to_all=True),
    # Only in the midst of a log-in; otherwise they lead to its beginning.
    account("account_confirm_login_code"),
    account("mfa_authenticate"),
    Row("account_email_verification_sent", ("ok",) * 6, ("405",) * 6),
    Row("account_inactive", ("ok",) * 6, ("405",) * 6),
    Row("account_reset_password_done", ("ok",) * 6, ("405",) * 6),
    Row("account_reset_password_from_key_done", ("ok",) * 6, ("405",) * 6),
    account(
        "account_reset_password_from_key", lambda world: {"uidb36": "1", "key": "falsch"}, open_to_all=True
    ),
    Row("account_confirm_email", ("ok",) * 6, ("404",) * 6, lambda world: {"key": "falsch"}),
    account("account_reauthenticate"),
    account("account_email"),
    account("account_change_password"),
    account("account_set_password"),
    reading("mfa_index", "ok ok ok ok ok"),
    account("mfa_reauthenticate"),
    account("mfa_activate_totp"),
    account("mfa_generate_recovery_codes"),
    private("mfa_deactivate_totp", "404 404 404 404 404", "404 404 404 404 404"),
    reading("mfa_view_recovery_codes", "404 404 404 404 404"),
    private("mfa_download_recovery_codes", "404 404 404 404 404", "404 404 404 404 404"),
    Row("admin/login/", ("login", "403", "403", "ok", "ok", "ok"), ("login", "403", "403", "ok", "ok", "ok")),
    private("admin/password_change/", "ok ok ok ok ok", "ok ok ok ok ok"),
]

#: Views that answer without log-in; everything else is closed by default.
LEADING_TO_LOG_IN = {"account_confirm_login_code", "mfa_authenticate", "admin/login/"}
PUBLIC = {row.name for row in ROWS if row.get[0] != "login"} | LEADING_TO_LOG_IN

#: Who may open the list of a model in the admin, and who may change its rows there.
STAFF = {"editor", "commissioner", "administrator"}
REVIEWERS = {"editor", "commissioner"}
COMMISSIONER, ADMINISTRATOR, NOBODY = {"commissioner"}, {"administrator"}, set[str]()
ADMIN: dict[str, tuple[set[str], set[str]]] = {
    "fields.Concept": (STAFF, STAFF),
    "fields.Chapter": (STAFF, STAFF),
    "fields.FieldOfAction": (STAFF, STAFF),
    "fields.Goal": (STAFF, STAFF),
    "measures.Measure": (STAFF, STAFF),
    "measures.Indicator": (STAFF, STAFF),
    "measures.TargetGroup": (STAFF, STAFF),
    "partners.Organisation": (STAFF, STAFF),
    "partners.User": (ADMINISTRATOR, ADMINISTRATOR),
    "auth.Group": (ADMINISTRATOR, ADMINISTRATOR),
    "website.LegalPage": (ADMINISTRATOR, ADMINISTRATOR),
    "safety.AuditEntry": (ADMINISTRATOR, NOBODY),
    "reporting.ProgressReport": (REVIEWERS, NOBODY),
    "reporting.StatusQuery": (REVIEWERS, NOBODY),
    "reporting.QueryRequest": (REVIEWERS, NOBODY),
    "reporting.Committee": (REVIEWERS, COMMISSIONER),
    "reporting.OutboxMail": ({"commissioner", "administrator"}, NOBODY),
    "account.EmailAddress": (NOBODY, NOBODY),
    "mfa.Authenticator": (NOBODY, NOBODY),
}
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
            key = {FIELD_NAME: make_key(person, row.purpose)} if method == "post" and person else {}
            response = getattr(log_in(shared_world, role), method)(address, key)
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
