"""The link of a mail opens a short session for one organisation in one query, and nothing else."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from partners.models import Contact
from reporting.models import AccessGrant, QueryRequest, StatusQuery
from reporting.services.links import address_of, grant_of, token_of
from reporting.services.queries import close_query
from tests.builders import (
    PASSWORD,
    make_contact,
    make_grant,
    make_measure,
    make_organisation,
    make_partner,
    make_report,
    make_request,
)

from .rounds import make_open

pytestmark = pytest.mark.django_db

DAY = dt.datetime(2026, 10, 6, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def grant() -> AccessGrant:
    request = make_open().requests.get()
    assert request.contact is not None
    return AccessGrant.objects.filter(contact=request.contact).first() or make_grant(
        request.query, request.contact
    )


def address(grant: AccessGrant) -> str:
    return f"/zugang/{token_of(grant)}/"


def opened(grant: AccessGrant) -> Client:
    client = Client()
    assert client.post(address(grant)).status_code == 302
    return client


def answers(grant: AccessGrant) -> str:
    return f"/mein-bereich/abfragen/{grant.query.slug}/{grant.organisation.slug}/"


def has_access(client: Client, grant: AccessGrant) -> bool:
    """Whether the link session still finds the report of the organisation."""
    report = QueryRequest.objects.get(organisation=grant.organisation).report
    return client.get(f"/mein-bereich/meldungen/{report.uuid}/").status_code == 200


@pytest.fixture
def answering(grant: AccessGrant) -> AccessGrant:
    """With a draft to be seen."""
    request = QueryRequest.objects.get(organisation=grant.organisation)
    make_report(request.measure, request.organisation, request=request)
    return grant


def test_page_of_the_link_changes_nothing(grant: AccessGrant) -> None:
    client = Client()
    page = client.get(address(grant))
    grant.refresh_from_db()
    assert (page.status_code, grant.last_used_at) == (200, None)
    assert grant.organisation.name in page.text
    assert grant.query.title in page.text
    assert set(client.cookies) <= {"csrftoken"}


def test_button_opens_a_session_and_leads_to_a_clean_address(grant: AccessGrant) -> None:
    answer = Client().post(address(grant))
    grant.refresh_from_db()
    assert answer["Location"] == answers(grant)
    assert grant.last_used_at is not None


def test_button_needs_the_token_of_its_form(grant: AccessGrant) -> None:
    assert Client(enforce_csrf_checks=True).post(address(grant)).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
def test_address_of_the_link_leaves_no_trace(grant: AccessGrant, method: str) -> None:
    answer = getattr(Client(), method)(address(grant))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]


def test_pages_of_the_session_are_not_stored(answering: AccessGrant) -> None:
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    assert "no-store" in opened(answering).get(f"/mein-bereich/meldungen/{report.uuid}/")["Cache-Control"]


def test_page_without_referrer_can_post(grant: AccessGrant) -> None:
    """Browsers write `Origin: null` then; who asks stands in another header."""
    client = Client(enforce_csrf_checks=True)
    page = client.get(address(grant), secure=True)
    token = page.context["csrf_token"]
    said = {"csrfmiddlewaretoken": str(token)}
    headers = {"origin": "null", "sec-fetch-site": "same-origin"}
    foreign = {"origin": "null", "sec-fetch-site": "cross-site"}
    assert client.post(address(grant), said, secure=True, headers=foreign).status_code == 403
    assert client.post(address(grant), said, secure=True, headers=headers).status_code == 302


@pytest.mark.parametrize("broken", ["falsch", "0" * 32 + "-" + "0" * 40, "ä-ö"])
def test_made_up_link_is_not_found(broken: str) -> None:
    assert grant_of(broken) is None
    assert Client().get(f"/zugang/{broken}/").status_code == 404


def test_forged_link_reveals_nothing(grant: AccessGrant) -> None:
    forged = token_of(grant)[:-1] + ("0" if token_of(grant)[-1] != "0" else "1")
    for method in ("get", "post"):
        answer = getattr(Client(), method)(f"/zugang/{forged}/")
        assert answer.status_code == 404
        assert grant.organisation.name not in answer.text


def test_link_of_another_key_is_good_while_that_key_is_a_fallback(grant: AccessGrant, settings) -> None:  # type: ignore[no-untyped-def]
    old = token_of(grant)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "neu" * 20, [settings.SECRET_KEY]
    assert grant_of(old) == grant
    settings.SECRET_KEY_FALLBACKS = []
    assert grant_of(old) is None


def _revoke(grant: AccessGrant) -> None:
    AccessGrant.objects.filter(pk=grant.pk).update(revoked_at=DAY)


def _deactivate(grant: AccessGrant) -> None:
    Contact.objects.filter(grants=grant).update(is_active=False)


def _remove(grant: AccessGrant) -> None:
    Contact.objects.filter(grants=grant).delete()


def _move(grant: AccessGrant) -> None:
    Contact.objects.filter(grants=grant).update(organisation=make_organisation())


def _close(grant: AccessGrant) -> None:
    query = StatusQuery.objects.get(pk=grant.query_id)
    close_query(query=query, version=query.version, now=DAY)


def _replace(grant: AccessGrant) -> None:
    AccessGrant.objects.filter(pk=grant.pk).update(nonce="0" * 32)


ENDS = [_revoke, _deactivate, _remove, _move, _close, _replace]


@pytest.mark.parametrize("end", ENDS)
def test_link_ends_at_once(grant: AccessGrant, end) -> None:  # type: ignore[no-untyped-def]
    link = address(grant)
    end(grant)
    for method in ("get", "post"):
        answer = getattr(Client(), method)(link)
        assert answer.status_code in {404, 410}
        assert grant.organisation.name not in answer.text


@pytest.mark.parametrize("end", ENDS)
def test_session_ends_at_once(answering: AccessGrant, end) -> None:  # type: ignore[no-untyped-def]
    client = opened(answering)
    before = has_access(client, answering)
    end(answering)
    assert (before, has_access(client, answering)) == (True, False)


def test_closed_query_says_where_to_report_late(grant: AccessGrant) -> None:
    link = address(grant)
    _close(grant)
    answer = Client().get(link)
    assert answer.status_code == 410
    assert grant.query.title in answer.text


def test_idle_session_ends(answering: AccessGrant) -> None:
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        clock.shift(dt.timedelta(minutes=59))
        before = has_access(client, answering)
        clock.shift(dt.timedelta(minutes=61))
        assert (before, has_access(client, answering)) == (True, False)


def test_session_ends_after_its_longest_time(answering: AccessGrant) -> None:
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        lasted = []
        for _ in range(13):
            clock.shift(dt.timedelta(minutes=59))
            lasted.append(has_access(client, answering))
    assert lasted == [True] * 12 + [False]


def test_session_can_be_ended(answering: AccessGrant) -> None:
    client = opened(answering)
    client.post("/zugang/beenden/")
    assert not has_access(client, answering)


def test_a_session_that_was_left_can_be_opened_again_by_the_link(answering: AccessGrant) -> None:
    client = opened(answering)
    client.post("/zugang/beenden/")
    assert "Link aus Ihrer E-Mail noch einmal" in client.get("/zugang/beendet/").text


def test_ended_session_of_a_revoked_link_promises_no_way_back(answering: AccessGrant) -> None:
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    client = opened(answering)
    _revoke(answering)
    assert client.get(f"/mein-bereich/meldungen/{report.uuid}/")["Location"] == "/zugang/beendet/"
    text = client.get("/zugang/beendet/").text
    assert "gilt nicht mehr" in text
    assert "noch einmal" not in text


@pytest.mark.parametrize("place", ["/mein-bereich/", "/abfragen/", "/freigaben/", "/admin/"])
def test_session_reaches_nothing_else(grant: AccessGrant, place: str) -> None:
    assert "login" in opened(grant).get(place)["Location"]


def test_session_does_not_find_what_others_wrote(grant: AccessGrant) -> None:
    other = make_request(grant.query, make_measure(), make_organisation())
    later = make_request(make_open(), make_measure(), grant.organisation)
    accord = make_report(make_measure(), grant.organisation)
    foreign = [make_report(row.measure, row.organisation, request=row) for row in (other, later)]
    client = opened(grant)
    for report in (*foreign, accord):
        for end in ("", "vorschau/"):
            assert client.get(f"/mein-bereich/meldungen/{report.uuid}/{end}").status_code == 404


def test_member_needs_no_link_session(grant: AccessGrant) -> None:
    client = Client()
    client.force_login(make_partner(grant.organisation))
    for method in ("get", "post"):
        assert getattr(client, method)(address(grant))["Location"] == answers(grant)
    assert "personal_link" not in client.session


def test_other_account_is_asked_to_log_out_first(grant: AccessGrant) -> None:
    client, user = Client(), make_partner(make_organisation())
    client.force_login(user)
    page = client.post(address(grant))
    assert "melden Sie sich zuerst ab" in page.text
    assert grant.organisation.name not in page.text
    assert "personal_link" not in client.session
    after = client.post("/konto/logout/", {"next": address(grant)})
    assert after["Location"] == address(grant)


def test_twenty_clicks_open_one_way_in(grant: AccessGrant) -> None:
    client = Client()
    places = {client.post(address(grant))["Location"] for _ in range(20)}
    assert places == {answers(grant)}
    assert AccessGrant.objects.count() == 1


def test_header_says_for_whom_one_answers(answering: AccessGrant) -> None:
    page = opened(answering).get("/konzept/", follow=True)
    assert answering.organisation.name in page.text
    assert "Beenden" in page.text


def test_text_posted_too_late_comes_back_with_the_link(answering: AccessGrant) -> None:
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    form, text = f"/mein-bereich/meldungen/{report.uuid}/", "Der Kurs hat im Herbst wieder begonnen."
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        page = client.get(form)
        key = page.text.split('name="form_key" value="')[1].split('"')[0]
        clock.shift(dt.timedelta(minutes=61))
        said = {"form_key": key, "version": report.version, "status": "in_progress", "text": text}
        ended = client.post(form, said)
        shown = client.get(ended["Location"])
        back = client.post(address(answering))
        kept = client.get(back["Location"])
        saved = client.post(form, said)
    assert ended["Location"] == "/zugang/beendet/"
    assert "nicht verloren" in shown.text
    assert back["Location"] == "/zugang/aufgehobener-text/"
    assert text in kept.text
    assert saved.status_code == 302
    report.refresh_from_db()
    assert report.text == text


def _post_without_cookies(grant: AccessGrant, client: Client) -> Any:
    """As somebody who deleted all cookies while typing."""
    report = QueryRequest.objects.get(organisation=grant.organisation).report
    form = f"/mein-bereich/meldungen/{report.uuid}/"
    key = opened(grant).get(form).text.split('name="form_key" value="')[1].split('"')[0]
    said = {"form_key": key, "version": "77", "seen": "44136fa355b3", "text": "Kurz & <b>gut</b>."}
    return client.post(form, said)


def test_text_typed_without_cookies_stands_on_the_error_page(answering: AccessGrant) -> None:
    answer = _post_without_cookies(answering, Client(enforce_csrf_checks=True))
    assert answer.status_code == 403
    assert "Kurz &amp; &lt;b&gt;gut&lt;/b&gt;." in answer.text
    assert "44136fa355b3" not in answer.text
    assert "no-store" in answer["Cache-Control"]


def test_text_of_a_link_is_not_shown_to_an_account_on_the_same_computer(answering: AccessGrant) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_partner(answering.organisation))
    assert "Kurz" not in _post_without_cookies(answering, client).text


def test_late_text_is_not_shown_to_another_person(answering: AccessGrant) -> None:
    colleague = make_grant(answering.query, make_contact(answering.organisation))
    report = QueryRequest.objects.get(organisation=answering.organisation).report
    form = f"/mein-bereich/meldungen/{report.uuid}/"
    with time_machine.travel(DAY, tick=False) as clock:
        client = opened(answering)
        key = client.get(form).text.split('name="form_key" value="')[1].split('"')[0]
        clock.shift(dt.timedelta(minutes=61))
        client.post(form, {"form_key": key, "text": "Nur für mich."})
        assert client.post(address(colleague))["Location"] == answers(colleague)
        assert "kept_text" not in client.session
        user = make_partner(answering.organisation)
        client.post("/konto/login/", {"login": user.email, "password": PASSWORD})
        assert "Nur für mich." not in client.get("/aufgehobener-text/", follow=True).text


def test_address_in_a_mail_is_whole(grant: AccessGrant, settings) -> None:  # type: ignore[no-untyped-def]
    assert address_of(grant) == f"{settings.SITE_URL}{address(grant)}"
    assert grant.created_at <= timezone.now()
