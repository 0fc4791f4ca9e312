"""The wording that the public reads: edited by the KI, with the organisation's own words kept beside it."""

import pytest
from django.urls import reverse

from reporting.errors import WrongStateError
from reporting.models import OutboxMail, ProgressReport, StatusQuery
from reporting.services.reports import edit_wording
from reporting.services.reports.editing import WordingLockedError
from safety.formkeys import FIELD_NAME
from safety.models import StaleVersionError
from tests.reporting.reports import LATER, World
from tests.reporting.test_report_pages import log_in, post

EDITED = "Es geht gut voran."


def reword(report: ProgressReport, world: World, text: str) -> ProgressReport:
    version = report.version
    return edit_wording(
        report=report, expected_version=version, public_text=text, user=world.reviewer, now=LATER
    )


def approve_by_form(world: World, report: ProgressReport, **fields: str) -> ProgressReport:
    page = reverse("reporting:review_report", args=[report.uuid])
    data = {"version": report.version, "effect": "keep", "status": "planning", **fields}
    response = post(
        log_in(world.reviewer), page, reverse("reporting:approve_report", args=[report.uuid]), **data
    )
    assert response.status_code == 302
    report.refresh_from_db()
    return report


def test_the_form_begins_with_the_words_of_the_organisation(world: World) -> None:
    report = world.submit()
    page = log_in(world.reviewer).get(reverse("reporting:review_report", args=[report.uuid])).content.decode()
    field = page.split('name="public_text"')[1].split("</textarea>")[0]
    assert report.text in field


def test_an_edited_wording_is_stored_beside_the_organisations_own(world: World) -> None:
    report = approve_by_form(world, world.submit(), public_text=EDITED)
    assert (report.text, report.public_text, report.shown_text) == ("Es geht voran.", EDITED, EDITED)


@pytest.mark.parametrize("same", ["Es geht voran.", "  Es geht voran.\r\n", ""])
def test_the_unchanged_wording_is_not_stored_twice(world: World, same: str) -> None:
    assert approve_by_form(world, world.submit(), public_text=same).public_text == ""


def test_the_public_page_shows_the_edited_wording_alone(world: World) -> None:
    approve_by_form(world, world.submit(), public_text=EDITED)
    page = log_in(world.outsider).get(world.measure.get_absolute_url()).content.decode()
    assert EDITED in page
    assert "Es geht voran." not in page


def test_the_mail_of_the_approval_tells_the_organisation(world: World) -> None:
    approve_by_form(world, world.submit(), public_text=EDITED)
    mail = OutboxMail.objects.get(kind="approved")
    assert EDITED in mail.body


def test_the_organisation_reads_both_versions(world: World) -> None:
    report = approve_by_form(world, world.submit(), public_text=EDITED)
    page = log_in(world.owner).get(report.get_absolute_url()).content.decode()
    assert "Veröffentlichter Wortlaut" in page
    assert EDITED in page
    assert "Es geht voran." in page


def edit(world: World, report: ProgressReport, text: str) -> object:
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:edit_wording", args=[report.uuid])
    return post(log_in(world.reviewer), page, address, version=report.version, public_text=text)


def test_the_wording_can_be_edited_again_and_the_history_keeps_both(world: World) -> None:
    world.ask()
    report = approve_by_form(world, world.submit(), public_text=EDITED)
    edit(world, report, "Noch besser.")
    report.refresh_from_db()
    assert report.public_text == "Noch besser."
    kept = list(report.history.values_list("public_text", flat=True)[:2])
    assert kept == ["Noch besser.", EDITED]
    assert report.history.all()[0].history_user == world.reviewer


def test_after_the_closing_the_wording_is_locked_with_the_reason(world: World) -> None:
    request = world.ask()
    report = approve_by_form(world, world.submit())
    StatusQuery.objects.update(state="closed", closed_at=report.approved_at)
    page = log_in(world.reviewer).get(reverse("reporting:review_report", args=[report.uuid])).content.decode()
    assert "geschlossen wurde" in page
    assert 'name="public_text"' not in page
    report = ProgressReport.objects.get()
    with pytest.raises(WordingLockedError, match=request.query.title):
        reword(report, world, EDITED)
    report.refresh_from_db()
    assert report.public_text == ""


def test_only_an_approved_wording_is_edited(world: World) -> None:
    report = world.submit()
    with pytest.raises(WrongStateError):
        reword(report, world, EDITED)


def test_two_who_edit_at_once_see_both_texts(world: World) -> None:
    report = approve_by_form(world, world.submit())
    reword(report, world, "Text von jemand anderem.")
    response = edit(world, report, EDITED)
    assert response.status_code == 409  # type: ignore[attr-defined]
    page = response.content.decode()  # type: ignore[attr-defined]
    assert "Text von jemand anderem." in page
    assert EDITED in page
    with pytest.raises(StaleVersionError):
        reword(report, world, EDITED)


def test_partners_edit_no_wording(world: World) -> None:
    report = world.approve(world.submit())
    address = reverse("reporting:edit_wording", args=[report.uuid])
    assert log_in(world.owner).post(address, {"public_text": EDITED}).status_code == 403


def twenty(world: World, report: ProgressReport, name: str, **data: object) -> ProgressReport:
    """Post the same form twenty times, as an impatient browser would."""
    client, address = log_in(world.reviewer), reverse(f"reporting:{name}", args=[report.uuid])
    page = client.get(reverse("reporting:review_report", args=[report.uuid])).content.decode()
    form = page.split(f'action="{address}"')[1]
    key = form.split(f'name="{FIELD_NAME}" value="')[1].split('"')[0]
    places = {client.post(address, {FIELD_NAME: key, **data}).headers.get("Location") for _ in range(20)}
    assert len(places) == 1
    assert None not in places
    stored = ProgressReport.objects.get(pk=report.pk)
    assert stored.version == report.version + 1
    return stored


def test_twenty_approvals_are_one(world: World) -> None:
    report = world.submit()
    data = {"version": report.version, "effect": "change", "status": "planning", "public_text": EDITED}
    stored = twenty(world, report, "approve_report", **data)
    assert stored.public_text == EDITED
    assert world.measure.statuses.count() == 1
    assert OutboxMail.objects.filter(kind="approved").count() == 1


def test_twenty_returns_are_one(world: World) -> None:
    report = world.submit()
    data = {"return-version": report.version, "return-remark": "Bitte genauer."}
    twenty(world, report, "return_report", **data)
    assert OutboxMail.objects.filter(kind="returned").count() == 1


def test_twenty_edits_are_one(world: World) -> None:
    report = world.approve(world.submit())
    data = {"version": report.version, "public_text": EDITED}
    assert twenty(world, report, "edit_wording", **data).public_text == EDITED
