"""What the KI took out of a Sachstand does not become public again because the organisation says the same once more."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import ProgressReport
from reporting.services.reports import Answers, confirm_unchanged, submit
from reporting.services.reports.approving_several import approve_several, propose
from tests.reporting.reports import LATER, World
from tests.reporting.test_report_pages import log_in

UNCUT, CUT = "Alles gut. Herr X ist krank.", "Alles gut."
NEXT_YEAR = LATER + dt.timedelta(days=365)


@pytest.fixture
def again(world: World) -> ProgressReport:
    """Last year's report was published without a sentence; this year the organisation confirms it unchanged."""
    said = Answers(status="in_progress", course="on_track", text=UNCUT)
    world.approve(world.submit(said), public_text=CUT)
    draft = world.start(NEXT_YEAR)
    confirmed = confirm_unchanged(report=draft, expected_version=draft.version, user=world.owner)
    return submit(report=confirmed, expected_version=confirmed.version, user=world.owner, now=NEXT_YEAR)


def say(report: ProgressReport, text: str) -> None:
    ProgressReport.objects.filter(pk=report.pk).update(text=text, is_unchanged=False)
    report.refresh_from_db()


def page_of(world: World, report: ProgressReport) -> str:
    address = reverse("reporting:review_report", args=[report.uuid])
    client: Client = log_in(world.reviewer)
    return client.get(address).content.decode()


def test_the_form_proposes_what_was_published(world: World, again: ProgressReport) -> None:
    page = page_of(world, again)
    field = page.split('name="public_text"')[1].split("</textarea>")[0].split(">")[1].strip()
    assert field == CUT
    assert "veröffentlichte Fassung von damals eingetragen" in page
    assert "Herr X" in page.split("Wortlaut der Organisation, jetzt")[1]


def test_another_text_is_proposed_as_it_is_with_a_warning(world: World, again: ProgressReport) -> None:
    say(again, "Alles bestens. Herr X ist krank.")
    page = page_of(world, again)
    field = page.split('name="public_text"')[1].split("</textarea>")[0]
    assert "Alles bestens. Herr X ist krank." in field
    assert "was damals nicht veröffentlicht wurde" in page


def test_several_at_once_publish_the_wording_of_last_time(world: World, again: ProgressReport) -> None:
    (outcome,) = approve_several({again.uuid: again.version}, user=world.reviewer, now=NEXT_YEAR)
    assert outcome.refusal == ""
    again.refresh_from_db()
    assert (again.text, again.shown_text) == (UNCUT, CUT)
    page = log_in(world.outsider).get(world.measure.get_absolute_url()).content.decode()
    assert "Herr X" not in page


def test_several_at_once_leave_a_changed_text_out(world: World, again: ProgressReport) -> None:
    say(again, "Alles bestens. Herr X ist krank.")
    (proposal,) = propose({again.uuid: again.version}, user=world.reviewer)
    assert "für die Öffentlichkeit bearbeitet" in proposal.refusal


def test_who_takes_over_the_published_wording_is_not_left_out(world: World, again: ProgressReport) -> None:
    say(again, CUT)
    (proposal,) = propose({again.uuid: again.version}, user=world.reviewer)
    assert (proposal.refusal, proposal.wording) == ("", CUT)
