"""500 invitations, 100 kills of the sender: nobody is forgotten, and no second mail is unrecognisable."""

import datetime as dt
import random
import subprocess
import time

import pytest
from django.utils import timezone

from reporting.models import MailState, OutboxMail
from reporting.services.outbox import LEASE, Letter, doubt_abandoned, enqueue_all, resend
from tests.proofs.sink import Sink, kill, running_sink, start_sender

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

INVITATIONS, KILLS = 500, 100
#: Mails that a sender may hand over before it is killed, at most; so that 100 senders do not finish the work.
LONGEST_RUN = 6
SECONDS_TO_START = 60


def queue_invitations(number: int = INVITATIONS) -> list[str]:
    addresses = [f"person{each}@organisation.example" for each in range(number)]
    letters = [Letter(f"proof:{address}", address, "Bitte um Antwort", "Guten Tag") for address in addresses]
    enqueue_all(letters, now=timezone.now())
    return addresses


def kill_in_the_middle(sender: "subprocess.Popen[bytes]", sink: Sink, chance: random.Random) -> bool:
    """Wait for a few mails, then kill at a random moment within the next one."""
    enough = len(sink.mails) + chance.randrange(LONGEST_RUN)
    give_up = time.monotonic() + SECONDS_TO_START
    while len(sink.mails) <= enough and sender.poll() is None and time.monotonic() < give_up:
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 3 * sink.delay))
    return kill(sender)


def test_killed_senders_lose_nothing() -> None:
    addresses, sink, chance = queue_invitations(), Sink(delay=0.01), random.Random(2026)
    kills = 0
    with running_sink(sink) as port:
        while kills < KILLS and OutboxMail.objects.filter(state=MailState.QUEUED).exists():
            kills += kill_in_the_middle(start_sender(port), sink, chance)
        while OutboxMail.objects.due(now=timezone.now()).exists():
            assert start_sender(port).wait(timeout=300) == 0
        assert kills == KILLS, "the work was done before the hundredth kill; LONGEST_RUN is too long"
        doubt_abandoned(now=timezone.now() + LEASE + dt.timedelta(seconds=1))
        doubtful = list(OutboxMail.objects.filter(state=MailState.DOUBTFUL))
        sent = OutboxMail.objects.filter(state=MailState.SENT)
        assert sent.count() + len(doubtful) == INVITATIONS
        arrived = sink.ids_by_recipient()
        assert {mail.recipient for mail in sent} <= set(arrived)
        print(f"kills {kills}, sent {sent.count()}, doubtful {len(doubtful)}, arrived {len(arrived)}")  # noqa: T201

        for mail in doubtful:
            assert resend(mail, now=timezone.now())
        assert start_sender(port).wait(timeout=300) == 0
    arrived = sink.ids_by_recipient()
    assert set(arrived) == set(addresses)
    assert all(len(ids) == 1 for ids in arrived.values())
    assert max(copies for ids in arrived.values() for copies in ids.values()) <= 2
    assert OutboxMail.objects.filter(state=MailState.SENT).count() == INVITATIONS


def test_two_senders_at_once_send_each_mail_once() -> None:
    addresses, sink = queue_invitations(), Sink()
    with running_sink(sink) as port:
        while OutboxMail.objects.due(now=timezone.now()).exists():
            senders = [start_sender(port), start_sender(port)]
            assert [sender.wait(timeout=300) for sender in senders] == [0, 0]
    arrived = sink.ids_by_recipient()
    assert set(arrived) == set(addresses)
    assert len(sink.mails) == INVITATIONS


def test_a_sender_loses_nothing_where_its_lease_is_not_over() -> None:
    """The lease of a killed sender protects its mail from a second one until it has run out."""
    queue_invitations(1)
    sink = Sink(delay=2)
    with running_sink(sink) as port:
        first = start_sender(port)
        while not sink.mails:
            time.sleep(0.01)
        assert kill(first)
        assert start_sender(port).wait(timeout=60) == 0
    assert len(sink.mails) == 1
    assert OutboxMail.objects.get().state == MailState.SENDING
