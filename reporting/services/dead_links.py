"""What waits in the outbox with a link that has just died: nobody should get it."""

import re

from reporting.models import AccessGrant, MailState, OutboxMail

#: In the text of a mail, the key of the grant behind a personal link.
PERSONAL_LINK = re.compile(r"/zugang/([0-9a-f]{32})-")


def withdraw_letters_with(grant: AccessGrant) -> int:
    """Stop what waits, or was refused, with no other personal link than that of `grant`.

    A letter about several organisations stays: its other links are good. The rows stay for the log.
    """
    waiting = OutboxMail.objects.filter(query=grant.query_id, state__in=[MailState.QUEUED, MailState.FAILED])
    theirs = waiting.filter(body__contains=f"/zugang/{grant.uuid.hex}-").values_list("pk", "body")
    dead = [pk for pk, body in theirs if set(PERSONAL_LINK.findall(body)) == {grant.uuid.hex}]
    # Asked for by state once more: what a sender has claimed meanwhile is its own.
    return waiting.filter(pk__in=dead).update(state=MailState.WITHDRAWN)
