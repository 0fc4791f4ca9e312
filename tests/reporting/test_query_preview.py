"""What an organisation will see: the form and the mails, shown to staff, and a sample to oneself."""

from typing import Any

import pytest
from django.test import Client

from partners.models import User
from reporting.mail_look import within_page
from reporting.models import AccessGrant, MailKind, OutboxMail, Question, StatusQuery
from tests.builders import make_commissioner, make_editor, make_indicator, make_organisation, make_partner
from tests.reporting.planning import address, hidden
from tests.reporting.rounds import make_open, make_planned

pytestmark = pytest.mark.django_db

SENT = "Die Probe-E-Mail an"


@pytest.fixture
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


def send(client: Client, query: StatusQuery, kind: str = "invitation", **fields: Any) -> Any:
    page = address("mail_preview", query, kind)
    data = {**hidden(client, page), **fields}
    return client.post(address("send_test_mail", query, kind), data, follow=True)


def test_the_form_shows_core_and_own_questions_but_no_button(client: Client, commissioner: User) -> None:
    query = make_planned()
    make_indicator(query.measures.get(), text="Hundert Plätze")
    hint = "<b>Nur</b> geschätzt"
    number = {"kind": "number", "unit": "Plätze", "help_text": hint}
    Question.objects.create(query=query, number=1, text="Wie viele Plätze?", **number)
    Question.objects.create(query=query, number=2, text="Und bei Ihnen?", scope="organisation", kind="yes_no")
    page = client.get(address("query_preview", query)).text
    content = page.split('<main id="inhalt"')[1].split("</main>")[0]
    for text in (
        "Umsetzungsstand",
        "Sachstand",
        "Wie viele Plätze? (Plätze)",
        "Und bei Ihnen?",
        "Hundert Plätze",
    ):
        assert text in content
    assert "&lt;b&gt;Nur&lt;/b&gt; geschätzt" in content
    assert "<form" not in content
    assert 'type="submit"' not in content


@pytest.mark.parametrize("kind", [kind for kind in MailKind if kind != MailKind.OTHER])
def test_every_mail_is_shown_as_text_and_as_designed(
    client: Client, commissioner: User, kind: MailKind
) -> None:
    query = make_planned(invitation_text="Unser eigener Satz.")
    shown = client.get(address("mail_preview", query, kind))
    said = "Unser eigener Satz." if kind == MailKind.INVITATION else "Guten Tag"
    assert shown.text.count(said) == 2
    assert shown.context["letter"].kind == kind
    assert " style=" not in shown.text


def test_a_mail_that_does_not_exist_is_not_found(client: Client, commissioner: User) -> None:
    for kind in ("geburtstag", "other"):
        assert client.get(address("mail_preview", make_planned(), kind)).status_code == 404


def test_the_designed_part_brings_no_script_style_or_strange_address() -> None:
    html = (
        '<h1>A</h1><script>x()</script><p style="color:red" onclick="x()">B</p><a href="javascript:x()">C</a>'
    )
    assert within_page(html) == '<h3>A</h3><p>B</p><a rel="noopener noreferrer">C</a>'


def test_a_sample_goes_to_oneself_only(client: Client, commissioner: User) -> None:
    query = make_planned()
    assert SENT in send(client, query).text
    mail = OutboxMail.objects.get()
    assert mail.recipient == commissioner.email
    assert mail.subject.startswith("[Test] ")
    assert mail.html


def test_each_showing_of_the_page_sends_one(client: Client, commissioner: User) -> None:
    query = make_planned()
    page = address("mail_preview", query, "thanks")
    data = hidden(client, page)
    for _ in range(20):
        assert client.post(address("send_test_mail", query, "thanks"), data).status_code == 302
    assert OutboxMail.objects.count() == 1
    send(client, query, "thanks")
    assert OutboxMail.objects.count() == 2


def test_the_link_of_a_sample_opens_nothing(client: Client, commissioner: User) -> None:
    query = make_open()
    OutboxMail.objects.all().delete()
    send(client, query)
    body = OutboxMail.objects.get().body
    for grant in AccessGrant.objects.all():
        assert grant.uuid.hex not in body
    link = next(word for word in body.split() if "/zugang/" in word)
    stranger = Client()
    shown = stranger.get("/zugang/" + link.split("/zugang/")[1])
    assert shown.status_code in {404, 410} or "form_key" not in shown.text


def test_editors_read_the_previews_but_send_nothing(client: Client) -> None:
    client.force_login(make_editor())
    query = make_planned()
    for page in (address("query_preview", query), address("mail_preview", query, "invitation")):
        shown = client.get(page)
        assert shown.status_code == 200
        assert "An mich selbst senden" not in shown.text
    assert client.post(address("send_test_mail", query, "invitation")).status_code == 403


def test_partners_see_no_preview(client: Client) -> None:
    client.force_login(make_partner(make_organisation()))
    query = make_planned()
    assert client.get(address("query_preview", query)).status_code == 403
    assert client.get(address("mail_preview", query, "invitation")).status_code == 403
