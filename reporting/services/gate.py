"""The gate of a query: whoever answers passes it side by side, and a step with the whole query shuts it.

So the cut waits for the answers under way, and they for it, at one place and before any row is locked. Behind the gate
rows are locked in one order: query, reports (by measure), request, participation; the audit trail comes last.

The locks end with the transaction. On SQLite there is nothing to do: a transaction that writes is alone.
"""

from django.db import connection

from reporting.models import QueryRequest

#: Any number that no other advisory lock of the portal has; the query's primary key is the second half.
GATE = 20_261_003


def pass_gate(query: int) -> None:
    """For answers and single requests; `query` by its primary key."""
    _lock("SELECT pg_advisory_xact_lock_shared(%s, %s)", query)


def pass_gate_of(report: int) -> None:
    """The same for whoever knows the report only; one of its own accord has no gate."""
    if connection.vendor == "postgresql":
        asked = QueryRequest.objects.filter(report=report).values_list("query_id", flat=True).first()
        if asked is not None:
            pass_gate(asked)


def shut_gate(query: int) -> None:
    """For opening, closing, and whatever else concerns everybody who is asked."""
    _lock("SELECT pg_advisory_xact_lock(%s, %s)", query)


def _lock(statement: str, query: int) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(statement, [GATE, query])
