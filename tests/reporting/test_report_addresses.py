"""Whoever reloads an address to which a form was posted comes back to the page of the form; nothing happens."""

import pytest
from django.urls import reverse

from tests.reporting.reports import World
from tests.reporting.test_report_pages import log_in


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("approve_report", "review_report"),
        ("return_report", "review_report"),
        ("submit", "preview"),
        ("confirm_unchanged", "report"),
    ],
)
def test_a_step_opened_by_address_leads_back(world: World, name: str, page: str) -> None:
    report = world.submit()
    response = log_in(world.reviewer).get(reverse(f"reporting:{name}", args=[report.uuid]))
    assert response.headers["Location"] == reverse(f"reporting:{page}", args=[report.uuid])
    report.refresh_from_db()
    assert report.state == "submitted"


def test_beginning_a_report_leads_back_to_the_own_area(world: World) -> None:
    address = reverse("reporting:start_report", args=[world.organisation.slug, world.measure.slug])
    assert log_in(world.owner).get(address).headers["Location"] == reverse("reporting:my_area")
    assert not world.measure.reports.exists()


def test_in_somebodys_stead_leads_back_to_the_queue(world: World) -> None:
    response = log_in(world.reviewer).get(reverse("reporting:on_behalf"))
    assert response.headers["Location"] == reverse("reporting:review")


def test_the_way_back_is_no_way_in(world: World) -> None:
    address = reverse("reporting:approve_report", args=[world.submit().uuid])
    assert log_in(world.owner).get(address).status_code == 403
