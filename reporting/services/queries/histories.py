"""History of many rows at once, copied inside the database."""

from typing import Any, Literal

from django.db import connection, models
from django.db.models import Value
from django.utils import timezone

from partners.models import User


def note_history(
    rows: models.QuerySet[Any], *, change: Literal["+", "~"], user: User | None, reason: str = ""
) -> None:
    """Write the history of `rows` as they stand now, in one statement and without reading them.

    Ten thousand rows take seconds where Python makes each of them; here nothing but the statement travels.
    """
    kept = rows.model.history.model
    said: dict[str, Value] = {
        "history_date": Value(timezone.now()),
        "history_type": Value(change),
        "history_change_reason": Value(reason),
    }
    if user is not None:
        said["history_user"] = Value(user.pk)
    tracked = [field.column for field in kept.tracked_fields]
    columns = [*tracked, *(kept._meta.get_field(name).column for name in said)]
    noted = rows.order_by().annotate(**{f"noted_{name}": value for name, value in said.items()})
    names = [*(field.attname for field in kept.tracked_fields), *(f"noted_{name}" for name in said)]
    select, values = noted.values_list(*names).query.sql_with_params()
    quote = connection.ops.quote_name
    into = [quote(kept._meta.db_table), "(", ", ".join(map(quote, columns)), ")"]
    with connection.cursor() as cursor:
        cursor.execute(" ".join(["INSERT INTO", *into, select]), values)
