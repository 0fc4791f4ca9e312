"""Mails that nobody needs any more, although they are written already: one rule for all who touch the outbox."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Lower

from partners.models import Contact, Membership
from reporting.models import MailKind, MailState, OutboxMail, QueryState, ReminderOptOut, StatusQuery
from reporting.models.outbox import OutboxMailSet

from .owing import owed_in
from .recipients import heads_of

#: What makes no sense to anybody who owes nothing.
REMINDERS = [MailKind.REMINDER, MailKind.ESCALATION]
#: What makes no sense to anybody once the query is closed: it asks for answers, by links that are dead.
STOPPABLE = [MailKind.INVITATION, *REMINDERS]

#: By mail address the organisations (primary keys) in which it is known.
Places = dict[str, set[int]]


def withdraw_unwanted(mails: OutboxMailSet) -> int:
    """Of these mails, stop what asks for answers to a query that is not open, and reminders to whoever opted out or
    owes nothing now.

    The rows stay, as withdrawn: the log tells that nobody got them. Statements grow with the queries only.
    """
    by_query: dict[StatusQuery, list[OutboxMail]] = defaultdict(list)
    rows = mails.filter(kind__in=STOPPABLE, query__isnull=False).select_related("query")
    for mail in rows.defer("body", "html"):
        if mail.query is not None:
            by_query[mail.query].append(mail)
    unwanted = [mail.pk for query, theirs in by_query.items() for mail in _unwanted(query, theirs)]
    # Asked for in the same states once more: what a sender has claimed meanwhile is its own.
    stopped = mails.filter(pk__in=unwanted) if unwanted else mails.none()
    return stopped.update(state=MailState.WITHDRAWN, leased_until=None)


def _unwanted(query: StatusQuery, mails: list[OutboxMail]) -> list[OutboxMail]:
    if query.state != QueryState.OPEN:
        return mails
    reminders = [mail for mail in mails if mail.kind in REMINDERS]
    if not reminders:
        return []
    addresses = {mail.recipient.lower() for mail in reminders}
    silent = set(ReminderOptOut.objects.filter(email__in=addresses).values_list("email", flat=True))
    places = _places(addresses)
    owing = _owing(query, {organisation for there in places.values() for organisation in there})
    return [mail for mail in reminders if _is_unwanted(mail, silent=silent, places=places, owing=owing)]


def _is_unwanted(mail: OutboxMail, *, silent: set[str], places: Places, owing: dict[str, set[str]]) -> bool:
    """Of an address that no organisation has, for instance a corrected one, nobody knows what it owes."""
    address = mail.recipient.lower()
    return address in silent or (address in places and address not in owing[mail.kind])


def _places(addresses: Iterable[str]) -> Places:
    found: Places = defaultdict(set)
    contacts = Contact.objects.annotate(address=Lower("email"))
    members = Membership.objects.annotate(address=Lower("user__email"))
    for rows in (contacts, members):
        known = rows.filter(address__in=addresses).order_by()
        for address, organisation in known.values_list("address", F("organisation_id")):
            found[address].add(organisation)
    return found


def _owing(query: StatusQuery, organisations: set[int]) -> dict[str, set[str]]:
    """By kind of mail the addresses that would still get one."""
    owed = owed_in(query, organisations=organisations)
    heads = heads_of(each.organisation for each in owed)
    return {
        MailKind.REMINDER: {each.person.email for each in owed if each.person},
        MailKind.ESCALATION: {head.email for head in heads.values()},
    }
