"""The rows of the matrix for committee papers."""

from tests.safety.routes import Arguments, Row, private, public
from tests.safety.world import World

CONDUCT = "403 403 403 ok 403"
READ = "403 403 ok ok 403"


def a_query(world: World) -> dict[str, object]:
    return {"slug": world.published_query.slug}


def a_draft(world: World) -> dict[str, object]:
    return {**a_query(world), "paper_id": world.draft_paper.uuid}


def of_kind(kind: str) -> Arguments:
    return lambda world: {**a_draft(world), "kind": kind}


def published(world: World) -> dict[str, object]:
    return {**a_query(world), "paper_id": world.public_paper.uuid, "kind": "pdf"}


def an_edition(world: World) -> dict[str, object]:
    return {**published(world), "number": 1}


PAPER_ROWS: list[Row] = [
    private("reporting:papers", READ, "403 403 405 405 403", a_query),
    private("reporting:write_paper", CONDUCT, CONDUCT, a_query, purpose="reporting.write_paper"),
    private("reporting:paper", READ, "403 403 405 405 403", a_draft),
    private("reporting:edit_paper", CONDUCT, CONDUCT, a_draft, purpose="reporting.write_paper"),
    private("reporting:discard_paper", CONDUCT, CONDUCT, a_draft, purpose="reporting.discard_paper"),
    private("reporting:finalise_paper", CONDUCT, CONDUCT, a_draft, purpose="reporting.finalise_paper"),
    private("reporting:reopen_paper", CONDUCT, CONDUCT, a_draft, purpose="reporting.reopen_paper"),
    private("reporting:paper_outcome", CONDUCT, CONDUCT, a_draft, purpose="reporting.paper_outcome"),
    private(
        "reporting:remake_paper_files", CONDUCT, CONDUCT, a_draft, purpose="reporting.remake_paper_files"
    ),
    private("reporting:paper_draft", READ, "403 403 405 405 403", of_kind("xlsx")),
    private("reporting:paper_edition", READ, "403 403 405 405 403", an_edition),
    public("reporting:paper_file", published),
]
