"""The pages on which a Vorlage is written, read, fixed and followed; typed text stays on every error."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.models import User
from reporting.models import CommitteeReport, Consultation, Job, PaperFile, ReportText, StatusQuery
from reporting.services.papers import Stop, discard_paper, job_of, reopen_paper, rewrite_paper
from tests.builders import make_commissioner, make_editor
from tests.reporting.papers import MEETING, STOP, finalise, job_is_over, make_final, make_paper, words
from tests.reporting.posting import form_of
from tests.reporting.rounds import LATER, NOW, make_closed, make_open, make_planned

pytestmark = pytest.mark.django_db
TYPED = "Lange bedachter Text."


@pytest.fixture
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user


def address(name: str, paper: CommitteeReport) -> str:
    return reverse(f"reporting:{name}", args=[paper.query.slug, paper.uuid])


def shown(client: Client, page: str) -> dict[str, str]:
    """What the form of the page would post unchanged."""
    return form_of(client.get(page).text)


def new_page(query: StatusQuery) -> str:
    return reverse("reporting:write_paper", args=[query.slug])


def test_a_paper_is_written_with_the_suggested_words(client: Client, commissioner: User) -> None:
    query = make_closed()
    page = new_page(query)
    data = {**shown(client, page), "new_1": "Integrationsrat", "day_1": "2026-12-03", "task_1": "advice"}
    response = client.post(page, data)
    paper = CommitteeReport.objects.get()
    assert response["Location"] == paper.get_absolute_url()
    assert "Bericht zum Umsetzungsstand" in paper.subject
    assert "zur Kenntnis" in paper.draft_decision
    (station,) = paper.consultations.all()
    assert (str(station.committee), station.role) == ("Integrationsrat", "advice")
    listed = client.get(reverse("reporting:papers", args=[query.slug])).text
    assert "Integrationsrat (03.12.2026)" in listed


def test_the_paper_of_last_year_is_offered_and_copied(client: Client, commissioner: User) -> None:
    earlier = make_paper(reasoning="Wie im Vorjahr.")
    page = new_page(make_closed())
    assert str(earlier.uuid) in client.get(page).text
    copied = form_of(client.get(f"{page}?von={earlier.uuid}").text)
    assert copied["reasoning"] == "Wie im Vorjahr."
    assert copied["committee_1"] == "Integrationsrat"
    assert (copied["number"], copied["day_1"]) == ("", "")


@pytest.mark.parametrize("von", ["", "kaputt", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_paper_to_copy_is_none(client: Client, commissioner: User, von: str) -> None:
    assert client.get(f"{new_page(make_closed())}?von={von}").status_code == 200


def test_a_planned_query_has_no_papers(client: Client, commissioner: User) -> None:
    query = make_planned()
    assert client.get(new_page(query)).status_code == 404
    assert client.get(reverse("reporting:papers", args=[query.slug])).status_code == 404


def test_a_paper_is_found_under_its_own_query_only(client: Client, commissioner: User) -> None:
    paper, other = make_paper(), make_closed()
    assert client.get(reverse("reporting:paper", args=[other.slug, paper.uuid])).status_code == 404


def test_one_more_station_keeps_what_was_typed(client: Client, commissioner: User) -> None:
    page = new_page(make_closed())
    data = {**shown(client, page), "reasoning": TYPED, "new_1": "Rat", "one_more": "1"}
    text = client.post(page, data).text
    assert TYPED in text
    assert form_of(text)["new_1"] == "Rat"
    assert 'name="committee_3"' in text
    assert not CommitteeReport.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"subject": ""}, "zwingend erforderlich"),
        ({"link": "http://ris.example.org"}, "Sie beginnt mit https://"),
        ({"link": "javascript:alert(1)"}, "Sie beginnt mit https://"),
        ({"day_1": "2026-12-03"}, "wählen Sie das Gremium"),
        ({"committee_1": "Erfunden"}, "Erfunden"),
        ({"new_1": "Rat", "committee_1": "Integrationsrat"}, "nicht beides"),
        ({"new_1": "Rat", "day_1": "2026-12-03", "new_2": "rat", "day_2": "2026-12-03"}, "noch einmal"),
        ({"new_1": "Rat", "place_1": "0"}, "größer"),
    ],
)
def test_a_wrong_form_keeps_its_text(
    client: Client, commissioner: User, wrong: dict[str, str], reason: str
) -> None:
    query = make_closed()
    make_paper(query)
    page = new_page(query)
    text = client.post(page, {**shown(client, page), "reasoning": TYPED, **wrong}).text
    assert TYPED in text
    assert reason in text
    assert CommitteeReport.objects.count() == 1


def test_an_address_without_a_scheme_gets_https(client: Client, commissioner: User) -> None:
    page = new_page(make_closed())
    client.post(page, {**shown(client, page), "link": "ris.example.org/1"})
    assert CommitteeReport.objects.get().link == "https://ris.example.org/1"


def test_stations_are_ordered_and_removed_by_their_fields(client: Client, commissioner: User) -> None:
    paper = make_paper(stops=(STOP,))
    page = address("edit_paper", paper)
    more = {"new_2": "Rat", "place_2": "1", "place_1": "2"}
    client.post(page, {**shown(client, page), **more})
    assert [str(each) for each in Consultation.objects.all()] == ["Rat", "Integrationsrat"]
    client.post(page, {**shown(client, page), "remove_1": "on"})
    assert [str(each) for each in Consultation.objects.all()] == ["Integrationsrat"]


def test_who_saves_second_sees_both_texts(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("edit_paper", paper)
    data = {**shown(client, page), "reasoning": TYPED}
    rewrite_paper(paper=paper, words=words(reasoning="Von anderen.", stops=()), version=paper.version)
    response = client.post(page, data)
    assert response.status_code == 409
    assert TYPED in response.text
    assert "Von anderen." in response.text
    assert "Gremium an Stelle 1" in response.text
    assert "Stelle 2" not in response.text
    assert "Stelle 1 entfernen" not in response.text
    assert CommitteeReport.objects.get().reasoning == "Von anderen."
    assert client.post(page, form_of(response.text, page)).status_code == 302
    assert CommitteeReport.objects.get().reasoning == TYPED
    assert Consultation.objects.count() == 1


def test_text_stays_where_the_paper_is_fixed_meanwhile(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("edit_paper", paper)
    data = {**shown(client, page), "reasoning": TYPED}
    finalise(paper)
    text = client.post(page, data).text
    assert TYPED in text
    assert "Diese Vorlage ist festgelegt" in text


def test_text_stays_where_the_paper_is_thrown_away_meanwhile(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("edit_paper", paper)
    data = {**shown(client, page), "reasoning": TYPED}
    discard_paper(paper=paper, version=paper.version, user=None, now=LATER)
    text = client.post(page, data).text
    assert TYPED in text
    assert "verworfen" in text
    client.post(new_page(paper.query), form_of(text, new_page(paper.query)))
    assert CommitteeReport.objects.get().reasoning == TYPED


def test_a_final_paper_is_not_edited(client: Client, commissioner: User) -> None:
    paper = make_final()
    assert client.get(address("edit_paper", paper))["Location"] == paper.get_absolute_url()


def test_fixing_asks_for_each_doubt(client: Client, commissioner: User) -> None:
    paper = make_paper(number="", financial_impact="")
    page = address("finalise_paper", paper)
    data = shown(client, page)
    text = client.post(page, {**data, "confirmed": "on", "accept_number": "on"}).text
    assert "Bitte setzen Sie zuerst den Haken" in text
    assert not CommitteeReport.objects.get().is_final
    ticks = {"confirmed": "on", "accept_number": "on", "accept_finances": "on"}
    assert client.post(page, {**shown(client, page), **ticks}).status_code == 302
    assert CommitteeReport.objects.get().is_final


def test_an_obstacle_leaves_no_button(client: Client, commissioner: User) -> None:
    paper = make_paper(make_open(), stops=())
    text = client.get(address("finalise_paper", paper)).text
    assert "Die Beratungsfolge ist leer" in text
    assert "Die Abfrage ist nicht geschlossen" in text
    assert 'name="confirmed"' not in text


def test_fixing_what_somebody_changed_meanwhile_is_asked_again(client: Client, commissioner: User) -> None:
    paper = make_paper()
    page = address("finalise_paper", paper)
    data = {**shown(client, page), "confirmed": "on"}
    rewrite_paper(paper=paper, words=words(subject="Anders"), version=paper.version)
    text = client.post(page, data).text
    assert "inzwischen geändert" in text
    assert "confirmed" not in form_of(text)
    assert client.post(page, {**form_of(text), "confirmed": "on"}).status_code == 302


def test_a_reason_stays_where_the_paper_is_taken_up_meanwhile(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    page = address("reopen_paper", paper)
    data = {**shown(client, page), "reason": TYPED}
    reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)
    text = client.post(page, data).text
    assert TYPED in text
    assert "Nur eine festgelegte" in text


def test_a_new_edition_leads_to_its_text(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    page = address("reopen_paper", paper)
    response = client.post(page, {**shown(client, page), "reason": "Zahlendreher"})
    assert response["Location"] == address("edit_paper", paper)
    assert "in Bearbeitung, nach Fassung 1" in client.get(paper.get_absolute_url()).text


def test_a_result_is_written_down(client: Client, commissioner: User) -> None:
    paper = make_final()
    page = address("paper_outcome", paper)
    said = {"result_1": "einstimmig", "link_1": "https://ris.example.org/7"}
    assert client.post(page, {**shown(client, page), **said}).status_code == 302
    assert Consultation.objects.get().result == "einstimmig"


def test_a_result_beside_a_wrong_address_stays(client: Client, commissioner: User) -> None:
    page = address("paper_outcome", make_final())
    text = client.post(page, {**shown(client, page), "result_1": TYPED, "link_1": "ftp://x.example"}).text
    assert TYPED in text
    assert "Sie beginnt mit https://" in text


def test_a_result_stays_where_somebody_wrote_another(client: Client, commissioner: User) -> None:
    paper = make_final()
    page = address("paper_outcome", paper)
    data = shown(client, page)
    client.post(page, {**data, "result_1": "mit Mehrheit"})
    response = client.post(page, {**shown(client, page), "version": data["version"], "result_1": TYPED})
    assert response.status_code == 409
    assert TYPED in response.text
    assert "mit Mehrheit" in response.text


def test_a_result_stays_where_its_station_is_gone(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    page = address("paper_outcome", paper)
    data = {**shown(client, page), "result_1": "", "result_2": TYPED}
    response = client.post(page, {**data, "version": "0"})
    assert response.status_code == 409
    assert TYPED in response.text


def test_the_whole_paper_is_read_before_it_is_fixed(client: Client, commissioner: User) -> None:
    query = make_closed()
    paper = make_paper(query)
    text = client.get(paper.get_absolute_url()).text
    for part in (
        "Erster Absatz.",
        "Zusammenfassung",
        "Umsetzungsstand je Handlungsfeld",
        "Integrationsrat",
        "Stadtplan",
    ):
        assert part in text
    assert reverse("reporting:paper_draft", args=[query.slug, paper.uuid, "pdf"]) in text


def test_the_words_of_the_office_stand_in_the_paper(client: Client, commissioner: User) -> None:
    query = make_closed()
    field = query.requests.get().measure.field_of_action
    for uuid, text in [(None, "Danke an alle."), (field.uuid, "## Unser Blick\n\nEs geht voran.")]:
        ReportText.objects.create(query=query, field_uuid=uuid, text=text)
    page = client.get(make_paper(query).get_absolute_url()).text
    assert "Danke an alle." in page
    assert "<h4>Unser Blick</h4>" in page


def test_a_running_query_gives_no_results_yet(client: Client, commissioner: User) -> None:
    paper = make_paper(make_open())
    text = client.get(paper.get_absolute_url()).text
    assert "Noch ohne Ergebnisse" in text
    assert "entwurf.pdf" not in text
    draft = reverse("reporting:paper_draft", args=[paper.query.slug, paper.uuid, "pdf"])
    assert client.get(draft).status_code == 404


def test_editors_read_and_find_no_button(client: Client) -> None:
    client.force_login(make_editor())
    paper = make_paper()
    text = client.get(paper.get_absolute_url()).text
    assert "Erster Absatz." in text
    assert address("edit_paper", paper) not in text
    assert address("finalise_paper", paper) not in text


def test_files_that_failed_are_asked_for_again(client: Client, commissioner: User) -> None:
    paper = make_final()
    Job.objects.update(state="failed")
    page, to = paper.get_absolute_url(), address("remake_paper_files", paper)
    client.post(to, form_of(client.get(page).text, to))
    job = job_of(paper)
    assert job
    assert job.is_pending


def test_many_papers_take_no_more_statements(client: Client, commissioner: User) -> None:
    query = make_closed()
    make_paper(query)
    page = reverse("reporting:papers", args=[query.slug])
    client.get(page)
    few = statements_of(client, page)
    for _ in range(5):
        make_paper(query, stops=(STOP, Stop("Rat", MEETING)))
    assert statements_of(client, page) == few


def statements_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as statements:
        assert client.get(page).status_code == 200
    return len(statements)


def test_earlier_editions_stay_for_staff(client: Client, commissioner: User) -> None:
    paper = make_final()
    job_is_over()
    for kind in ("pdf", "docx", "xlsx"):
        PaperFile.objects.create(
            paper_uuid=paper.uuid, edition=1, kind=kind, content=b"alt", sha256="0" * 64, created_at=NOW
        )
    draft = reopen_paper(paper=paper, reason="Zahl", version=paper.version, user=None, now=LATER)
    args = [paper.query.slug, paper.uuid, 1, "pdf"]
    old = reverse("reporting:paper_edition", args=args)
    assert old in client.get(paper.get_absolute_url()).text
    finalise(draft)
    assert old in client.get(paper.get_absolute_url()).text
    response = client.get(old)
    assert (response.content, response["Content-Type"]) == (b"alt", "application/pdf")
    pending = client.get(reverse("reporting:paper_edition", args=[*args[:2], 2, "pdf"]))
    assert (pending.status_code, pending["Retry-After"]) == (503, "30")
    assert client.get(reverse("reporting:paper_edition", args=[*args[:2], 3, "pdf"])).status_code == 404
