"""The rows of the matrix for a status query, from the plan to the closing, with its mails."""

from tests.safety.routes import Row, private
from tests.safety.world import World


def open_query(world: World) -> dict[str, object]:
    return {"slug": world.open_query.slug}


def invitation(world: World) -> dict[str, object]:
    return {"slug": world.open_query.slug, "kind": "invitation"}


def mail(world: World) -> dict[str, object]:
    """An invitation to the query that runs."""
    return {"slug": world.open_query.slug, "mail_id": world.open_query.mails.order_by("pk")[0].pk}


PLAN_PAGES = [
    "reporting:replan_query",
    "reporting:plan_scope",
    "reporting:plan_questions",
    "reporting:plan_reminders",
    "reporting:plan_texts",
]

QUERY_ROWS: list[Row] = [
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
    private("reporting:plan_shown", "403 403 ok ok 403", "403 403 405 405 403", open_query),
    private("reporting:query_log", "403 403 ok ok 403", "403 403 405 405 403", open_query),
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
]
