"""Outlines of earlier reports are read from the database only as far as they count."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reporting.frozen import load_outlines
from reporting.services.queries.freezing import freeze
from tests.reporting.rounds import LATER, make_closed, make_open

pytestmark = pytest.mark.django_db


def test_only_the_last_closing_is_read() -> None:
    query = make_open(2)
    hidden = query.measures.order_by("pk")[0]
    hidden.is_published = False
    hidden.save()
    make_closed(query)
    freeze(query, now=LATER)
    with CaptureQueriesContext(connection) as statements:
        (report,) = load_outlines([query.uuid])
    assert [len(report.entries), len(statements)] == [1, 2]
    # Read piece by piece, it is the query of a cursor on PostgreSQL.
    rows = "SELECT" + statements[1]["sql"].partition("SELECT")[2]
    with connection.cursor() as cursor:
        cursor.execute(rows)
        assert len(cursor.fetchall()) == 1


def test_no_query_has_no_outlines() -> None:
    assert load_outlines([]) == []
