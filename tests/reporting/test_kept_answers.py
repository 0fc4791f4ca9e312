"""What was posted too late stands, whole and in words, where it can be copied."""

import re

import pytest
from django.test import Client

from reporting.models import AccessGrant, QuestionScope
from reporting.services.queries import close_query
from tests.builders import make_grant, make_measure, make_organisation, make_request

from .answering import filled, key, open_page, page_of
from .rounds import LATER
from .test_answer_all import write
from .test_autosave import enter
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db

SHORT = "Nach dem Schluss."


def answering(asked: Asked) -> tuple[Client, AccessGrant]:
    client, grant = Client(), make_grant(asked.query, asked.organisation.contacts.get())
    enter(client, grant)
    return client, grant


def revoke(grant: AccessGrant) -> None:
    AccessGrant.objects.filter(pk=grant.pk).update(revoked_at=LATER)


def close(grant: AccessGrant) -> None:
    close_query(query=grant.query, version=grant.query.version, now=LATER)


def listed(html: str) -> dict[str, str]:
    pairs = re.findall(r"<dt[^>]*__key[^>]*>(.*?)</dt>\s*<dd[^>]*>(.*?)</dd>", html, re.DOTALL)
    return {name.strip(): value.strip() for name, value in pairs}


@pytest.mark.parametrize("end", [revoke, close])
def test_short_answers_choices_and_ticks_stand_with_their_names(end) -> None:  # type: ignore[no-untyped-def]
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION)
    client, grant = answering(asked)
    shown = {**open_page(client, asked), f"o-question_{question.pk}": "Zwölf"}
    measure, prefix = asked.requests[0].measure, key(asked)
    step, indicator = measure.steps.get(), measure.indicators.get()
    shown |= {f"{prefix}-steps_done": [step.pk], f"{prefix}-value_{indicator.pk}": "7"}
    end(grant)
    answer = client.post(page_of(asked), {**shown, **filled(asked, text=SHORT), "stay": prefix}, follow=True)
    found, title = listed(answer.text), f"{measure.code} {measure.title}"
    assert found[f"{title}: Sachstand"] == SHORT
    assert found[f"{title}: Umsetzungsstand"] == "in Umsetzung"
    assert found[f"{title}: Erledigte Umsetzungsschritte"] == step.text
    assert "7" in found.values()
    assert found[f"Fragen an Ihre Organisation: {question.text}"] == "Zwölf"
    assert not [name for name in found if "-seen" in name or "-version" in name or "key" in name]
    assert len(found) == 6


def test_what_is_stored_already_is_not_listed() -> None:
    asked = make_asked()
    write(asked)
    client, grant = answering(asked)
    shown = open_page(client, asked)
    revoke(grant)
    answer = client.post(page_of(asked), {**shown, f"{key(asked)}-next_steps": SHORT}, follow=True)
    assert SHORT in answer.text
    assert "Von der Kollegin" not in answer.text


def test_page_of_one_measure_names_its_fields_too() -> None:
    asked = make_asked()
    report = write(asked)
    client, grant = answering(asked)
    html = client.get(report.get_absolute_url()).text
    form_key = re.findall(r'name="form_key" value="([^"]+)"', html[html.index('hx-post="') :])[0]
    revoke(grant)
    said = {"form_key": form_key, "version": report.version, "next_steps": SHORT}
    found = listed(client.post(report.get_absolute_url(), said, follow=True).text)
    assert found == {f"{report.measure.code} {report.measure.title}: Nächste Schritte": SHORT}


def test_measure_of_another_organisation_is_not_named() -> None:
    asked = make_asked()
    other = make_request(asked.query, make_measure(title="Fremde Maßnahme"), make_organisation())
    client, grant = answering(asked)
    shown = open_page(client, asked)
    revoke(grant)
    answer = client.post(page_of(asked), {**shown, f"m{other.pk}-text": SHORT}, follow=True)
    assert SHORT in answer.text
    assert "Fremde Maßnahme" not in answer.text


def test_text_given_back_is_listed_in_words() -> None:
    asked = make_asked()
    client, grant = answering(asked)
    shown = open_page(client, asked)
    session = client.session
    session["personal_link"] |= {"seen": 0}
    session.save()
    client.post(page_of(asked), {**shown, **filled(asked, text=SHORT)})
    enter(client, grant)
    found = listed(client.get("/zugang/aufgehobener-text/").text)
    measure = asked.requests[0].measure
    assert found[f"{measure.code} {measure.title}: Sachstand"] == SHORT
