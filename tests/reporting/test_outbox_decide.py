"""What happens to mails that did not arrive for sure: who is called to decide, and a refused one goes out again."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import MailState, OutboxMail
from reporting.services import outbox
from tests.builders import make_commissioner, make_editor
from tests.reporting.queued import queue_mail
from tests.reporting.rounds import NOW

pytestmark = pytest.mark.django_db
CALL = "Bitte entscheiden Sie"


def make_mail(state: str = MailState.FAILED) -> OutboxMail:
    mail = queue_mail(recipient="falsch@example.org", now=NOW)
    OutboxMail.objects.update(state=state)
    return mail


def test_only_those_who_may_decide_are_called_to(client: Client) -> None:
    make_mail()
    client.force_login(make_commissioner())
    assert CALL in client.get(reverse("reporting:queries")).content.decode()
    client.force_login(make_editor())
    html = client.get(reverse("reporting:queries")).content.decode()
    assert CALL not in html
    assert "Ohne Abfrage: 1 E-Mail" in html
    assert reverse("admin:reporting_outboxmail_changelist") not in html


def test_a_refused_mail_goes_out_again_after_its_address_was_corrected(client: Client) -> None:
    mail = make_mail()
    client.force_login(make_commissioner())
    page = reverse("admin:reporting_outboxmail_change", args=[mail.pk])
    assert client.post(page, {"recipient": "richtig@example.org"}).status_code == 302
    data = {"action": "resend", "_selected_action": [mail.pk]}
    client.post(reverse("admin:reporting_outboxmail_changelist"), data)
    mail.refresh_from_db()
    assert (mail.recipient, mail.state) == ("richtig@example.org", MailState.QUEUED)


@pytest.mark.parametrize("state", [MailState.QUEUED, MailState.SENT, MailState.DOUBTFUL])
def test_the_address_of_another_mail_stays(client: Client, state: str) -> None:
    mail = make_mail(MailState.DOUBTFUL)
    OutboxMail.objects.update(state=state, sent_at=NOW)
    client.force_login(make_commissioner())
    page = reverse("admin:reporting_outboxmail_change", args=[mail.pk])
    assert client.post(page, {"recipient": "richtig@example.org"}).status_code == 403
    assert not outbox.readdress(mail, recipient="richtig@example.org")


def test_editors_correct_no_address(client: Client) -> None:
    client.force_login(make_editor())
    page = reverse("admin:reporting_outboxmail_change", args=[make_mail().pk])
    assert client.post(page, {"recipient": "richtig@example.org"}).status_code == 403
