"""A database that is away or locked gives 503 with the entered text, never 500."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.utils import CursorWrapper
from django.test import Client

from tests.builders import make_organisation, make_partner

TEXT = "Der Kurs hat im Herbst begonnen, und es kamen zwölf Menschen."


@contextmanager
def failing_database(error: Exception) -> Iterator[None]:
    with patch.object(CursorWrapper, "execute", side_effect=error):
        yield


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


AWAY = [
    OperationalError("database is locked"),
    OperationalError("unable to open database file"),
    OperationalError("connection to server on socket failed"),
    InterfaceError("connection already closed"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("error", AWAY, ids=str)
@pytest.mark.parametrize("address", ["/", "/massnahmen/", "/mein-bereich/", "/admin/", "/konto/login/"])
def test_every_page_answers_503(client: Client, error: Exception, address: str) -> None:
    client.force_login(make_partner(make_organisation()))
    with failing_database(error):
        response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "gerade nicht erreichbar" in response.text
    assert response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_entered_text_stands_on_the_page(client: Client) -> None:
    client.force_login(make_partner(make_organisation()))
    with failing_database(AWAY[0]):
        response = client.post("/mein-bereich/?seite=2", {"text": TEXT, "csrfmiddlewaretoken": "geheim"})
    assert response.status_code == 503
    assert response.text.count(TEXT) == 2
    assert 'action="/mein-bereich/?seite=2"' in response.text
    assert "geheim" not in response.text


@pytest.mark.django_db
def test_password_does_not_stand_on_the_page(client: Client) -> None:
    with failing_database(AWAY[0]):
        response = client.post("/konto/login/", {"login": "a@example.org", "password": "sehr geheimes Wort"})
    assert response.status_code == 503
    assert "geheimes" not in response.text
    assert "a@example.org" not in response.text


@pytest.mark.django_db
def test_wrong_statement_stays_a_fault_of_ours(client: Client) -> None:
    with failing_database(OperationalError("no such table: measures_measure")):
        response = client.get("/massnahmen/")
    assert response.status_code == 500
    assert "ein Fehler aufgetreten" in response.text


@pytest.mark.django_db
def test_sqlite_runs_safely() -> None:
    """SAFETY.md, reliability 1; the journal mode and synchronous are in the tests of the installation too."""
    if connection.vendor != "sqlite":
        assert connection.settings_dict["CONN_HEALTH_CHECKS"]
        return
    with connection.cursor() as cursor:
        values = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert values == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 20_000}
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
