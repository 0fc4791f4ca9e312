"""The rows of the matrix for published reports, their files, and the words of the office in them."""

from tests.safety.routes import Row, private, public
from tests.safety.world import World


def published_file(world: World) -> dict[str, object]:
    return {"slug": world.published_query.slug, "kind": "csv"}


def published_report(world: World) -> dict[str, object]:
    return {"slug": world.published_query.slug}


REPORT_ROWS: list[Row] = [
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
    private("reporting:report_texts", "403 403 ok ok 403", "403 403 405 405 403", published_report),
    private(
        "reporting:report_text",
        "403 403 403 ok 403",
        "403 403 403 ok 403",
        lambda world: {**published_report(world), "place": "einleitung"},
        purpose="reporting.report_text",
    ),
]
