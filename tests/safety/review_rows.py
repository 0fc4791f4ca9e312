"""The rows of the matrix for the KI that approves or returns what was reported."""

from tests.safety.answering_rows import own_part
from tests.safety.routes import Row, private
from tests.safety.world import World


def reviewed_part(world: World) -> dict[str, object]:
    return {"participation_id": own_part(world)["part_id"]}


def submitted(world: World) -> dict[str, object]:
    """Of the organisation „foreign“."""
    return {"report_id": world.submitted.uuid}


REVIEW_ROWS: list[Row] = [
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
]
