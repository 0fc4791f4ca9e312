"""A query over a whole state opens in at most 20 SQL statements and 3 seconds, with every mail queued.

Statements are all but those that begin or end a transaction or savepoint.

TEST_DATABASE=postgres pytest -m proof tests/proofs/test_opening_at_scale.py -s
"""

import pytest
from django.db import connection, transaction

from partners.models import User
from reporting.models import AccessGrant, MailKind, OutboxMail, StatusQuery
from reporting.services.links import address_of
from reporting.services.queries import open_query
from tests.builders import make_commissioner
from tests.proofs.states import ADOPTED, NOW, Taken, make_state, measured, median_of_three

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]


def begin(query: StatusQuery, user: User) -> Taken:
    with measured() as taken:
        open_query(query=query, version=query.version, waived=[], user=user, now=NOW)
    return taken


def begin_and_undo(query: StatusQuery, user: User) -> Taken:
    with transaction.atomic():
        taken = begin(query, user)
        transaction.set_rollback(True)
    return taken


def test_ten_thousand_measures_open_within_the_budget() -> None:
    query, user = make_state(10_000, 1_000), make_commissioner()
    taken = median_of_three(lambda: begin_and_undo(query, user), "opening")
    begin(query, user)
    assert query.requests.count() == 10_000
    assert query.requests.filter(report__isnull=False).count() == ADOPTED
    assert query.requests.model.history.filter(query_id=query.pk).count() == 10_000
    assert_everybody_is_invited(query)
    if connection.vendor == "postgresql":
        assert len(taken.statements) <= 20, taken.statements
        assert taken.seconds <= 3


def assert_everybody_is_invited(query: StatusQuery) -> None:
    """One mail per person as text and HTML, each with its own ten measures and its own link."""
    mails = {mail.recipient: mail for mail in OutboxMail.objects.filter(kind=MailKind.INVITATION)}
    grants = AccessGrant.objects.select_related("query", "organisation", "contact").filter(query=query)
    assert len(mails) == len(grants) == 1_000
    for grant in grants:
        assert grant.contact is not None
        mail = mails[grant.contact.email]
        address = address_of(grant)
        assert mail.body.count("\n- ") == mail.html.count("<li>") == 10
        assert f"Guten Tag {grant.contact.name}," in mail.body
        assert address in mail.body
        assert f'href="{address}"' in mail.html


def test_statements_grow_with_the_batches_only() -> None:
    """SQLite takes few values per statement: twice the measures need at most twice the statements."""
    user = make_commissioner()
    few, many = (
        len(begin(make_state(size, 50, prefix=f"p{size}"), user).statements) for size in (500, 1_000)
    )
    assert many <= 2 * few
