"""Saving while somebody types: kept, nothing overwritten, and refused with the reason."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import User
from reporting.answerer import SESSION_KEY
from reporting.models import AccessGrant, ProgressReport, QueryRequest, QuestionScope
from reporting.services.queries import close_query
from safety.models import FormKey
from safety.owner import CAPABILITY
from tests.builders import make_grant

from .answering import filled, key, open_page, page_of
from .rounds import LATER
from .test_answer_all import report_of, write
from .workbooks import Asked, make_asked, make_question

pytestmark = pytest.mark.django_db


def log_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def type_in(client: Client, asked: Asked, shown: dict[str, Any], text: str) -> str:
    """What the page sends some seconds after typing: one section, without the page's form key."""
    section = {name: value for name, value in shown.items() if name.startswith(key(asked))}
    address = reverse("reporting:autosave_request", args=[asked.requests[0].uuid])
    return client.post(address, {**section, **filled(asked, text=text)}).content.decode()


def test_typing_begins_the_report_and_says_when() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    html = type_in(client, asked, open_page(client, asked), "Erster Satz")
    assert re.search(r"Gespeichert um \d\d:\d\d Uhr", html)
    assert report_of(asked).text == "Erster Satz"


def test_the_page_goes_on_with_the_version_that_it_is_given() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    html = type_in(client, asked, shown, "Erster Satz")
    for name in ("version", "seen"):
        found = re.search(rf'name="{key(asked)}-{name}" value="([^"]+)"', html)
        assert found
        shown[f"{key(asked)}-{name}"] = found[1]
    assert "Gespeichert um" in type_in(client, asked, shown, "Erster Satz. Zweiter Satz.")
    posted = {**shown, **filled(asked, text="Erster Satz. Zweiter Satz.")}
    assert client.post(page_of(asked), posted).status_code == 302


def test_a_colleagues_text_is_not_overwritten() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    write(asked)
    assert "inzwischen an anderer Stelle geändert" in type_in(client, asked, shown, "Meins")
    assert report_of(asked).text == "Von der Kollegin"


def test_after_the_closing_the_reason_is_given() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    assert "gesperrt, weil die Abfrage" in type_in(client, asked, shown, "Zu spät")
    assert not ProgressReport.objects.exists()


def test_what_was_submitted_is_not_changed() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    report = write(asked)
    ProgressReport.objects.filter(pk=report.pk).update(state="submitted")
    assert "Gespeichert" not in type_in(client, asked, shown, "Hinterher")
    assert report_of(asked).text == "Von der Kollegin"


def test_the_key_of_the_page_is_not_spent() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    type_in(client, asked, open_page(client, asked), "Erster Satz")
    assert not FormKey.objects.exists()


def test_from_the_page_of_one_measure() -> None:
    asked = make_asked()
    report = write(asked)
    values = {"version": report.version, "status": "planning", "text": "Einzeln geschrieben"}
    html = (
        log_in(asked.owner).post(reverse("reporting:autosave", args=[report.uuid]), values).content.decode()
    )
    assert "Gespeichert um" in html
    assert report_of(asked).text == "Einzeln geschrieben"


def autosave_one(client: Client, report: ProgressReport, version: int, text: str) -> str:
    values = {"version": version, "status": "in_progress", "course": "on_track", "text": text}
    return client.post(reverse("reporting:autosave", args=[report.uuid]), values).content.decode()


def test_the_same_text_once_more_is_found_saved() -> None:
    asked = make_asked()
    report, client = write(asked), log_in(asked.owner)
    for _ in range(2):
        assert "Gespeichert um" in autosave_one(client, report, report.version, "Verbindung weg")
    assert "inzwischen an anderer Stelle" in autosave_one(client, report, report.version, "Anderes")
    assert report_of(asked).version == report.version + 1


def test_saving_the_page_after_its_own_autosave_is_no_conflict() -> None:
    asked = make_asked()
    report, client = write(asked), log_in(asked.owner)
    shown = fields_of_one(client, report)
    posted = {**shown, "status": "in_progress", "course": "on_track", "text": "Fertig", "preview": "1"}
    autosave_one(client, report, report.version, "Fertig")
    response = client.post(report.get_absolute_url(), posted)
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("reporting:preview", args=[report.uuid]),
    )


def test_after_the_same_text_was_saved_the_message_says_so() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    response = client.post(page_of(asked), {**shown, "stay": ""}, follow=True)
    assert "Alles ist gespeichert. Abgesendet ist noch nichts." in response.content.decode()


