"""Inviting once more: where a mail got lost, or a link came into wrong hands."""

import datetime as dt
from uuid import uuid4

from django.db import transaction

from reporting.models import AccessGrant, MailKind, MailState, OutboxMail, QueryRequest
from reporting.services.dead_links import withdraw_letters_with
from reporting.services.outbox import Letter, enqueue_all
from reporting.services.persons import person_key
from reporting.services.recipients import Person, people_for

from .blocks import Task, grants_of
from .german import in_german
from .invitations import invitation
from .wordings import wordings_of


@transaction.atomic
@in_german
def invite_again(*, request: QueryRequest, now: dt.datetime) -> Letter | None:
    """Write to whom the request asks, about all that this person still owes for the organisation.

    Every link sent to the person before dies, and what still waits with it is not sent. None where no mail reaches
    anybody: then nothing is changed.
    """
    owed = list(
        QueryRequest.objects.owed()
        .filter(query=request.query_id, organisation=request.organisation_id)
        .select_related("query", "organisation", "measure__field_of_action")
    )
    people = people_for([*owed, request])
    person = people[request.pk]
    if person is None:
        return None
    _new_link(request, person, now=now)
    theirs = [each for each in owed if people[each.pk] == person] or [request]
    letter = invitation(
        request.query,
        # Each time is an occasion of its own; a double click is stopped by the form key.
        occasion=f"invitation:{request.query.uuid}:{person_key(person.email)}:{uuid4().hex}",
        email=person.email,
        name=person.name,
        tasks=[_task(each, person) for each in theirs],
        wording=wordings_of(request.query)[MailKind.INVITATION],
        grants=grants_of(request.query),
    )
    _replace_waiting(letter)
    enqueue_all([letter], now=now)
    return letter


def _new_link(request: QueryRequest, person: Person, *, now: dt.datetime) -> None:
    if person.contact is None:
        return
    new = {"nonce": uuid4(), "revoked_at": None, "last_used_at": None, "created_at": now}
    grant, _is_new = AccessGrant.objects.update_or_create(
        query_id=request.query_id,
        organisation_id=request.organisation_id,
        contact=person.contact,
        defaults=new,
    )
    withdraw_letters_with(grant)


def _replace_waiting(letter: Letter) -> None:
    """To somebody without a link, the same letter need not go twice."""
    same = {"query": letter.query, "recipient": letter.recipient, "kind": letter.kind, "body": letter.body}
    OutboxMail.objects.filter(state=MailState.QUEUED, **same).update(state=MailState.WITHDRAWN)


def _task(request: QueryRequest, person: Person) -> Task:
    contact = person.contact.pk if person.contact else None
    return Task(request.organisation, request.measure, contact, request.extended_to)
