"""The rows of the matrix for organisations that report, with an account or by a personal link."""

from django.utils import timezone

from reporting.services.mails import opt_out_token
from tests.safety.routes import Row, private, public
from tests.safety.world import World


def draft(world: World) -> dict[str, object]:
    """Of the organisation „own“."""
    return {"report_id": world.report.uuid}


def asked_about(world: World) -> dict[str, object]:
    """The request of the organisation „own“ in the running query."""
    assert world.report.request
    return {"request_id": world.report.request.uuid}


def own_part(world: World) -> dict[str, object]:
    return {"part_id": world.open_query.participations.get(organisation=world.organisation).uuid}


def one_opt_out(world: World) -> dict[str, object]:
    person = world.people["own"]
    assert person
    return {"token": opt_out_token(person.email)}


def asked(world: World) -> dict[str, object]:
    """The part of the organisation „own“ in the running query."""
    return {"query": world.open_query.slug, "organisation": world.organisation.slug}


def upload(world: World) -> dict[str, object]:
    """A workbook of the organisation „own“."""
    participation = world.open_query.participations.get(organisation=world.organisation)
    values = {"name": "tabelle.xlsx", "content": b"", "sha256": "", "uploaded_at": timezone.now()}
    return {"upload_id": participation.uploads.create(**values).uuid}


ANSWERING_ROWS: list[Row] = [
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
    private(
        "reporting:discard_upload",
        "ok ok ok ok ok",
        "ok 404 ok ok 404",
        upload,
        purpose="reporting.discard_upload",
    ),
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
]
