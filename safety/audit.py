"""The audit trail: what was done, by whom and why, in rows of which each carries the hash of the one before it.

Whoever changes or takes away a row breaks the chain (SAFETY.md, security 10). No secrets, no addresses, no names: a
person stands there by the key of the account.
"""

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import connection, transaction

from .models import AuditEntry

FIRST = "0" * 64
#: Any number that no other advisory lock of the portal has.
TURN = 20_260_731


@transaction.atomic
def record(
    *, action: str, subject: str, user_id: int | None, now: dt.datetime, reason: str = "", **details: Any
) -> AuditEntry:
    """Write one entry within the caller's transaction; whoever writes at the same time waits until it has ended.

    The last step of a transaction: whoever holds the trail and then waits for another row could wait for ever.
    """
    _wait_for_turn()
    last = AuditEntry.objects.order_by("-number").first()
    entry = AuditEntry(
        number=last.number + 1 if last else 1,
        at=now,
        user_id=user_id,
        action=action,
        subject=subject,
        reason=reason,
        details=details,
        previous=last.digest if last else FIRST,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def _wait_for_turn() -> None:
    """Let one transaction after the other write, also into an empty table.

    Locking the last row would not do: who waited for it still gets that row, although a later one exists by then. On
    SQLite the transaction itself is the lock, for it begins as IMMEDIATE.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def digest_of(entry: AuditEntry) -> str:
    said = [
        entry.number, entry.at.astimezone(dt.UTC).isoformat(), entry.user_id, entry.action, entry.subject,
        entry.reason, entry.details, entry.previous,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def first_break() -> int | None:
    """The number of the first entry that does not follow from the one before it; None where the chain is whole."""
    expected, previous = 1, FIRST
    for entry in AuditEntry.objects.order_by("number").iterator():
        if entry.number != expected or entry.previous != previous or entry.digest != digest_of(entry):
            return entry.number
        expected, previous = entry.number + 1, entry.digest
    return None
