"""Long answers: nothing is cut off silently, and what is too long stays on the page with a clear word."""

import pytest
from django.test import Client

from reporting.forms.long_text import LONGEST_TEXT

from .answering import fields_of, filled, key, open_page, page_of
from .workbooks import make_asked, make_question

pytestmark = pytest.mark.django_db


def test_pasted_text_is_not_cut_off_but_refused_and_kept(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    shown = open_page(client, asked)
    text = "x" * (LONGEST_TEXT + 3)
    answer = client.post(page_of(asked), {**shown, **filled(asked, text=text), "stay": ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Der Text hat 5003 Zeichen. Möglich sind 5.000." in html
    assert fields_of(html)[f"{key(asked)}-text"] == text


def test_no_answer_field_lets_the_browser_cut_off_text(client: Client) -> None:
    asked = make_asked()
    make_question(asked.query, kind="text", scope="organisation")
    client.force_login(asked.owner)
    assert (
        "maxlength"
        not in client.get(page_of(asked)).content.decode().partition('<form class="answer-all"')[2]
    )


def test_a_question_that_may_be_left_out_says_so(client: Client) -> None:
    asked = make_asked()
    make_question(asked.query, kind="text", scope="organisation", text="Freiwillig?", is_required=False)
    make_question(asked.query, kind="text", scope="organisation", text="Nötig?", is_required=True)
    client.force_login(asked.owner)
    html = client.get(page_of(asked)).content.decode()
    free, needed = (
        html.partition(f">{text}")[2].partition("</label>")[0] for text in ("Freiwillig?", "Nötig?")
    )
    assert "optional" in free
    assert "optional" not in needed


def test_untouched_questions_to_the_organisation_are_open_and_no_draft(client: Client) -> None:
    asked = make_asked()
    make_question(asked.query, kind="text", scope="organisation")
    client.force_login(asked.owner)
    contents = client.get(page_of(asked)).content.decode().partition('href="#o-titel"')[2][:100]
    assert "offen" in contents
    assert "Entwurf" not in contents
