"""When a row was last written, by what its history tells."""

from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery


def with_change(rows: QuerySet[Any], *, of: str = "", name: str = "changed_at") -> QuerySet[Any]:
    """Annotate as `name` when the row, or the aggregate `of` to which it belongs, was last written, or None."""
    model: Any = rows.model._meta.get_field(of).related_model if of else rows.model
    own = model.history.filter(id=OuterRef(f"{of}_id" if of else "pk")).order_by().values("id")
    last = own.annotate(last=Max("history_date")).values("last")[:1]
    found: QuerySet[Any] = rows.annotate(**{name: Subquery(last)})
    return found
