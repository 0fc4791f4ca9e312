"""The rows of the matrix for a single request of a query."""

from tests.safety.routes import Row, private
from tests.safety.world import World


def one_request(world: World) -> dict[str, object]:
    """A request to the organisation „own“."""
    assert world.report.request
    return {"slug": world.open_query.slug, "request_id": world.report.request.uuid}


REQUEST_ROWS: list[Row] = [
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
]
