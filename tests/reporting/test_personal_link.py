"""The link of a mail opens a short session for one organisation in one query, and nothing else."""

import pytest
from django.test import Client
from django.utils import timezone

from reporting.models import AccessGrant, QueryRequest
from reporting.services.links import address_of, token_of
from tests.builders import make_measure, make_organisation, make_partner, make_report, make_request
from tests.reporting.capabilities import grant_of

from .personal_links import address, answering, answers, grant, opened
from .rounds import make_open

__all__ = ["answering", "grant"]
pytestmark = pytest.mark.django_db


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


def test_address_in_a_mail_is_whole(grant: AccessGrant, settings) -> None:  # type: ignore[no-untyped-def]
    assert address_of(grant) == f"{settings.SITE_URL}{address(grant)}"
    assert grant.created_at <= timezone.now()
