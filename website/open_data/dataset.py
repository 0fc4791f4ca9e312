"""A data set: its name, its columns, and the query that finds what everybody may read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from .columns import Column, Text, Value


@dataclass(frozen=True)
class Dataset:
    """`public` finds the rows in their order; `full` adds what the columns read, meant for few rows at a time.

    Every name of a column stays as it is for good: others have built on it.
    """

    name: str
    title: Text
    #: One sentence for lists, and what a reader has to know.
    description: Text
    keywords: tuple[Text, ...]
    columns: tuple[Column, ...]
    public: Callable[[], QuerySet[Any]]
    full: Callable[[QuerySet[Any]], QuerySet[Any]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def values(self, row: Any) -> list[Value]:
        """The cells of one object that `full(public())` found, in the order of the columns."""
        return [column.value(row) for column in self.columns]

    def record(self, row: Any) -> dict[str, Value]:
        return dict(zip(self.names, self.values(row), strict=True))
