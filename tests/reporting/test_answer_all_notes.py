"""What was done to one measure is said in its section, where the page opens, and not far above it."""

import re

import pytest
from django.test import Client

from reporting.models import ProgressReport
from tests.builders import make_report

from .answering import filled, key, open_page, page_of
from .rounds import NOW
from .test_answer_all import log_in
from .workbooks import Asked, make_asked

pytestmark = pytest.mark.django_db

#: So many that their sections are closed when the page opens.
MANY = 6


def asked_again() -> Asked:
    asked = make_asked(measures=MANY)
    for request in asked.requests:
        make_report(request.measure, asked.organisation, state="approved", approved_at=NOW, course="on_track")
    return asked


def section_of(html: str, name: str) -> tuple[str, str]:
    """The opening tag of a section and what stands in it."""
    found = re.search(rf'(<details[^>]*id="{name}"[^>]*>)(.*?)</details>', html, re.DOTALL)
    assert found is not None
    return found[1], found[2]


def post(client: Client, asked: Asked, values: dict[str, str]) -> str:
    shown = open_page(client, asked)
    return client.post(page_of(asked), {**shown, **values}, follow=True).content.decode()


def test_a_refused_confirmation_says_so_in_the_open_section() -> None:
    asked = asked_again()
    client = log_in(asked.owner)
    post(client, asked, {**filled(asked, 4, "Etwas Neues"), "stay": key(asked, 4)})
    html = post(client, asked, {"unchanged": key(asked, 4)})
    tag, said = section_of(html, key(asked, 4))
    assert " open" in tag
    assert "In dieser Meldung stehen schon neue Angaben" in said
    assert html.count("In dieser Meldung stehen schon neue Angaben") == 1


def test_a_confirmation_and_a_saving_are_told_in_their_section() -> None:
    asked = asked_again()
    client = log_in(asked.owner)
    tag, said = section_of(post(client, asked, {"unchanged": key(asked, 4)}), key(asked, 4))
    assert " open" in tag
    assert "Unverändert bestätigt:" in said
    saved = post(client, asked, {**filled(asked, 5, "Neu"), "stay": key(asked, 5)})
    assert "1 Abschnitt ist gespeichert." in section_of(saved, key(asked, 5))[1]
    assert ProgressReport.objects.filter(request__in=asked.requests).count() == 2


def test_what_concerns_no_single_measure_stays_above_the_page() -> None:
    asked = asked_again()
    html = post(log_in(asked.owner), asked, {**filled(asked, 4, "Neu"), "stay": "kein-abschnitt"})
    assert html.index("1 Abschnitt ist gespeichert.") < html.index("<main")
