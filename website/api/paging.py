"""Pages by key: whatever is added meanwhile, nobody reads a row twice or misses one that was there."""

from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import StringConstraints
from pydantic.json_schema import SkipJsonSchema

MOST = 200
#: A key of the database in hexadecimal digits; larger ones do not exist.
Cursor = Annotated[str, StringConstraints(pattern=r"^[0-7][0-9a-f]{15}$")]


class PageParameters(Schema):
    limit: int = Field(
        50, ge=1, le=MOST, description="Wie viele Einträge eine Seite höchstens hat.", examples=[50]
    )
    cursor: Cursor | SkipJsonSchema[None] = Field(
        None,
        description="Wo die Seite beginnt. Bitte nie selbst bilden: Der Wert steht in „next“.",
        examples=["00000000000000ff"],
    )

    @property
    def after(self) -> int | None:
        return int(self.cursor, 16) if self.cursor else None


def cursor_after(key: int) -> str:
    return f"{key:016x}"


def cut(rows: QuerySet[Any], page: PageParameters, *, key: str = "pk") -> tuple[list[Any], str | None]:
    """The rows of the page and the cursor of the next one; one row more is read to know whether there is one."""
    found = list(_beginning(rows, page, key)[: page.limit + 1])
    shown = found[: page.limit]
    return shown, cursor_after(getattr(shown[-1], key)) if len(found) > page.limit else None


def cut_keys(rows: QuerySet[Any], page: PageParameters) -> tuple[list[int], str | None]:
    """Only the keys of the page: a database that sorts before it cuts has little to carry then."""
    found = list(_beginning(rows, page, "pk").values_list("pk", flat=True)[: page.limit + 1])
    shown = found[: page.limit]
    return shown, cursor_after(shown[-1]) if len(found) > page.limit else None


def _beginning(rows: QuerySet[Any], page: PageParameters, key: str) -> QuerySet[Any]:
    if page.after is not None:
        rows = rows.filter(**{f"{key}__gt": page.after})
    return rows.order_by(key)


def address_of_next(request: HttpRequest, cursor: str | None) -> str | None:
    if cursor is None:
        return None
    query = {**request.GET.dict(), "cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(query)}"
