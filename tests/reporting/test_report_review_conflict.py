"""A decision on a report that has changed meanwhile: both texts, or what was typed, and nothing is decided."""

from typing import Any

from django.urls import reverse

from reporting.models import ProgressReport
from reporting.services.reports import return_report, submit
from tests.reporting.reports import LATER, World
from tests.reporting.test_report_pages import KEY, log_in


def decide(world: World, report: ProgressReport, name: str, **data: Any) -> Any:
    """Post the form as it stood before the report changed."""
    client = log_in(world.reviewer)
    address = reverse(f"reporting:{name}", args=[report.uuid])
    own = KEY.search(key_page(client, report).split(f'action="{address}"')[1])
    assert own
    change(world, report, data.pop("and_then", "submit"))
    return client.post(address, {"form_key": own[1], **data})


def key_page(client: Any, report: ProgressReport) -> str:
    html: str = client.get(reverse("reporting:review_report", args=[report.uuid])).content.decode()
    return html


def change(world: World, report: ProgressReport, then: str) -> None:
    returned = return_report(
        report=report, expected_version=report.version, remark="Bitte Zahlen.", user=world.reviewer, now=LATER
    )
    if then == "submit":
        saved = world.save(returned)
        submit(report=saved, expected_version=saved.version, user=world.owner, now=LATER)


def test_a_stale_approval_shows_both(world: World) -> None:
    report = world.submit()
    data = {"version": report.version, "effect": "change", "status": "planning", "course": "on_track"}
    response = decide(world, report, "approve_report", **data, note="Meine Erläuterung.")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Meine Erläuterung." in html
    assert "in Umsetzung" in html
    assert '<input type="hidden" name="effect" value="change">' in html
    report.refresh_from_db()
    assert report.state == "submitted"


def test_a_stale_return_shows_both_remarks(world: World) -> None:
    report = world.submit()
    data = {"return-version": report.version, "return-remark": "Bitte Fotos."}
    response = decide(world, report, "return_report", **data)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Bitte Fotos." in html
    assert "Bitte Zahlen." in html


def test_a_decision_that_comes_too_late_keeps_the_text_on_the_page(world: World) -> None:
    report = world.submit()
    data = {"version": report.version, "effect": "change", "status": "planning", "course": "on_track"}
    response = decide(world, report, "approve_report", **data, note="Meine Erläuterung.", and_then="")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Meine Erläuterung." in html
    assert "Die Meldung ist im Stand „zurückgegeben“." in html
