"""The CSV of a query's requests: private, safe for spreadsheets, and recorded with each download."""

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import StatusQuery
from safety.models import AuditEntry
from tests.builders import make_organisation

from .responses import DUE, answered, ask, query, reader

__all__ = ["query", "reader"]
pytestmark = pytest.mark.django_db


def csv_of(client: Client, query: StatusQuery) -> Any:
    return client.post(reverse("reporting:response_file", args=[query.slug]))


def test_the_csv_is_private_and_safe_for_spreadsheets(reader: Client, query: StatusQuery) -> None:
    ask(query, organisation=make_organisation(name="=HYPERLINK(1)"))
    response = csv_of(reader, query)
    content = b"".join(response.streaming_content)
    assert content.startswith(b"\xef\xbb\xbf")
    assert b";'=HYPERLINK(1);" in content
    assert content.count(b"\r\n") == 2
    assert {"no-store", "private"} <= set(re.split(r",\s*", response["Cache-Control"]))


def test_each_download_of_the_csv_is_recorded(reader: Client, query: StatusQuery) -> None:
    page = reverse("reporting:response_file", args=[query.slug])
    assert reader.get(page)["Location"] == reverse("reporting:query", args=[query.slug])
    assert not AuditEntry.objects.exists()
    csv_of(reader, query)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject) == ("response.exported", f"query:{query.uuid}")
    assert entry.user_id is not None


def test_the_csv_says_who_was_late(reader: Client, query: StatusQuery) -> None:
    answered(query, DUE + dt.timedelta(1), extended_to=DUE - dt.timedelta(1))
    content = b"".join(csv_of(reader, query).streaming_content).decode("utf-8-sig")
    row = content.splitlines()[1].split(";")
    assert row[-7:] == ["eingereicht", "2026-10-31", "2026-10-30", "2026-11-01", "nein", "nein", ""]
