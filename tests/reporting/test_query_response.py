"""Following a query: figures, bars, the line of answers, what is missing, and the CSV."""

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.models import (
    MailKind,
    OutboxMail,
    QueryRequest,
    ReminderOptOut,
    RequestState,
    StatusQuery,
)
from reporting.response import Response
from reporting.services.responses import figures
from safety.models import AuditEntry
from tests.builders import (
    make_commissioner,
    make_contact,
    make_field,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_request,
)

from .rounds import make_closed, make_open

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 10, 20)
DUE = dt.date(2026, 10, 31)


def moment(day: dt.date, hour: int = 12) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


@pytest.fixture
def query() -> StatusQuery:
    return make_query(state="open", opened_at=moment(dt.date(2026, 10, 1)), due_on=DUE)


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(make_commissioner())
    return client


def ask(query: StatusQuery, **fields: Any) -> QueryRequest:
    organisation = fields.pop("organisation", None) or make_organisation()
    if "contact" not in fields:
        fields["contact"] = make_contact(organisation)
    measure = fields.pop("measure", None) or make_measure()
    return make_request(query, measure, organisation, **fields)


def answered(query: StatusQuery, on: dt.date, **fields: Any) -> QueryRequest:
    return ask(query, **{"state": "submitted", "first_submitted_at": moment(on), **fields})


def numbers(query: StatusQuery, on: dt.date = ON) -> dict[str, int]:
    return query.requests.totals(on=on)


def test_each_state_is_counted_once(query: StatusQuery) -> None:
    for state in RequestState:
        ask(query, state=state)
    found = numbers(query)
    assert (found["asked"], found["answered"], found["missing"], found["not_required"]) == (5, 2, 3, 1)
    names = ("open", "in_progress", "submitted", "returned", "approved")
    assert [found[name] for name in names] == [1] * 5


@pytest.mark.parametrize(
    ("day", "extended_to", "expected"),
    [
        (DUE, None, "in_time"),
        (DUE + dt.timedelta(1), None, "late"),
        (DUE + dt.timedelta(1), DUE + dt.timedelta(3), "in_time"),
        (DUE, DUE - dt.timedelta(2), "late"),
    ],
)
def test_an_answer_is_late_after_its_own_deadline(
    query: StatusQuery, day: dt.date, extended_to: dt.date | None, expected: str
) -> None:
    answered(query, day, extended_to=extended_to)
    found = numbers(query)
    assert (found["in_time"], found["late"]) == ((1, 0) if expected == "in_time" else (0, 1))


def test_the_last_minute_of_the_local_day_is_in_time(query: StatusQuery) -> None:
    """23:30 in Germany is already the next day nowhere that counts."""
    late_evening = dt.datetime(2026, 10, 31, 22, 30, tzinfo=dt.UTC)
    after_midnight = dt.datetime(2026, 10, 31, 23, 30, tzinfo=dt.UTC)
    for submitted in (late_evening, after_midnight):
        ask(query, state="approved", first_submitted_at=submitted)
    assert (numbers(query)["in_time"], numbers(query)["late"]) == (1, 1)


def test_overdue_begins_the_day_after_the_deadline(query: StatusQuery) -> None:
    ask(query)
    ask(query, extended_to=DUE + dt.timedelta(5))
    assert numbers(query, DUE)["overdue"] == 0
    assert numbers(query, DUE + dt.timedelta(1))["overdue"] == 1


def test_the_rate_says_all_only_of_all() -> None:
    assert Response("", "", {"asked": 200, "answered": 199}).rate == 99
    assert Response("", "", {"asked": 0, "answered": 0}).rate is None


def test_the_pieces_of_a_bar_fill_it(query: StatusQuery) -> None:
    answered(query, ON)
    answered(query, DUE + dt.timedelta(1))
    ask(query)
    pieces = figures.total(query, on=ON).pieces
    assert [piece.code for piece in pieces] == ["in_time", "late", "waiting"]
    assert sum(piece.width for piece in pieces) == pytest.approx(100, abs=0.1)


def test_figures_by_field_and_organisation(query: StatusQuery) -> None:
    field, organisation = make_field(short_title="Sprache"), make_organisation(name="Alpha")
    ask(query, measure=make_measure(field), organisation=organisation)
    answered(query, ON, measure=make_measure(field))
    (row,) = figures.by_field(query, on=ON)
    assert row.label.endswith("Sprache")
    assert (row.figures["asked"], row.figures["answered"]) == (2, 1)
    assert [row.figures["missing"] for row in figures.by_organisation(query, on=ON)] == [1, 0]


def test_a_person_who_stands_for_two_organisations_is_one_row(query: StatusQuery) -> None:
    for _ in range(2):
        ask(query, contact=make_contact(make_organisation(), email="beide@example.org", name="Beate Beide"))
    (row,) = figures.by_person(query, on=ON)
    assert row.label.startswith("Beate Beide (")
    assert row.figures["asked"] == 2


