"""The pages on which a query is planned: what they save, refuse and keep."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.forms.planning import BasicsForm
from reporting.models import MailKind, MailText, StatusQuery
from reporting.services.mails import standard_wording
from tests.builders import (
    make_commissioner,
    make_editor,
    make_field,
    make_measure,
    make_organisation,
    make_query,
)
from tests.reporting.planning import SAVED, address, post
from tests.reporting.rounds import NOW, make_planned

pytestmark = pytest.mark.django_db

BASICS: dict[str, Any] = {
    "kind": "yearly",
    "year": 2026,
    "as_of": "2026-09-30",
    "due_on": "2026-10-31",
    "version": 0,
}


@pytest.fixture
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


def test_planning_leads_to_the_scope_with_all_measures(client: Client, commissioner: User) -> None:
    measure = make_measure()
    response = post(client, reverse("reporting:plan_query"), **BASICS)
    query = StatusQuery.objects.get()
    assert response.redirect_chain == [("/abfragen/2026/planung/umfang/", 302)]
    assert list(query.measures.all()) == [measure]
    assert "Noch wurde niemand gefragt." in response.text


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"due_on": "2026-09-01"}, "Die Frist liegt vor dem Stichtag."),
        ({"opens_on": "2026-11-01"}, "Die Frist liegt vor dem Beginn."),
        ({"grace_until": "2026-10-30"}, "Die Nachfrist liegt vor der Frist."),
        (
            {"covered_from": "2026-02-01", "covered_to": "2026-01-01"},
            "Der Berichtszeitraum endet vor seinem Anfang.",
        ),
        ({"as_of": ""}, "Dieses Feld"),
        ({"kind": "monthly"}, "monthly"),
        ({"year": "x"}, "ganze Zahl"),
    ],
)
def test_a_wrong_plan_is_shown_again(
    client: Client, commissioner: User, wrong: dict[str, Any], reason: str
) -> None:
    make_measure()
    response = post(client, reverse("reporting:plan_query"), **{**BASICS, **wrong})
    assert response.status_code == 200
    assert reason in response.text
    assert not StatusQuery.objects.exists()


def test_a_second_yearly_query_of_a_year_is_refused(client: Client, commissioner: User) -> None:
    make_measure()
    for _ in range(2):
        response = post(client, reverse("reporting:plan_query"), **BASICS)
    assert "gibt es schon eine jährliche Abfrage" in response.text
    assert StatusQuery.objects.count() == 1


def test_who_plans_the_same_year_at_once_keeps_what_was_typed(
    client: Client, commissioner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both forms were checked before either was saved."""
    make_measure()
    post(client, reverse("reporting:plan_query"), **BASICS)
    monkeypatch.setattr(BasicsForm, "_has_yearly", lambda form, year: False)
    page = post(client, reverse("reporting:plan_query"), **{**BASICS, "due_on": "2026-12-24"}).text
    assert "Jemand anderes hat gerade eine Abfrage für dieses Jahr geplant." in page
    assert 'value="2026-12-24"' in page
    assert StatusQuery.objects.count() == 1


def test_the_days_can_be_changed_and_lead_on(client: Client, commissioner: User) -> None:
    query = make_planned()
    data = {**BASICS, "opens_on": "2026-10-05", "grace_until": "2026-11-14", "onward": "1"}
    del data["version"]
    response = post(client, address("replan_query", query), **data)
    assert response.redirect_chain == [(address("plan_scope", query), 302)]
    query.refresh_from_db()
    assert (query.opens_on, query.grace_until) == (dt.date(2026, 10, 5), dt.date(2026, 11, 14))
    assert query.version == 2


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-10-06", "Beginn war am 05.10.2026"),
        ("2026-10-05", "Beginn ist heute"),
        ("2026-10-04", "Beginn am 05"),
    ],
)
def test_the_list_says_when_a_query_should_begin(
    client: Client, commissioner: User, day: str, said: str
) -> None:
    make_planned(opens_on=dt.date(2026, 10, 5))
    with time_machine.travel(f"{day} 10:00+02:00", tick=False):
        client.force_login(commissioner)
        assert said in client.get(reverse("reporting:queries")).text


class TestScope:
    def test_measures_and_organisations_are_chosen(self, client: Client, commissioner: User) -> None:
        query = make_planned(2)
        first, second = query.measures.all()
        organisation = make_organisation()
        name = f"measures_{first.field_of_action.number}"
        response = post(
            client, address("plan_scope", query), **{name: [second.pk], "organisations": [organisation.pk]}
        )
        assert SAVED in response.text
        assert list(query.measures.all()) == [second]
        assert list(query.organisations.all()) == [organisation]

    def test_without_a_measure_it_is_refused(self, client: Client, commissioner: User) -> None:
        query = make_planned()
        response = post(client, address("plan_scope", query))
        assert "Bitte wählen Sie mindestens eine Maßnahme aus." in response.text
        assert query.measures.count() == 1

    def test_a_whole_field_is_ticked_without_saving(self, client: Client, commissioner: User) -> None:
        query = make_planned()
        field = query.measures.get().field_of_action
        other, group = make_measure(make_field(field.concept)), f"measures_{field.number}"
        kept = f"measures_{other.field_of_action.number}"
        more = make_measure(field)
        page = post(client, address("plan_scope", query), tick_all=group, **{kept: [other.pk]}).text
        for measure in (more, other, query.measures.get()):
            assert f'value="{measure.pk}" class="kern-form-check__checkbox" id="' in page
        assert page.count(" checked") == 3
        assert query.measures.count() == 1

    def test_a_whole_field_is_cleared_without_saving(self, client: Client, commissioner: User) -> None:
        query = make_planned()
        group = f"measures_{query.measures.get().field_of_action.number}"
        page = post(
            client, address("plan_scope", query), clear_all=group, **{group: [query.measures.get().pk]}
        )
        assert " checked" not in page.text
        assert query.measures.count() == 1

    def test_a_stale_scope_shows_what_somebody_else_chose(self, client: Client, commissioner: User) -> None:
        query = make_planned()
        mine = query.measures.get()
        theirs = make_measure(mine.field_of_action)
        query.measures.set([theirs])
        StatusQuery.objects.update(version=query.version + 1)
        group = f"measures_{mine.field_of_action.number}"
        response = post(client, address("plan_scope", query), version=query.version, **{group: [mine.pk]})
        assert response.status_code == 409
        stored = response.text.split("Maßnahmen im Handlungsfeld")[1].split("Ihre Fassung")[0]
        assert theirs.title in stored
        assert mine.title not in stored


