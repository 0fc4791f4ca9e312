"""The list of missing answers: narrowed by its filters, with what the mails did and whom they reach now."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.models import MailKind, OutboxMail, ReminderOptOut, StatusQuery
from tests.builders import make_contact, make_organisation, make_query

from .responses import ON, ask, moment, query, reader

__all__ = ["query", "reader"]
pytestmark = pytest.mark.django_db


def test_what_is_missing_can_be_narrowed_to_overdue(reader: Client, query: StatusQuery) -> None:
    late = ask(query, extended_to=timezone.localdate() - dt.timedelta(1))
    waiting = ask(query, extended_to=timezone.localdate())
    address = reverse("reporting:missing", args=[query.slug])
    page = reader.get(address, {"ueberfaellig": "on"}).content.decode()
    assert late.measure.title in page
    assert waiting.measure.title not in page
    assert "1 Antwort fehlt" in page


def test_a_made_up_filter_chooses_nothing(reader: Client, query: StatusQuery) -> None:
    asked = ask(query)
    made_up = {"organisation": "gibt-es-nicht", "person": "x' OR 1=1", "seite": "999"}
    page = reader.get(reverse("reporting:missing", args=[query.slug]), made_up)
    assert page.status_code == 200
    assert asked.measure.title in page.content.decode()


def make_mail(query: StatusQuery, recipient: str, **fields: Any) -> OutboxMail:
    key = f"{recipient}{OutboxMail.objects.count()}"
    now = moment(dt.date(2026, 10, 15))
    values = {
        "occasion": key,
        "message_id": key,
        "queued_at": now,
        "next_try_at": now,
        "kind": MailKind.REMINDER,
    }
    return OutboxMail.objects.create(query=query, recipient=recipient, **{**values, **fields})


def test_a_missing_row_says_what_the_mails_did(reader: Client, query: StatusQuery) -> None:
    contact = ask(query).contact
    assert contact
    make_mail(query, contact.email)
    make_mail(query, contact.email.upper(), state="doubtful", kind=MailKind.INVITATION)
    ReminderOptOut.objects.create(email=contact.email, since=moment(ON))
    page = reader.get(reverse("reporting:missing", args=[query.slug])).content.decode()
    assert "15.10.2026" in page
    assert "hat Erinnerungen abbestellt" in page
    assert "eine E-Mail kam nicht sicher an" in page


def test_a_row_without_mails_says_so(reader: Client, query: StatusQuery) -> None:
    ask(query)
    make_mail(make_query(), "fremd@example.org", state="failed")
    page = reader.get(reverse("reporting:missing", args=[query.slug])).content.decode()
    assert "noch keine" in page
    assert "kam nicht sicher an" not in page


def test_who_has_left_is_named_with_who_gets_the_mails_now(reader: Client, query: StatusQuery) -> None:
    organisation = make_organisation()
    gone = make_contact(organisation, name="Geerd Gegangen", is_active=False)
    make_contact(organisation, name="Nina Neu")
    ask(query, organisation=organisation, contact=gone)
    page = reader.get(reverse("reporting:missing", args=[query.slug])).content.decode()
    assert "Nina Neu" in page
    assert "statt Geerd Gegangen" in page