def test_a_number_that_cannot_be_read_is_named() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    indicator = asked.requests[0].measure.indicators.get()
    shown = {**open_page(client, asked), f"{key(asked)}-value_{indicator.pk}": "1.5"}
    html = type_in(client, asked, shown, "Mit Zahl")
    assert "Noch nicht gespeichert" in html
    assert "1.500" in html
    assert not ProgressReport.objects.exists()


def test_nothing_is_saved_to_a_withdrawn_request() -> None:
    asked = make_asked()
    client = log_in(asked.owner)
    shown = open_page(client, asked)
    QueryRequest.objects.update(state="not_required")
    assert "Noch nicht gespeichert" in type_in(client, asked, shown, "Zu spät")
    assert not ProgressReport.objects.exists()


def test_the_link_of_somebody_else_finds_nothing() -> None:
    asked, other = make_asked(), make_asked()
    report = write(asked)
    client = Client()
    enter(client, make_grant(other.query, other.organisation.contacts.get()))
    routes = {
        "autosave": report.uuid,
        "autosave_request": asked.requests[0].uuid,
        "autosave_own": asked.participation.uuid,
    }
    for name, row in routes.items():
        address = reverse(f"reporting:{name}", args=[row])
        assert client.post(address, {"version": "2", "text": "Fremd"}).status_code == 404
    assert report_of(asked).text == "Von der Kollegin"


def test_after_the_session_has_ended_nothing_is_saved() -> None:
    asked = make_asked()
    client = Client()
    enter(client, make_grant(asked.query, asked.organisation.contacts.get()), age=dt.timedelta(days=1))
    address = reverse("reporting:autosave_request", args=[asked.requests[0].uuid])
    assert client.post(address, {"version": "0", "text": "Zu spät"}).status_code in {302, 403}
    assert not ProgressReport.objects.exists()


@pytest.mark.parametrize("end", ["revoke", "close"])
def test_whoever_lost_the_link_while_typing_is_told(end: str) -> None:
    """A redirect would be followed by the script, and the page would say nothing."""
    asked, client = make_asked(), Client()
    grant = make_grant(asked.query, asked.organisation.contacts.get())
    enter(client, grant)
    shown = open_page(client, asked)
    if end == "revoke":
        AccessGrant.objects.filter(pk=grant.pk).update(revoked_at=LATER)
    else:
        close_query(query=asked.query, version=asked.query.version, now=LATER)
    address = reverse("reporting:autosave_request", args=[asked.requests[0].uuid])
    answer = client.post(address, {**shown, **filled(asked)}, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert "bitte kopieren" in answer.text
    assert not ProgressReport.objects.exists()


def test_whoever_was_logged_out_while_typing_is_told() -> None:
    asked = make_asked()
    address = reverse("reporting:autosave_request", args=[asked.requests[0].uuid])
    assert Client().post(address, filled(asked), headers={"HX-Request": "true"}).status_code == 403


def fields_of_one(client: Client, report: ProgressReport) -> dict[str, Any]:
    """What the page of one measure holds beside its texts."""
    html = client.get(report.get_absolute_url()).content.decode()
    form = html[html.index('hx-post="') :]
    names = ("version", "seen", "form_key")
    return {name: re.findall(rf'name="{name}" value="([^"]+)"', form)[0] for name in names}


def enter(client: Client, grant: AccessGrant, *, age: dt.timedelta = dt.timedelta()) -> None:
    """As after opening a personal link, `age` ago."""
    session = client.session
    moment = int((dt.datetime.now(dt.UTC) - age).timestamp())
    session[SESSION_KEY] = {
        "grant": grant.uuid.hex, "nonce": grant.nonce.hex, "started": moment, "seen": moment,
    }  # fmt: skip
    session[CAPABILITY] = grant.uuid.hex
    session.save()


def test_answers_of_the_organisation() -> None:
    asked = make_asked()
    question = make_question(asked.query, scope=QuestionScope.ORGANISATION)
    values = {"o-version": asked.participation.version, f"o-question_{question.pk}": "Zwölf"}
    address = reverse("reporting:autosave_own", args=[asked.participation.uuid])
    assert "Gespeichert um" in log_in(asked.owner).post(address, values).content.decode()
    assert asked.participation.question_answers.get().text == "Zwölf"