class TestOverlap:
    def test_another_query_over_the_same_measures_is_named(self, client: Client, commissioner: User) -> None:
        query = make_planned(2)
        other = make_query(title="Zweite Abfrage")
        other.measures.set(query.measures.all()[:1])
        page = client.get(address("plan_scope", query)).text
        assert "Zweite Abfrage" in page
        assert "1 gemeinsame Maßnahme<" in page

    @pytest.mark.parametrize(
        "other",
        [
            {"state": "closed"},
            {"as_of": dt.date(2026, 11, 1), "due_on": dt.date(2026, 12, 1)},
            {"as_of": dt.date(2026, 8, 1), "due_on": dt.date(2026, 9, 29)},
        ],
    )
    def test_a_query_at_another_time_is_not(self, other: dict[str, Any]) -> None:
        query = make_planned()
        make_query(**other).measures.set(query.measures.all())
        assert not StatusQuery.objects.beside(query)

    def test_a_query_over_other_measures_is_not(self) -> None:
        query = make_planned()
        make_query().measures.add(make_measure())
        assert not StatusQuery.objects.beside(query)


class TestTexts:
    def test_only_what_differs_from_the_standard_is_stored(self, client: Client, commissioner: User) -> None:
        query = make_planned()
        page = address("plan_texts", query)
        standard = standard_wording(MailKind.REMINDER)
        shown = {"reminder_subject": standard.subject, "reminder_body": standard.body.replace("\n", "\r\n")}
        response = post(client, page, thanks_subject="Danke!", reply_to="ki@stadt.example", **shown)
        assert SAVED in response.text
        text = MailText.objects.get()
        assert (text.kind, text.subject, text.body) == (MailKind.THANKS, "Danke!", "")
        query.refresh_from_db()
        assert query.reply_to == "ki@stadt.example"
        assert 'value="Danke!"' in client.get(page).text

    def test_an_unknown_placeholder_is_named_at_its_field(self, client: Client, commissioner: User) -> None:
        query = make_planned()
        page = post(client, address("plan_texts", query), reminder_body="Hallo {nahme}").text
        assert "Diesen Platzhalter gibt es nicht: {nahme}" in page
        assert "Hallo {nahme}</textarea>" in page
        assert 'href="#id_reminder_body"' in page
        assert not MailText.objects.exists()

    def test_a_stale_text_shows_both(self, client: Client, commissioner: User) -> None:
        query = make_planned(invitation_text="Text von jemand anderem")
        StatusQuery.objects.update(version=query.version + 1)
        response = post(
            client, address("plan_texts", query), version=query.version, invitation_body="Mein Text"
        )
        assert response.status_code == 409
        assert "Mein Text" in response.text
        assert "Text von jemand anderem" in response.text


PAGES = ["replan_query", "plan_scope", "plan_questions", "plan_reminders", "plan_texts"]


@pytest.mark.parametrize("name", PAGES)
def test_the_plan_of_a_running_query_leads_to_the_query(
    client: Client, commissioner: User, name: str
) -> None:
    query = make_planned(state="open")
    response = client.get(address(name, query), follow=True)
    assert response.redirect_chain == [(reverse("reporting:query", args=[query.slug]), 302)]
    assert "läuft schon" in response.text


def test_so_does_the_choice_of_who_answers(client: Client, commissioner: User) -> None:
    query = make_planned(state="closed", opened_at=NOW, closed_at=NOW)
    response = client.get(reverse("reporting:assign", args=[query.slug]), follow=True)
    assert response.redirect_chain == [(reverse("reporting:query", args=[query.slug]), 302)]
    assert "ist schon geschlossen" in response.text


def test_a_new_plan_begins_with_a_year_that_is_free(client: Client, commissioner: User) -> None:
    with time_machine.travel(NOW, tick=False):
        make_query(year=2026)
        page = client.get(reverse("reporting:plan_query")).text
    assert 'value="2027"' in page


@pytest.mark.parametrize("name", PAGES)
def test_editors_do_not_plan(client: Client, name: str) -> None:
    client.force_login(make_editor())
    assert client.get(address(name, make_planned())).status_code == 403


@pytest.mark.parametrize("name", PAGES)
def test_statements_of_a_page_do_not_grow(
    client: Client, commissioner: User, name: str, django_assert_max_num_queries: Any
) -> None:
    for size in (1, 20):
        query = make_planned(size)
        with django_assert_max_num_queries(17):
            assert client.get(address(name, query)).status_code == 200
