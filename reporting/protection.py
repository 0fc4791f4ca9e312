"""Frozen rows are protected in the database itself: no UPDATE and no DELETE, whoever asks (SAFETY.md, reliability 7).

The triggers are made by a migration. Emptying the tables after a test with real commits is the only removal path:
PostgreSQL does it with TRUNCATE, which row triggers do not see; for SQLite the tests take the triggers away first.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = [
    "reporting_snapshot",
    "reporting_snapshotentry",
    "reporting_addendum",
    "reporting_reportfile",
    "reporting_paperfile",
]
MESSAGE = "Festgehaltene Berichte können nicht mehr geändert werden."

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION reporting_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def protect(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, where they are missing and their table exists already."""
    tables = _present(connection)
    making = _making_on_postgres if connection.vendor == "postgresql" else _making_on_sqlite
    _execute(connection, making(tables))


def unprotect(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    tables = _present(connection)
    if connection.vendor == "postgresql":
        _execute(connection, [f"DROP TRIGGER IF EXISTS {table}_frozen ON {table}" for table in tables])
    else:
        _execute(
            connection, [f"DROP TRIGGER IF EXISTS {table}_no_{event}" for table, event in _refused(tables)]
        )


def _present(connection: BaseDatabaseWrapper) -> list[str]:
    """An earlier migration runs before the newest table is there."""
    found = set(connection.introspection.table_names())
    return [table for table in TABLES if table in found]


def _making_on_postgres(tables: list[str]) -> list[str]:
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION reporting_refuse_change()"
        for table in tables
    ]
    return [POSTGRES_FUNCTION, *triggers]


def _making_on_sqlite(tables: list[str]) -> list[str]:
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{event} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for table, event in _refused(tables)
    ]


def _refused(tables: list[str]) -> list[tuple[str, str]]:
    return [(table, event) for table in tables for event in ("update", "delete")]


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
