"""The pages on which a workbook is uploaded and looked at, by log-in and by personal link."""

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from reporting.answerer import open_session
from reporting.models import AccessGrant, ProgressReport, WorkbookUpload
from reporting.services import cleaning
from reporting.services.queries import close_query
from reporting.services.workbooks import (
    UploadGoneError,
    discard_upload,
    preview_upload,
    store_upload,
    take_over,
)
from reporting.services.workbooks.limits import LARGEST_FILE
from safety.models import AuditEntry
from tests.builders import make_editor, make_grant, make_organisation, make_partner

from .rounds import LATER, NOW
from .workbooks import Asked, filled, make_asked

pytestmark = pytest.mark.django_db
CHANGED = {("Maßnahmen", "M1", "Sachstand"): "Aus der Tabelle"}


def address_of(asked: Asked) -> str:
    return reverse("reporting:upload_workbook", args=[asked.query.slug, asked.organisation.slug])


def key_on(page: str) -> str:
    """That of the page's own form, which comes first."""
    return page.split('name="form_key" value="')[1].split('"')[0]


def open_link(client: Client, grant: AccessGrant) -> None:
    """What the button behind a personal link does to the browser's session."""
    request = RequestFactory().get("/")
    request.session = client.session
    request.user = AnonymousUser()
    open_session(request, grant)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""


def hand_in(client: Client, asked: Asked, content: bytes, key: str = "") -> object:
    key = key or key_on(client.get(address_of(asked)).content.decode())
    file = SimpleUploadedFile("tabelle.xlsx", content)
    return client.post(address_of(asked), {"form_key": key, "file": file})


