"""The pages of the KI: queue, comparison, approval, return, and a report in somebody's stead."""

import datetime as dt

import pytest
from django.urls import reverse

from measures.models import MeasureStatus
from reporting.forms.review import ApproveForm
from reporting.models import ProgressReport
from reporting.services.reports import Answers, StatusDecision
from tests.builders import make_status
from tests.reporting.reports import LATER, World
from tests.reporting.test_report_pages import log_in, post


def test_the_queue_shows_what_waits(world: World) -> None:
    world.submit()
    assert world.measure.title in log_in(world.reviewer).get(reverse("reporting:review")).content.decode()


def test_partners_do_not_get_in(world: World) -> None:
    report = world.submit()
    client = log_in(world.owner)
    assert client.get(reverse("reporting:review")).status_code == 403
    assert client.get(reverse("reporting:review_report", args=[report.uuid])).status_code == 403


def test_shows_what_has_changed(world: World) -> None:
    world.approve(world.submit())
    report = world.submit(Answers(status="completed", text="Fertig."), LATER)
    html = log_in(world.reviewer).get(reverse("reporting:review_report", args=[report.uuid])).content.decode()
    assert "Es geht voran." in html
    assert "Fertig." in html
    assert "geändert" in html


def test_approval_confirms_the_status(world: World) -> None:
    report = world.submit()
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:approve_report", args=[report.uuid])
    data = {"version": report.version, "effect": "change", "status": "planning", "course": "on_track"}
    response = post(log_in(world.reviewer), page, address, **data)
    assert response.url == reverse("reporting:review")
    report.refresh_from_db()
    assert report.state == "approved"
    assert MeasureStatus.objects.get().status == "planning"


def test_approval_leads_on_to_the_public_wording(world: World) -> None:
    report, client = world.submit(), log_in(world.reviewer)
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:approve_report", args=[report.uuid])
    post(client, page, address, version=report.version, effect="keep", status="planning")
    said = client.get(reverse("reporting:review")).content.decode().partition('role="status"')[2][:900]
    assert f'href="{page}">Veröffentlichte Fassung bearbeiten' in said


def test_approval_without_a_change_of_status(world: World) -> None:
    report = world.submit()
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:approve_report", args=[report.uuid])
    data = {"version": report.version, "effect": "keep", "status": "planning"}
    post(log_in(world.reviewer), page, address, **data)
    assert not MeasureStatus.objects.exists()


def test_a_course_without_being_under_way_is_refused(world: World) -> None:
    report = world.submit()
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:approve_report", args=[report.uuid])
    data = {"version": report.version, "effect": "change", "status": "completed", "course": "on_track"}
    response = post(log_in(world.reviewer), page, address, **data)
    assert "gibt es keinen Verlauf" in response.content.decode()


def test_a_new_date_before_the_report_is_refused(world: World) -> None:
    report = world.submit()
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:approve_report", args=[report.uuid])
    late = {"status": "planning", "course": "delayed", "delay_reason": "staff"}
    data = {"version": report.version, "effect": "change", **late}
    early = report.as_of - dt.timedelta(days=1)
    response = post(log_in(world.reviewer), page, address, **data, new_date=early.isoformat())
    assert "Der neue Termin liegt vor dem Tag dieser Meldung." in response.content.decode()
    assert not MeasureStatus.objects.exists()


@pytest.mark.parametrize(
    ("role", "days", "effect"),
    [("lead", 0, "change"), ("cooperation", 0, "keep"), ("cooperation", -1, "change")],
)
def test_whoever_merely_takes_part_does_not_overrule_by_default(
    world: World, role: str, days: int, effect: str
) -> None:
    world.measure.responsibilities.update(role=role)
    report = world.submit()
    make_status(world.measure, "completed", report.as_of + dt.timedelta(days=days))
    assert ApproveForm(report=report, is_own=False)["effect"].value() == effect


def test_return_needs_a_remark(world: World) -> None:
    report = world.submit()
    page = reverse("reporting:review_report", args=[report.uuid])
    address = reverse("reporting:return_report", args=[report.uuid])
    client = log_in(world.reviewer)
    data = {"return-version": report.version}
    assert post(client, page, address, **data, **{"return-remark": ""}).status_code == 200
    post(client, page, address, **data, **{"return-remark": "Bitte Zahlen."})
    report.refresh_from_db()
    assert report.return_remark == "Bitte Zahlen."
    assert "Bitte Zahlen." in log_in(world.owner).get(report.get_absolute_url()).content.decode()


def test_staff_write_in_the_organisations_stead(world: World) -> None:
    pair = world.measure.responsibilities.get()
    client = log_in(world.reviewer)
    address = reverse("reporting:on_behalf")
    response = post(client, reverse("reporting:review"), address, responsibility=pair.pk)
    report = ProgressReport.objects.get()
    assert report.on_behalf
    assert "in Vertretung durch" in client.get(response.url).content.decode()


def test_the_admin_leads_to_the_report_and_from_there_to_the_review(world: World) -> None:
    report, client = world.submit(), log_in(world.reviewer)
    address = reverse("admin:reporting_progressreport_change", args=[report.pk])
    assert report.get_absolute_url() in client.get(address).content.decode()
    review = reverse("reporting:review_report", args=[report.uuid])
    assert review in client.get(report.get_absolute_url()).content.decode()
    assert review not in log_in(world.owner).get(report.get_absolute_url()).content.decode()


def test_what_was_decided_stays_to_be_read(world: World) -> None:
    decision = StatusDecision("in_progress", "delayed", "staff", note="Eine Stelle ist frei.")
    report = world.approve(world.submit(), decision=decision)
    page = log_in(world.reviewer).get(reverse("reporting:review_report", args=[report.uuid])).text
    assert "eingereicht am 5. Oktober 2026" in page
    assert "freigegeben am 20. Oktober 2026" in page
    assert "Meldung prüfen" not in page
    decided = page.partition("Mit der Freigabe bestätigt")[2].partition("</section>")[0]
    assert "verzögert" in decided
    assert "Eine Stelle ist frei." in decided


def test_approval_without_a_decision_says_that_nothing_changed(world: World) -> None:
    report = world.approve(world.submit())
    page = log_in(world.reviewer).get(reverse("reporting:review_report", args=[report.uuid])).text
    assert "Der Umsetzungsstand der Maßnahme ist geblieben, wie er war." in page
