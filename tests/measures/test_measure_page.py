"""The public reads one sheet and how far the measure is."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from measures.models import Measure, TargetGroup
from tests.builders import (
    make_editor,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_partner,
    make_report,
    make_resource,
    make_responsible,
    make_status,
    make_step,
    make_user,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/massnahmen/weg/"


@pytest.fixture
def path() -> Measure:
    return make_measure(slug="weg", title="Wege ebnen")


def html(client: Client) -> str:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_unpublished_measure_is_not_found(client: Client) -> None:
    make_measure(slug="weg", is_published=False)
    assert client.get(ADDRESS).status_code == 404


def test_editors_see_an_unpublished_measure_marked_so(client: Client) -> None:
    make_measure(slug="weg", is_published=False)
    client.force_login(make_editor())
    assert "nicht veröffentlicht. Nur die Redaktion" in html(client)


def test_partners_do_not_see_an_unpublished_measure(client: Client) -> None:
    body = make_organisation()
    make_responsible(make_measure(slug="weg", is_published=False), body)
    client.force_login(make_partner(body))
    assert client.get(ADDRESS).status_code == 404


def test_sections_stand_in_the_official_order(client: Client, path: Measure) -> None:
    Measure.objects.filter(pk=path.pk).update(
        current_state="TextA", target_group="TextB", objective="TextC", content="TextD",
        responsibility_wording="TextF", duration_wording="TextG", resources_wording="TextH",
    )  # fmt: skip
    make_indicator(path, text="TextE")
    page = html(client)
    assert sorted(range(8), key=lambda i: page.index(f"Text{'ABCDEFGH'[i]}")) == list(range(8))


def test_without_any_status_it_is_not_yet_asked(client: Client, path: Measure) -> None:
    assert '/begriffe/#umsetzungsstand-not-asked">Was heißt „noch nicht abgefragt“?' in html(client)


def test_current_status_links_to_its_definition(client: Client, path: Measure) -> None:
    make_status(path, "in_progress", course="delayed", delay_reason="staff", countermeasure="Neue Stelle")
    page = html(client)
    assert '/begriffe/#umsetzungsstand-in-progress">Was heißt „in Umsetzung“?' in page
    assert '/begriffe/#verlauf-delayed">Was heißt „verzögert“?' in page
    assert "Personal" in page
    assert "Neue Stelle" in page


def test_past_review_is_not_called_overdue(client: Client, path: Measure) -> None:
    path.review_dates.create(number=1, kind="review", planned_on=dt.date(2019, 12, 31), precision="year")
    page = html(client)
    assert "vorgesehen für 2019, nicht bestätigt" in page
    assert "überfällig" not in page


def test_loose_duration_says_how_exact_it_is(client: Client, path: Measure) -> None:
    path.start_on, path.start_precision, path.is_ongoing = dt.date(2017, 1, 1), "year", True
    path.save()
    page = html(client)
    assert "2017 (nur das Jahr ist bekannt)" in page
    assert "die Maßnahme läuft fort" in page


def test_indicator_shows_target_and_values(client: Client, path: Measure) -> None:
    indicator = make_indicator(path, kind="at_least", target_min=10, unit="Gruppen")
    indicator.values.create(as_of=dt.date(2026, 9, 30), attainment="partly", value=7, note="Drei fehlen.")
    page = html(client)
    assert "mindestens 10 Gruppen" in page
    assert '/begriffe/#zielerreichung-partly">teilweise erreicht' in page
    assert "7 Gruppen" in page
    assert "Drei fehlen." in page


def test_done_step_says_since_when(client: Client, path: Measure) -> None:
    make_step(path, text="Raum finden", done_on=dt.date(2026, 9, 30))
    assert "erledigt, Stand vom 30.09.2026" in html(client)


def test_actors_stand_with_role_and_wording(client: Client, path: Measure) -> None:
    make_responsible(path, make_organisation(name="Diakonie"), "lead", wording="Diakonie Krefeld & Viersen")
    page = html(client)
    assert "Federführung" in page
    assert "Diakonie Krefeld &amp; Viersen" in page


def test_nobody_named_is_said(client: Client, path: Measure) -> None:
    assert "nennt niemanden, der zuständig ist" in html(client)


def test_body_still_to_be_found(client: Client, path: Measure) -> None:
    path.responsibilities.create(number=1, role="open", wording="Träger gesucht")
    assert "noch zu finden" in html(client)


def test_related_sheet_only_while_published(client: Client, path: Measure) -> None:
    path.related.add(make_measure(title="Zwilling"), make_measure(title="Verborgen", is_published=False))
    page = html(client)
    assert "Zwilling" in page
    assert "Verborgen" not in page


def test_assignments_are_marked_as_the_editors_own(client: Client, path: Measure) -> None:
    path.goals.add(make_goal(path.field_of_action, title="Teilhabe stärken"))
    path.target_groups.add(TargetGroup.objects.create(name="Eltern", slug="eltern"))
    page = html(client)
    assert "Teilhabe stärken" in page
    assert "Eltern" in page
    assert "Zuordnung der Redaktion" in page


def test_approved_report_is_attributed_without_names(client: Client, path: Measure) -> None:
    person = make_user(first_name="Geheime", last_name="Person")
    make_report(
        path,
        make_organisation(name="Verein A"),
        state="approved",
        approved_at=timezone.make_aware(dt.datetime(2026, 10, 5, 12)),  # noqa: DTZ001 -- made aware here
        submitted_by=person,
        approved_by=person,
        internal_note="Nur für das KI",
        return_remark="Bitte kürzer",
        self_approval_reason="Allein im Dienst",
    )
    page = html(client)
    assert "Sachstand vom 30.09.2026, gemeldet von Verein A, freigegeben am 05.10.2026" in page
    assert "Es geht voran." in page
    assert "Meldung und Freigabe durch dieselbe Person" in page
    for hidden in ["Geheime", "Nur für das KI", "Bitte kürzer", "Allein im Dienst"]:
        assert hidden not in page


@pytest.mark.parametrize("state", ["draft", "submitted", "returned"])
def test_report_is_not_public_before_approval(client: Client, path: Measure, state: str) -> None:
    make_report(path, make_organisation(), state=state, text="Noch nicht geprüft")
    page = html(client)
    assert "Noch nicht geprüft" not in page
    assert "noch keinen freigegebenen Sachstand" in page


def test_history_of_the_status(client: Client, path: Measure) -> None:
    make_status(path, "planning", dt.date(2025, 9, 30))
    make_status(path, "completed", dt.date(2026, 9, 30))
    page = html(client)
    assert page.index("30.09.2026") < page.index("30.09.2025")
    assert "Umsetzungsstand im Lauf der Zeit" in page


def test_what_a_partner_wrote_is_shown_as_text(client: Client, path: Measure) -> None:
    make_report(
        path,
        make_organisation(),
        state="approved",
        approved_at=timezone.now(),
        text="<script>alert(1)</script>",
    )
    assert "<script>alert" not in html(client)


def test_official_wording_in_items_is_a_list(client: Client, path: Measure) -> None:
    Measure.objects.filter(pk=path.pk).update(
        responsibility_wording='- Finden eines Trägers\n- KI ("Weg")',
        duration_wording="- Beginn 2017\n- 2 Projekttage",
    )
    page = html(client)
    assert '<ul> <li>Finden eines Trägers</li> <li>KI ("Weg")</li> </ul>' in page
    assert "<ul> <li>Beginn 2017</li> <li>2 Projekttage</li> </ul>" in page


def test_amounts_have_both_places_of_the_cents_or_none(client: Client) -> None:
    measure = make_measure()
    make_resource(measure, kind="staff", amount="12500.50")
    make_resource(measure, kind="funding", programme="Förderprogramm des Bundes", amount="12500")
    text = client.get(measure.get_absolute_url()).text
    assert "12.500,50 Euro" in text
    assert "12.500 Euro" in text
    assert "Förderprogramm Förderprogramm" not in text
