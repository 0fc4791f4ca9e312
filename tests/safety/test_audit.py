"""The audit trail: a chain that shows every change, and that two writers at once do not fork."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from safety.audit import first_break, record
from safety.models import AuditEntry
from tests.builders import make_administrator, make_commissioner

NOW = dt.datetime(2026, 10, 1, 8, 0, tzinfo=dt.UTC)
WRITERS = 6


def write(subject: str = "2026", **fields: Any) -> AuditEntry:
    values: dict[str, Any] = {"action": "query.opened", "user_id": None, "now": NOW, **fields}
    return record(subject=subject, **values)


@pytest.fixture
def chain(db: None) -> list[AuditEntry]:
    return [write(reason=f"Grund {number}", count=number) for number in range(1, 5)]


def test_an_empty_and_an_untouched_trail_are_whole(db: None) -> None:
    assert first_break() is None
    write()
    assert first_break() is None


def test_each_entry_carries_the_digest_of_the_one_before(chain: list[AuditEntry]) -> None:
    assert [entry.number for entry in chain] == [1, 2, 3, 4]
    assert chain[0].previous == "0" * 64
    assert [entry.previous for entry in chain[1:]] == [entry.digest for entry in chain[:-1]]


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "anders"},
        {"user_id": 7},
        {"action": "query.closed"},
        {"subject": "2027"},
        {"details": {"count": 9}},
        {"at": NOW + dt.timedelta(seconds=1)},
        {"previous": "1" * 64},
        {"digest": "1" * 64},
    ],
)
def test_a_changed_entry_breaks_the_chain(chain: list[AuditEntry], change: dict[str, Any]) -> None:
    AuditEntry.objects.filter(number=2).update(**change)
    assert first_break() == 2


@pytest.mark.parametrize(("number", "found"), [(1, 2), (3, 4)])
def test_an_entry_taken_away_breaks_the_chain(chain: list[AuditEntry], number: int, found: int) -> None:
    AuditEntry.objects.filter(number=number).delete()
    assert first_break() == found


def test_operators_can_check_the_chain(chain: list[AuditEntry], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_audit")
    assert f"Einträge: 4, Prüfsumme des letzten: {chain[-1].digest}" in capsys.readouterr().out
    AuditEntry.objects.filter(number=3).update(reason="anders")
    with pytest.raises(CommandError, match="Eintrag 3 passt nicht"):
        call_command("check_audit")


def test_what_is_undone_is_not_on_record(db: None) -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert write().number == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("known", [0, 3])
def test_writers_at_once_do_not_fork_the_chain(known: int) -> None:
    """Also where the trail is still empty and all of them would be the first."""
    for _ in range(known):
        write()
    together, failed = threading.Barrier(WRITERS), []

    def work() -> None:
        try:
            together.wait()
            with transaction.atomic():
                write()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert AuditEntry.objects.count() == known + WRITERS
    assert first_break() is None


def test_the_administration_reads_it_and_changes_nothing(client: Client, chain: list[AuditEntry]) -> None:
    client.force_login(make_administrator())
    assert "Grund 2" in client.get(reverse("admin:safety_auditentry_changelist")).text
    page = reverse("admin:safety_auditentry_change", args=[2])
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": "anders"}).status_code == 403
    assert client.get(reverse("admin:safety_auditentry_delete", args=[2])).status_code == 403


def test_nobody_else_reads_it(client: Client, chain: list[AuditEntry]) -> None:
    client.force_login(make_commissioner())
    assert client.get(reverse("admin:safety_auditentry_changelist")).status_code == 403