def test_without_a_contact_the_account_is_named(query: StatusQuery) -> None:
    organisation = make_organisation(name="Verein Alpha")
    make_partner(organisation, first_name="Mia", last_name="Mitglied")
    ask(query, organisation=organisation, contact=None)
    ask(query, contact=None)
    labels = [row.label for row in figures.by_person(query, on=ON)]
    assert labels[0] == "Mia Mitglied (Verein Alpha)"
    assert labels[1].startswith("niemand eingetragen (")


def test_the_line_of_answers_adds_up_by_day(query: StatusQuery) -> None:
    for day in (5, 5, 9):
        answered(query, dt.date(2026, 10, day))
    line = figures.over_time(query, asked=4, on=ON)
    assert line
    assert [(day.on.day, day.number, day.total) for day in line.days] == [(5, 2, 2), (9, 1, 3)]
    assert [day.y for day in line.days] == [50, 25]
    assert line.path == f"M0 100H{line.days[0].x}V50.0H{line.days[1].x}V25.0H{line.end}"
    assert (line.begins, line.ends, line.until) == (dt.date(2026, 10, 1), DUE, ON)


def test_the_line_ends_with_the_closing(query: StatusQuery) -> None:
    query.closed_at = moment(dt.date(2026, 11, 2))
    line = figures.over_time(query, asked=1, on=dt.date(2027, 5, 1))
    assert line
    assert (line.until, line.ends) == (dt.date(2026, 11, 2), dt.date(2026, 11, 2))


def table_rows(page: str) -> list[str]:
    """Rows of the last table's body."""
    body = page.rsplit('<tbody class="kern-table__body">', 1)[1].split("</tbody>")[0]
    return body.split("<tr")[1:]


@pytest.mark.parametrize("grouping", ["handlungsfeld", "organisation", "person", "erfunden"])
def test_the_page_draws_a_bar_and_a_table_row_per_group(
    reader: Client, query: StatusQuery, grouping: str
) -> None:
    field = make_field()
    for _ in range(2):
        ask(query, measure=make_measure(field))
    page = reader.get(reverse("reporting:query", args=[query.slug]), {"nach": grouping}).content.decode()
    expected = 2 if grouping in {"organisation", "person"} else 1
    bars = re.findall(r'<svg class="chart__row".*?</svg>', page, re.DOTALL)
    assert len(bars) == expected
    assert all("</title>" in bar and "</desc>" in bar for bar in bars)
    assert len(table_rows(page)) == expected
    assert "style=" not in page


def test_the_page_says_the_rate_with_its_basis(reader: Client, query: StatusQuery) -> None:
    answered(query, ON)
    for _ in range(2):
        ask(query)
    page = reader.get(reverse("reporting:query", args=[query.slug])).content.decode()
    assert "1 von 3 Anfragen sind beantwortet" in page
    assert "(33 Prozent)" in page


def test_the_missing_of_a_row_lead_to_exactly_those(reader: Client, query: StatusQuery) -> None:
    for _ in range(3):
        ask(query)
    ask(query, contact=None)
    for grouping in ("handlungsfeld", "organisation", "person"):
        address = reverse("reporting:query", args=[query.slug])
        page = reader.get(address, {"nach": grouping}).content.decode()
        for row in table_rows(page):
            link = re.search(r'href="([^"]+)"[^>]*>(\d+)<', row)
            assert link
            shown = reader.get(unescape(link[1])).content.decode()
            assert len(table_rows(shown)) == int(link[2])


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


def test_partners_see_neither_list_nor_file(client: Client, query: StatusQuery) -> None:
    client.force_login(make_partner(make_organisation()))
    for name in ("query", "missing", "response_file", "report_preview"):
        assert client.get(reverse(f"reporting:{name}", args=[query.slug])).status_code == 403


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("query", {"nach": "handlungsfeld"}),
        ("query", {"nach": "organisation"}),
        ("query", {"nach": "person"}),
        ("missing", {}),
        ("response_file", {}),
        ("report_preview", {}),
    ],
)
def test_statements_do_not_grow_with_the_query(
    reader: Client,
    query: StatusQuery,
    name: str,
    data: dict[str, str],
    django_assert_max_num_queries: Any,
) -> None:
    """Session, account, rights and concept make six of them."""
    for size in (1, 40):
        for _ in range(size):
            query.measures.add(ask(query).measure)
            query.measures.add(answered(query, ON, contact=None).measure)
        with django_assert_max_num_queries(26):
            act = reader.post if name == "response_file" else reader.get
            response = act(reverse(f"reporting:{name}", args=[query.slug]), data)
            assert response.status_code == 200
            _ = response.getvalue()


def test_percent_is_rounded_but_a_hundred_means_all() -> None:
    assert Response("", "", {"asked": 17, "answered": 9}).rate == 53
    assert Response("", "", {"asked": 8, "answered": 1}).rate == 13


def test_after_the_closing_nobody_waits_any_more(client: Client) -> None:
    query = make_closed(make_open(2))
    client.force_login(make_commissioner())
    page = client.get(reverse("reporting:query", args=[query.slug])).text
    assert "Antworten fehlten" in page
    assert "keine Antwort bis zum Schließen" in page
    assert "die Frist läuft noch" not in page
    assert "überfällig" not in page
    missing = client.get(reverse("reporting:missing", args=[query.slug])).text
    assert "nicht beantwortet" in missing
