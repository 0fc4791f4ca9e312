"""The rows of a data set, batch by batch, all from one state of the database."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import translation

from .columns import Value
from .dataset import Dataset

#: With few enough keys for one statement, and few enough objects to stay small; the first is small to come soon.
FIRST_BATCH, BATCH = 25, 500
KEYS_AT_ONCE = 5_000

Row = list[Value]


@contextmanager
def one_state() -> Iterator[None]:
    """Whatever is read within comes from the same state, while others go on writing.

    On SQLite a plain transaction, begun by hand: Django's own would take the lock for writing.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def stream_rows(dataset: Dataset, found: QuerySet[Any]) -> Iterator[Row]:
    """The cells of `found` in its order.

    First the keys alone, which is quick and small however long the texts are; then the rows of each few keys. So the
    first row comes soon, and no more than a batch is in memory.
    """
    with one_state():
        for batch in _batches(_keys(found)):
            # Without the filter of `found`, which has done its work: the keys say which rows, and in which order.
            yield from _cells(dataset, batch)


def _cells(dataset: Dataset, keys: list[int]) -> list[Row]:
    """In the portal's own language, whatever the reader's: the words of codes are part of the data."""
    with translation.override(settings.LANGUAGE_CODE):
        rows = dataset.full(dataset.public().order_by()).in_bulk(keys)
        return [dataset.values(rows[key]) for key in keys if key in rows]


def _keys(found: QuerySet[Any]) -> "array[int]":
    return array("q", found.values_list("pk", flat=True).iterator(KEYS_AT_ONCE))


def _batches(keys: "array[int]") -> Iterator[list[int]]:
    yield keys[:FIRST_BATCH].tolist()
    for start in range(FIRST_BATCH, len(keys), BATCH):
        yield keys[start : start + BATCH].tolist()