def test_uploading_leads_to_the_preview_and_writes_no_answer(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    answer = hand_in(client, asked, filled(asked.download(), at=CHANGED))
    upload = WorkbookUpload.objects.get()
    assert answer.url == reverse("reporting:workbook_preview", args=[upload.uuid])  # type: ignore[attr-defined]
    assert upload.uploaded_by == asked.owner
    page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Aus der Tabelle" in page
    assert not ProgressReport.objects.exists()


def test_another_file_with_the_key_of_the_first_is_not_dropped(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    key = key_on(client.get(address_of(asked)).content.decode())
    for cells in (CHANGED, {}):
        hand_in(client, asked, filled(asked.download(), at=cells), key)
    assert WorkbookUpload.objects.count() == 2


def test_twenty_times_the_same_file_is_one_upload(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    key, content = key_on(client.get(address_of(asked)).content.decode()), asked.download()
    for _ in range(20):
        hand_in(client, asked, content, key)
    assert WorkbookUpload.objects.count() == 1


@pytest.mark.parametrize("content", [b"", b"kein Excel", b"PK\x03\x04" + b"\0" * LARGEST_FILE])
def test_what_cannot_be_read_is_not_kept_and_says_why(client: Client, content: bytes) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    answer = hand_in(client, asked, content)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert answer.context["form"].errors["file"]  # type: ignore[attr-defined]
    assert not WorkbookUpload.objects.exists()


def test_a_closed_query_takes_no_file(client: Client) -> None:
    asked = make_asked()
    content = asked.download()
    close_query(query=asked.query, version=asked.query.version, now=LATER)
    client.force_login(asked.owner)
    answer = hand_in(client, asked, content, "x")
    assert answer.status_code == 400  # type: ignore[attr-defined]
    html = client.get(address_of(asked)).content.decode()
    assert "gesperrt, weil die Abfrage" in html
    assert "Hochladen" not in html
    assert "Tabelle herunterladen" not in html


def test_the_page_says_that_nothing_changes(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    answer = hand_in(client, asked, asked.download())
    page = client.get(answer.url).content.decode()  # type: ignore[attr-defined]
    assert "Es ändert sich nichts" in page
    assert "Übernehmen</span>" not in page


def test_the_list_of_errors_can_be_read_again(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    hand_in(client, asked, filled(asked.download(), at={("Maßnahmen", "M1", "Sachstand"): "=1+1"}))
    upload = WorkbookUpload.objects.get()
    assert upload.name in client.get(address_of(asked)).content.decode()
    page = client.get(reverse("reporting:workbook_preview", args=[upload.uuid])).content.decode()
    assert "Formeln lesen wir nicht" in page
    assert "Blatt „Maßnahmen“" in page


def test_texts_of_the_file_are_shown_as_text(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    cells = {("Maßnahmen", "M1", "Sachstand"): "<script>alert(1)</script>"}
    answer = hand_in(client, asked, filled(asked.download(), at=cells))
    assert "<script>alert" not in client.get(answer.url).content.decode()  # type: ignore[attr-defined]


def test_whoever_has_the_personal_link_answers_by_file(client: Client) -> None:
    asked = make_asked()
    contact = asked.organisation.contacts.get()
    open_link(client, make_grant(asked.query, contact))
    answer = hand_in(client, asked, filled(asked.download(), at=CHANGED))
    upload = WorkbookUpload.objects.get()
    assert (upload.uploaded_by, upload.uploaded_contact) == (None, contact)
    page = client.get(answer.url)  # type: ignore[attr-defined]
    fields = {"seen": page.context["preview"].seen, "form_key": key_on(page.content.decode())}
    client.post(reverse("reporting:take_over", args=[upload.uuid]), fields)
    assert ProgressReport.objects.get().text == "Aus der Tabelle"


def test_a_table_that_nobody_needs_any_more_is_thrown_away(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    answer = hand_in(client, asked, asked.download())
    upload = WorkbookUpload.objects.get()
    page = client.get(answer.url).text  # type: ignore[attr-defined]
    discard = reverse("reporting:discard_upload", args=[upload.uuid])
    key = key_on(page.split(f'action="{discard}"')[1])
    gone = client.post(discard, {"form_key": key}, follow=True).text
    assert "Die Tabelle ist verworfen." in gone
    assert "Hochgeladen, aber noch nicht übernommen" not in gone
    again = client.post(discard, {"form_key": key})
    assert again.headers["Location"] == address_of(asked)
    assert not WorkbookUpload.objects.exists()
    entry = AuditEntry.objects.get(action="workbook.discarded")
    assert (entry.subject, entry.user_id) == (str(asked.participation.uuid), asked.owner.pk)


def test_what_was_taken_over_is_not_thrown_away(client: Client) -> None:
    asked = make_asked()
    client.force_login(asked.owner)
    answer = hand_in(client, asked, filled(asked.download(), at=CHANGED))
    upload = WorkbookUpload.objects.get()
    key = key_on(client.get(answer.url).text.split("verwerfen/")[1])  # type: ignore[attr-defined]
    WorkbookUpload.objects.update(taken_over_at=NOW)
    said = client.post(
        reverse("reporting:discard_upload", args=[upload.uuid]), {"form_key": key}, follow=True
    ).text
    assert "schon etwas übernommen" in said
    assert "verwerfen/" not in said
    assert WorkbookUpload.objects.exists()


def test_taking_over_what_a_colleague_has_thrown_away_writes_nothing(client: Client) -> None:
    asked = make_asked()
    upload = store_upload(
        participation=asked.participation,
        name="a",
        content=filled(asked.download(), at=CHANGED),
        user=asked.owner,
        now=NOW,
    )
    seen = preview_upload(upload).seen
    WorkbookUpload.objects.all().delete()
    with pytest.raises(UploadGoneError):
        take_over(upload=upload, seen=seen, mine=set(), user=asked.owner, now=NOW)
    with pytest.raises(UploadGoneError):
        discard_upload(upload=upload, user=asked.owner, now=NOW, by_contact=None)
    assert not ProgressReport.objects.exists()
    assert not AuditEntry.objects.filter(action="workbook.discarded").exists()


def test_others_do_not_find_the_upload(client: Client) -> None:
    asked = make_asked()
    upload = store_upload(
        participation=asked.participation, name="a", content=asked.download(), user=asked.owner, now=NOW
    )
    client.force_login(make_partner(make_organisation()))
    assert client.get(reverse("reporting:workbook_preview", args=[upload.uuid])).status_code == 404
    assert client.get(address_of(asked)).status_code == 404


def test_the_office_takes_over_on_behalf_and_marked_so(client: Client) -> None:
    asked = make_asked()
    client.force_login(make_editor())
    answer = hand_in(client, asked, filled(asked.download(), at=CHANGED))
    page = client.get(answer.url)  # type: ignore[attr-defined]
    fields = {"seen": page.context["preview"].seen, "form_key": key_on(page.content.decode())}
    client.post(reverse("reporting:take_over", args=[WorkbookUpload.objects.get().uuid]), fields)
    assert ProgressReport.objects.get().on_behalf


def test_old_uploads_are_deleted_and_waiting_ones_later() -> None:
    asked, now = make_asked(), timezone.now()
    values = {"participation": asked.participation, "content": b"", "sha256": ""}
    for name, days, taken in (
        ("alt", 31, True),
        ("jung", 29, True),
        ("wartet", 89, False),
        ("vergessen", 91, False),
    ):
        moment = now - dt.timedelta(days=days)
        WorkbookUpload.objects.create(
            name=name, uploaded_at=moment, taken_over_at=moment if taken else None, **values
        )
    cleaning.delete_expired({}, now, lambda done, total: None)
    assert set(WorkbookUpload.objects.values_list("name", flat=True)) == {"jung", "wartet"}
