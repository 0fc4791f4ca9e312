"""Introduction and assessments: written after the closing, never overwritten unseen, fixed by the publishing."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.models import ReportText, StatusQuery
from reporting.services.queries import QueryError, publish_query, reopen_query
from reporting.services.report_texts import empty_places, save_report_text, text_places
from safety.models import AuditEntry, StaleVersionError
from tests.builders import make_commissioner, make_editor
from tests.reporting.rounds import LATER, make_closed, make_open, make_published
from tests.reporting.test_query_pages import log_in, post

pytestmark = pytest.mark.django_db
TYPED = "Ein gutes Jahr, **trotz allem**."


def write(query: StatusQuery, text: str = TYPED, version: int = 0, field: UUID | None = None) -> ReportText:
    return save_report_text(
        query=query, field_uuid=field, text=text, expected_version=version, user=None, now=LATER
    )


def page_of(query: StatusQuery, place: str = "einleitung") -> str:
    return reverse("reporting:report_text", args=[query.slug, place])


def overview_of(query: StatusQuery) -> str:
    return reverse("reporting:report_texts", args=[query.slug])


def first_field(query: StatusQuery) -> UUID:
    field = text_places(query)[1].field_uuid
    assert field
    return field


@pytest.fixture
def commissioner(client: Client) -> User:
    return log_in(client, make_commissioner())


def test_there_is_a_place_for_the_introduction_and_for_each_field() -> None:
    query = make_closed()
    titles = [place.title for place in text_places(query)]
    field = query.measures.get().field_of_action
    assert titles == ["Einleitung", f"Handlungsfeld {field.number}: {field.short_title}"]


def test_the_places_keep_the_frozen_names() -> None:
    query = make_closed()
    field = query.measures.get().field_of_action
    before = text_places(query)
    field.short_title = "Umbenannt"
    field.save()
    assert text_places(query) == before


def test_writing_by_the_form(client: Client, commissioner: User) -> None:
    query = make_closed()
    shown = post(client, page_of(query), {"text": TYPED}).text
    assert "Der Text ist gespeichert." in shown
    assert "<strong>trotz allem</strong>" in shown
    written = ReportText.objects.get()
    assert (written.text, written.field_uuid, written.version) == (TYPED, None, 1)
    assert written.history.get().history_user == commissioner
    entry = AuditEntry.objects.get(action="report_text.saved")
    assert (entry.user_id, entry.subject) == (commissioner.pk, query.slug)


def test_writing_an_assessment_of_one_field(client: Client, commissioner: User) -> None:
    query = make_closed()
    field = first_field(query)
    post(client, page_of(query, str(field)), {"text": TYPED})
    assert ReportText.objects.get().field_uuid == field


def test_writing_again_keeps_both_versions_in_the_history(client: Client, commissioner: User) -> None:
    query = make_closed()
    post(client, page_of(query), {"text": TYPED})
    post(client, page_of(query), {"text": "Kürzer."})
    written = ReportText.objects.get()
    assert (written.text, written.version) == ("Kürzer.", 2)
    assert list(written.history.values_list("text", flat=True)) == ["Kürzer.", TYPED]


def test_the_preview_shows_the_text_and_stores_nothing(client: Client, commissioner: User) -> None:
    shown = post(client, page_of(make_closed()), {"text": TYPED, "preview": "1"}).text
    assert "<strong>trotz allem</strong>" in shown
    assert f">\n{TYPED}</textarea>" in shown
    assert not ReportText.objects.exists()


def test_the_preview_is_cleaned(client: Client, commissioner: User) -> None:
    hostile = "<script>alert(1)</script> [hier](javascript:alert(1))"
    shown = post(client, page_of(make_closed()), {"text": hostile, "preview": "1"}).text
    preview = shown.split('id="vorschau"')[1].split("</section>")[0]
    assert "<script" not in preview
    assert 'href="javascript' not in preview


def test_a_text_that_is_too_long_stays_on_the_page(client: Client, commissioner: User) -> None:
    shown = post(client, page_of(make_closed()), {"text": "ä" * 60_001}).text
    assert "Bitte kürzen Sie ihn." in shown
    assert "ä" * 60_001 in shown
    assert not ReportText.objects.exists()


@pytest.mark.parametrize("version", [0, 1])
def test_two_who_write_at_once_see_both_texts(client: Client, commissioner: User, version: int) -> None:
    """Also where there was no text when both began."""
    query = make_closed()
    for number in range(version + 1):
        write(query, f"Fassung {number + 1}", version=number)
    response = post(client, page_of(query), {"text": TYPED, "version": version})
    assert response.status_code == 409
    assert f"Fassung {version + 1}" in response.text
    assert TYPED in response.text
    assert ReportText.objects.get().text == f"Fassung {version + 1}"
    with pytest.raises(StaleVersionError):
        write(query, version=version)


def test_the_conflict_page_saves_the_own_version_on_top(client: Client, commissioner: User) -> None:
    query = make_closed()
    write(query, "Zuerst.")
    post(client, page_of(query), {"text": TYPED, "version": 1})
    assert ReportText.objects.get().text == TYPED


def test_publishing_fixes_the_texts() -> None:
    query = make_closed()
    write(query)
    publish_query(query=query, version=query.version, now=LATER)
    with pytest.raises(QueryError, match="veröffentlicht"):
        write(query, "Anders.", version=1)
    assert ReportText.objects.get().text == TYPED


def test_published_meanwhile_keeps_what_was_typed(client: Client, commissioner: User) -> None:
    query = make_closed()
    key_page = client.get(page_of(query)).text
    publish_query(query=query, version=query.version, now=LATER)
    shown = client.post(page_of(query), {**hidden(key_page), "text": TYPED})
    assert shown.status_code == 200
    assert "Seine Texte stehen deshalb fest." in shown.text
    assert TYPED in shown.text
    assert not ReportText.objects.exists()


def test_opened_again_meanwhile_keeps_what_was_typed(client: Client, commissioner: User) -> None:
    query = make_closed()
    key_page = client.get(page_of(query)).text
    reopen_query(
        query=query,
        reason="Fehler",
        due_on=query.due_on.replace(year=2030),
        grace_until=None,
        version=query.version,
        user=commissioner,
        now=LATER,
    )
    shown = client.post(page_of(query), {**hidden(key_page), "text": TYPED}).text
    assert "erst nach dem Schließen" in shown
    assert TYPED in shown


def hidden(page: str) -> dict[str, Any]:
    names = ("form_key", "version")
    return {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in names}


def test_not_while_the_query_runs(client: Client, commissioner: User) -> None:
    query = make_open()
    assert client.get(overview_of(query)).status_code == 404
    with pytest.raises(QueryError, match="nicht geschlossen"):
        write(query)


@pytest.mark.parametrize("place", ["anderswo", "00000000-0000-4000-8000-000000000000"])
def test_no_other_place(client: Client, commissioner: User, place: str) -> None:
    assert client.get(page_of(make_closed(), place)).status_code == 404


def test_after_publishing_the_form_leads_to_the_texts(client: Client, commissioner: User) -> None:
    query = make_published()
    assert client.get(page_of(query)).headers["Location"] == overview_of(query)
    assert "Text schreiben" not in client.get(overview_of(query)).text


def test_the_editors_read_and_do_not_write(client: Client) -> None:
    query = make_closed()
    write(query)
    log_in(client, make_editor())
    shown = client.get(overview_of(query)).text
    assert "<strong>trotz allem</strong>" in shown
    assert "Text ändern" not in shown
    assert client.get(page_of(query)).status_code == 403


def test_the_same_post_twice_writes_once(client: Client, commissioner: User) -> None:
    query = make_closed()
    fields = {**hidden(client.get(page_of(query)).text), "text": TYPED}
    answers = [client.post(page_of(query), fields).status_code for _ in range(3)]
    assert answers == [302, 302, 302]
    assert ReportText.objects.get().version == 1


def test_the_page_of_publishing_names_what_is_empty(client: Client, commissioner: User) -> None:
    query = make_closed()
    page = reverse("reporting:publish_query", args=[query.slug])
    assert "Noch keine Einleitung" in client.get(page).text
    write(query)
    assert "Noch keine Einleitung" not in client.get(page).text
    assert [place.field_uuid for place in empty_places(text_places(query))] == [first_field(query)]


def test_the_pages_of_the_query_lead_there(client: Client, commissioner: User) -> None:
    query = make_closed()
    assert overview_of(query) in client.get(reverse("reporting:query", args=[query.slug])).text
