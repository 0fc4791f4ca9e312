"""What a draft lacks for submission is said at the fields, once somebody comes back from the preview."""

from dataclasses import replace

from django.test import Client
from django.urls import reverse

from reporting.models import ProgressReport
from reporting.services.reports import IndicatorEntry
from tests.builders import make_indicator
from tests.reporting.reports import COMPLETE, World
from tests.reporting.test_report_pages import log_in

COURSE_MISSING = "Bitte wählen Sie, ob die Maßnahme im Plan oder verzögert ist."


def form_of(client: Client, report: ProgressReport, query: str = "?pruefen=1") -> str:
    return client.get(report.get_absolute_url() + query).content.decode()


def test_the_preview_leads_to_the_form_with_its_messages(world: World) -> None:
    report = world.save(world.start(), replace(COMPLETE, course=""))
    html = log_in(world.owner).get(reverse("reporting:preview", args=[report.uuid])).content.decode()
    assert f'href="{report.get_absolute_url()}?pruefen=1"' in html
    assert f'href="{report.get_absolute_url()}?pruefen=1#div_id_course"' in html


def test_messages_stand_at_the_field_and_in_the_summary(world: World) -> None:
    report = world.save(world.start(), replace(COMPLETE, course=""))
    html = form_of(log_in(world.owner), report)
    assert html.count(COURSE_MISSING) == 2
    assert "error-summary" in html
    field = html.split('id="div_id_course"')[1].split("</fieldset>")[0]
    assert COURSE_MISSING in field
    assert "Es geht voran." in html


def test_an_indicator_says_what_it_lacks(world: World) -> None:
    indicator = make_indicator(world.measure)
    said = replace(COMPLETE, indicators={indicator.pk: IndicatorEntry(note="etwas")})
    html = form_of(log_in(world.owner), world.save(world.start(), said))
    assert f'id="id_attainment_{indicator.pk}_error"' in html


def test_a_draft_that_is_only_opened_shows_no_messages(world: World) -> None:
    report = world.save(world.start(), replace(COMPLETE, course=""))
    assert "error-summary" not in form_of(log_in(world.owner), report, query="")


def test_a_complete_draft_shows_no_messages(world: World) -> None:
    assert "error-summary" not in form_of(log_in(world.owner), world.save(world.start()))


def test_what_may_be_needed_is_not_called_optional(world: World) -> None:
    html = form_of(log_in(world.owner), world.start(), query="")
    for name in ("course", "delay_reason"):
        field = html.split(f'id="div_id_{name}"')[1].split("kern-hint")[0]
        assert "optional" not in field
    assert "Nötig bei „in Planung“, „in Umsetzung“" in html
