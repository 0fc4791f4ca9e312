"""The frame of every page: what a screen reader, a visitor and a broken database find there."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.builders import make_administrator, make_commissioner, make_concept, make_user

NOTICE = 'class="demo-notice"'


@pytest.mark.django_db
def test_page_begins_with_a_link_to_its_content(client: Client) -> None:
    html = client.get("/begriffe/").text
    body = html.partition("<body>")[2]
    assert body.index('href="#inhalt"') < body.index("<header")
    assert '<main id="inhalt" tabindex="-1">' in html


@pytest.mark.django_db
def test_page_names_its_language_and_direction(client: Client) -> None:
    assert '<html lang="de" dir="ltr">' in client.get("/begriffe/").text


@pytest.mark.django_db
def test_landmarks_stand_once_or_carry_a_name(client: Client) -> None:
    html = client.get("/begriffe/").text
    for landmark in ["<header", "<main", "<footer", "<h1"]:
        assert html.count(landmark) == 1
    assert html.count("<nav") == html.count("<nav class=") + html.count("<nav aria-label=")
    assert html.count("<nav") == html.count('aria-label="Hauptnavigation"') + html.count(
        'aria-label="Sie sind hier"'
    ) + html.count('aria-label="Rechtliches und Hilfe"')


@pytest.mark.django_db
def test_current_page_is_marked_in_the_navigation(client: Client) -> None:
    assert 'href="/massnahmen/" aria-current="page"' in client.get("/massnahmen/").text


@pytest.mark.django_db
def test_invented_data_are_announced_on_every_page(client: Client) -> None:
    make_concept(has_demo_data=True)
    for address in ["/begriffe/", "/massnahmen/", "/konto/login/", "/impressum/"]:
        assert NOTICE in client.get(address).text, address


@pytest.mark.django_db
def test_real_data_carry_no_notice(client: Client) -> None:
    make_concept(has_demo_data=False)
    assert NOTICE not in client.get("/begriffe/").text


@pytest.mark.django_db
def test_frame_asks_for_the_concept_once(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_concept(has_demo_data=True)
    with django_assert_num_queries(1):
        client.get("/begriffe/")


@pytest.mark.django_db
def test_anonymous_visitor_gets_no_cookie(client: Client) -> None:
    assert not client.get("/begriffe/").cookies


@pytest.mark.django_db
def test_log_out_is_a_posted_form(client: Client) -> None:
    client.force_login(make_user())
    html = client.get("/begriffe/").text
    assert '<form method="post" action="/konto/logout/">' in html
    assert 'href="/konto/logout/"' not in html


@pytest.mark.django_db
def test_partner_sees_no_way_to_staff_pages(client: Client) -> None:
    client.force_login(make_user())
    html = client.get("/begriffe/").text
    assert 'href="/admin/"' not in html
    assert 'href="/abfragen/"' not in html


@pytest.mark.django_db
def test_commissioner_sees_the_way_to_queries(client: Client) -> None:
    client.force_login(make_commissioner())
    assert 'href="/abfragen/"' in client.get("/begriffe/").text


@pytest.mark.django_db
def test_area_stays_marked_on_the_pages_below_it(client: Client) -> None:
    client.force_login(make_commissioner())
    assert 'href="/abfragen/" aria-current="true"' in client.get("/abfragen/neu/").text


@pytest.mark.django_db
def test_administrator_sees_the_way_to_the_admin_only(client: Client) -> None:
    client.force_login(make_administrator())
    html = client.get("/begriffe/").text
    assert 'href="/admin/"' in html
    assert 'href="/abfragen/"' not in html


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_error_page_needs_neither_database_nor_request(template: str) -> None:
    html = render_to_string(template, {"portal_city": "Stadt Beispiel"})
    assert "Stadt Beispiel" in html
    assert '<main id="inhalt"' in html
    assert "Anmelden" not in html


@pytest.mark.django_db
def test_missing_page_comes_in_the_same_frame(client: Client) -> None:
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert '<main id="inhalt"' in response.text
