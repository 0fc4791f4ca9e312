"""What „Alles auf einer Seite“ says beside the fields: last year's answers, what was handed in, where to go."""

from typing import Any

import pytest
from django.urls import reverse

from reporting.models import Participation, QuestionAnswer, QuestionScope
from reporting.services.queries import close_query
from tests.builders import make_contact, make_editor, make_grant, make_query, make_report

from .answering import filled, key, open_page, page_of
from .rounds import LATER, NOW
from .test_answer_all import log_in, report_of
from .workbooks import make_asked, make_question

pytestmark = pytest.mark.django_db


def test_confirming_unchanged_names_the_questions_that_are_still_open() -> None:
    asked = make_asked()
    make_report(
        asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW, course="on_track"
    )
    make_question(asked.query, text="Wie viele Ehrenamtliche?", is_required=True)
    client = log_in(asked.owner)
    posted = {**open_page(client, asked), "unchanged": key(asked)}
    html = client.post(page_of(asked), posted, follow=True).content.decode()
    assert "Bitte beantworten Sie noch diese Fragen:" in html
    report = report_of(asked)
    assert report.is_unchanged
    preview = client.get(reverse("reporting:preview", args=[report.uuid])).content.decode()
    assert "Unverändert bestätigt. Bitte beantworten Sie noch diese Fragen" in preview


def test_submitted_answers_of_the_organisation_are_to_be_read_with_the_reason() -> None:
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION)
    asked.participation.question_answers.create(question=question, text="Zwölf Personen")
    asked.participation.state, asked.participation.on_behalf = "submitted", True
    asked.participation.save()
    client = log_in(asked.owner)
    html = client.get(page_of(asked)).content.decode()
    assert "Zwölf Personen" in html
    assert "prüft Ihre Antworten" in html
    assert "In Vertretung eingetragen" in html
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    assert "geschlossen wurde" in client.get(page_of(asked)).content.decode()


def test_last_years_answer_to_the_same_question_stands_beside_it() -> None:
    asked, before = make_asked(), make_query(state="published", opened_at=NOW, closed_at=NOW)
    for scope in QuestionScope:
        make_question(asked.query, scope=scope, text=f"Wie viele ({scope})?")
    old = make_report(asked.requests[0].measure, asked.organisation, state="approved", approved_at=NOW)
    part = Participation.objects.create(
        query=before, organisation=asked.organisation, state="approved", approved_at=NOW
    )
    values: dict[str, dict[str, Any]] = {"measure": {"report": old}, "organisation": {"participation": part}}
    for scope in QuestionScope:
        same = make_question(before, scope=scope, text=f"Wie viele ({scope})?")
        QuestionAnswer.objects.create(question=same, text=f"Elf ({scope})", **values[scope])
    html = log_in(asked.owner).get(page_of(asked)).content.decode()
    for scope in QuestionScope:
        assert f"<strong>Letzte Angabe:</strong> Elf ({scope})" in html


def test_nothing_new_is_offered_only_where_nothing_new_is_written() -> None:
    asked = make_asked(measures=2)
    for each in asked.requests:
        make_report(each.measure, asked.organisation, state="approved", approved_at=NOW, course="on_track")
    client = log_in(asked.owner)
    assert client.get(page_of(asked)).text.count('name="unchanged"') == 2
    client.post(page_of(asked), {**open_page(client, asked), **filled(asked, 0, "Etwas Neues")})
    html = client.get(page_of(asked)).text
    assert [f'name="unchanged" value="{key(asked, number)}"' in html for number in (0, 1)] == [False, True]


def test_the_frist_of_the_query_is_named_only_where_it_counts() -> None:
    asked = make_asked(measures=2)
    client = log_in(asked.owner)
    own = "Für jede Maßnahme gilt eine eigene Frist."
    asked.query.requests.filter(pk=asked.requests[0].pk).update(extended_to=asked.query.due_on)
    html = client.get(page_of(asked)).text
    assert "Frist: " in html.split("answer-all")[0]
    assert own not in html
    asked.query.requests.update(extended_to=asked.query.due_on)
    html = client.get(page_of(asked)).text
    assert "Frist: " not in html.split("answer-all")[0]
    assert own in html
    make_question(asked.query, scope=QuestionScope.ORGANISATION)
    assert "Frist: " in client.get(page_of(asked)).text.split("answer-all")[0]


def test_links_lead_only_where_there_is_a_page() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    links = [
        reverse(f"reporting:{name}", args=[asked.query.slug, asked.organisation.slug])
        for name in ("who_answers", "upload_workbook")
    ]
    html = client.get(page_of(asked)).content.decode()
    assert all(link in html and client.get(link).status_code == 200 for link in links)
    assert links[0] not in log_in(make_editor()).get(page_of(asked)).content.decode()
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    html = client.get(page_of(asked)).content.decode()
    assert not any(link in html for link in links)


def test_only_who_can_get_in_is_named_as_a_colleague() -> None:
    """A deputy without account and without a link of this query has to be given the requests first."""
    asked = make_asked()
    contact = asked.organisation.contacts.get()
    deputy = make_contact(asked.organisation, name="Vertretung ohne Zugang", role="deputy")
    client = log_in(asked.owner)
    addresses = [
        page_of(asked),
        reverse("reporting:who_answers", args=[asked.query.slug, asked.organisation.slug]),
        reverse("reporting:my_area"),
    ]
    named = "können daran weiterschreiben"
    make_grant(asked.query, contact)
    for address in addresses:
        said = client.get(address).text.partition(named)[2].partition("</p>")[0]
        assert contact.name in said
        assert deputy.name not in said
    make_grant(asked.query, deputy)
    assert all(deputy.name in client.get(address).text.partition(named)[2] for address in addresses)
