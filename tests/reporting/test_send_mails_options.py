"""What an operator may ask of `send_mails`: show only, or send everything to one address."""

from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from reporting.models import MailState, OutboxMail
from reporting.services.mail_message import MASK
from reporting.services.outbox import Letter, enqueue_all, resend, send_due
from tests.reporting.rounds import NOW

pytestmark = pytest.mark.django_db
HTML = '<!DOCTYPE html><html lang="de"><body><main>T</main></body></html>'


@pytest.fixture(autouse=True)
def queued() -> OutboxMail:
    letter = Letter("x", "ana@example.org", "Betreff", "T", html=HTML, reply_to="ki@example.org")
    enqueue_all([letter], now=NOW)
    return OutboxMail.objects.get()


def test_text_and_html_go_together_with_a_reply_address(queued: OutboxMail) -> None:
    send_due(now=NOW)
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert message.alternatives == [(HTML, "text/html")]
    assert (message.body, message.reply_to) == ("T", ["ki@example.org"])
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.extra_headers["Message-ID"] == queued.message_id


def test_a_dry_run_shows_and_changes_nothing(queued: OutboxMail, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("send_mails", "--dry-run")
    out = capsys.readouterr().out
    assert "ana@example.org: Betreff" in out
    assert "1 E-Mail würde gesendet." in out
    queued.refresh_from_db()
    assert (queued.state, queued.attempts, mail.outbox) == (MailState.QUEUED, 0, [])


def test_a_dry_run_leaves_abandoned_mails_alone(queued: OutboxMail) -> None:
    OutboxMail.objects.update(state=MailState.SENDING, leased_until=NOW)
    call_command("send_mails", "--dry-run")
    queued.refresh_from_db()
    assert queued.state == MailState.SENDING


def check_redirected(queued: OutboxMail, address: str) -> None:
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    assert message.recipients() == [address]
    assert message.extra_headers["X-Original-Recipient"] == "ana@example.org"
    assert message.body.startswith("Umgeleitet: Diese E-Mail war für ana@example.org bestimmt.")
    assert "<p>Umgeleitet" in str(message.alternatives[0][0])
    queued.refresh_from_db()
    assert (queued.state, queued.redirected_to) == (MailState.SENT, address)


def test_everything_goes_to_one_address(queued: OutboxMail) -> None:
    call_command("send_mails", "--redirect-to", "probe@example.org")
    check_redirected(queued, "probe@example.org")


def test_a_test_installation_mails_nobody_else(queued: OutboxMail, settings: Any) -> None:
    settings.MAIL_REDIRECT_TO = "test@example.org"
    send_due(now=NOW)
    check_redirected(queued, "test@example.org")


def test_nonsense_is_no_address(queued: OutboxMail) -> None:
    with pytest.raises(CommandError):
        call_command("send_mails", "--redirect-to", "nirgends")
    queued.refresh_from_db()
    assert queued.state == MailState.QUEUED


def test_what_was_redirected_can_still_go_to_its_reader(queued: OutboxMail) -> None:
    send_due(now=NOW, redirect_to="probe@example.org")
    mail.outbox.clear()
    assert resend(queued, now=NOW)
    send_due(now=NOW)
    (message,) = mail.outbox
    assert message.recipients() == ["ana@example.org"]
    queued.refresh_from_db()
    assert (queued.state, queued.redirected_to) == (MailState.SENT, "")
    assert not resend(queued, now=NOW)


def test_a_redirected_mail_has_no_personal_links(queued: OutboxMail) -> None:
    links = "https://a/zugang/abc-D_1/ https://a/zugang/erinnerungen/xyz-12/"
    OutboxMail.objects.update(body=links, html=f"<main><a href='{links}'>{links}</a></main>", kind="reminder")
    send_due(now=NOW, redirect_to="probe@example.org")
    (message,) = mail.outbox
    assert isinstance(message, EmailMultiAlternatives)
    for text in (message.body, str(message.alternatives[0][0])):
        assert "abc-D_1" not in text
        assert "xyz-12" not in text
        assert f"https://a/zugang/{MASK}/ https://a/zugang/erinnerungen/{MASK}/" in text
    assert "List-Unsubscribe" not in message.extra_headers
