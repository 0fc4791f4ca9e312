"""A query's own questions on the page of the plan: rows that are added, ordered and removed without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from partners.models import User
from reporting.models import Question, QuestionKind, QuestionScope, StatusQuery
from tests.builders import make_commissioner
from tests.reporting.planning import SAVED, address, hidden, post
from tests.reporting.rounds import make_planned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


@pytest.fixture
def query() -> StatusQuery:
    return make_planned()


def ask(query: StatusQuery, *texts: str) -> None:
    for number, text in enumerate(texts, start=1):
        Question.objects.create(query=query, number=number, text=text)


def row(number: int, text: str, **fields: Any) -> dict[str, Any]:
    values = {"text": text, "scope": "measure", "kind": "text", **fields}
    return {f"{name}_{number}": value for name, value in values.items()}


def test_a_question_is_saved_with_all_that_belongs_to_it(client: Client, query: StatusQuery) -> None:
    fields = row(
        1,
        "Wie zufrieden sind Sie?",
        help="Ganz allgemein",
        scope="organisation",
        kind="choice",
        options=" gut \r\n\r\nschlecht",
        required="on",
        public="on",
    )
    assert SAVED in post(client, address("plan_questions", query), **fields).text
    saved = query.questions.get()
    assert (saved.number, saved.text, saved.help_text) == (1, "Wie zufrieden sind Sie?", "Ganz allgemein")
    assert (saved.scope, saved.kind) == (QuestionScope.ORGANISATION, QuestionKind.CHOICE)
    assert saved.options == ["gut", "schlecht"]
    assert saved.is_required
    assert saved.is_public


def test_an_empty_row_is_no_question(client: Client, query: StatusQuery) -> None:
    assert SAVED in post(client, address("plan_questions", query), **row(1, "")).text
    assert not query.questions.exists()


@pytest.mark.parametrize(
    ("fields", "reason", "at"),
    [
        ({"kind": "choice", "options": "nur eine"}, "mindestens zwei Antworten", "options_1"),
        ({"kind": "choice", "options": "gut\ngut"}, "steht zweimal", "options_1"),
        ({"kind": "choice", "options": f"gut\n{'x' * 201}"}, "zu lang", "options_1"),
        ({"kind": "choice", "options": "gut\n=1+1"}, "nicht mit „=“", "options_1"),
        ({"kind": "text", "options": "a\nb"}, "nur bei der Art „Auswahl“", "options_1"),
        ({"kind": "text", "unit": "Euro"}, "Eine Einheit gibt es nur bei Zahlen.", "unit_1"),
        ({"text": "", "help": "Nur ein Hinweis"}, "Bitte schreiben Sie die Frage", "text_1"),
        ({"kind": "essay"}, "essay", "kind_1"),
        ({"place": "vorn"}, "ganze Zahl", "place_1"),
    ],
)
def test_a_wrong_row_is_refused_at_its_field_and_kept(
    client: Client, query: StatusQuery, fields: dict[str, Any], reason: str, at: str
) -> None:
    data = {**row(1, **{"text": "Was kostet das?", **fields}), **row(2, "Meine zweite Frage")}
    page = post(client, address("plan_questions", query), **data).text
    assert reason in page
    assert f'href="#id_{at}"' in page
    assert "Meine zweite Frage" in page
    assert not query.questions.exists()


def test_questions_are_ordered_by_their_place(client: Client, query: StatusQuery) -> None:
    ask(query, "Erste", "Zweite")
    fields = {**row(1, "Erste", place="2"), **row(2, "Zweite", place="1"), **row(3, "Neue")}
    post(client, address("plan_questions", query), **fields)
    assert [each.text for each in query.questions.all()] == ["Zweite", "Erste", "Neue"]


def test_a_question_is_removed_by_its_tick(client: Client, query: StatusQuery) -> None:
    ask(query, "Erste", "Zweite")
    post(client, address("plan_questions", query), **row(1, "Erste", delete="on"), **row(2, "Zweite"))
    assert [(each.number, each.text) for each in query.questions.all()] == [(1, "Zweite")]
    assert Question.history.filter(text="Erste", history_type="-").count() == 1


def test_one_more_row_keeps_what_was_typed_and_saves_nothing(client: Client, query: StatusQuery) -> None:
    page = address("plan_questions", query)
    assert 'name="text_2"' not in client.get(page).text
    shown = post(client, page, **row(1, "Noch nicht fertig", public="on"), one_more="1").text
    assert 'name="text_2"' in shown
    assert "Noch nicht fertig" in shown
    assert " checked" in shown.split('name="public_1"')[1].split(">")[0]
    assert not query.questions.exists()


def test_saving_the_same_questions_again_leaves_their_rows(client: Client, query: StatusQuery) -> None:
    """Their ids stay, and the history does not fill up."""
    ask(query, "Erste")
    kept = query.questions.get().uuid
    post(client, address("plan_questions", query), **row(1, "Erste"))
    assert query.questions.get().uuid == kept


def test_a_double_post_makes_one_question(client: Client, query: StatusQuery) -> None:
    page = address("plan_questions", query)
    data = {**hidden(client, page), **row(1, "Einmal")}
    for _ in range(20):
        assert client.post(page, data).status_code == 302
    assert query.questions.count() == 1
    query.refresh_from_db()
    assert query.version == 2


def test_what_somebody_else_added_meanwhile_is_shown(client: Client, query: StatusQuery) -> None:
    page = address("plan_questions", query)
    data = {**hidden(client, page), **row(1, "Meine Frage")}
    ask(query, "Fremde Frage", "Zweite fremde Frage")
    StatusQuery.objects.update(version=2)
    response = client.post(page, data)
    assert response.status_code == 409
    for text in ("Meine Frage", "Fremde Frage", "Zweite fremde Frage"):
        assert text in response.text
    assert query.questions.count() == 2
