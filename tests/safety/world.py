"""One small city for the tests that walk over all addresses: every kind of row, with internal text planted in it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from fields.models import Chapter, ConceptState
from measures.models import ImplementationStatus, Measure
from partners.models import ContactRole, Organisation, User
from reporting.models import CommitteeReport, PaperFile, ProgressReport, ReportState, StatusQuery
from reporting.services.papers import Stop, Words, finalise_paper, write_paper
from reporting.services.queries import close_query, open_query, publish_query
from tests.builders import (
    make_administrator,
    make_commissioner,
    make_concept,
    make_contact,
    make_editor,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_report,
    make_resource,
    make_responsible,
    make_review,
    make_status,
    make_step,
    make_value,
)
from website.open_data.datasets import DATASETS
from website.open_data.formats import FORMATS

NOTE = "GEHEIM-NACHRICHT-AN-DAS-KI"
REMARK = "GEHEIM-BEMERKUNG-ZUR-RUECKGABE"
REASON = "GEHEIM-GRUND-DER-SELBSTFREIGABE"
DRAFT = "GEHEIM-TEXT-EINES-ENTWURFS"
SUBMITTED = "GEHEIM-TEXT-EINER-EINGEREICHTEN-MELDUNG"
CONTACT = "GEHEIM-NAME-DER-ANSPRECHPERSON"
MAIL = "geheime-adresse@organisation.example"
UNPUBLISHED = "GEHEIM-TITEL-OHNE-VEROEFFENTLICHUNG"
OTHER_EDITION = "GEHEIM-ENTWURF-DES-NAECHSTEN-KONZEPTS"
PLANNED = "GEHEIM-GEPLANTE-ABFRAGE"
INVITATION = "GEHEIM-TEXT-DER-EINLADUNG"
DRAFT_PAPER = "GEHEIM-ENTWURF-EINER-VORLAGE"
CHANGE_REASON = "GEHEIM-GRUND-DER-AENDERUNG"
REQUEST_NOTE = "GEHEIM-NOTIZ-ZUR-ANFRAGE"
#: What no public page may show.
PLANTED = [
    NOTE, REMARK, REASON, DRAFT, SUBMITTED, CONTACT, MAIL, UNPUBLISHED, OTHER_EDITION, PLANNED, INVITATION,
    CHANGE_REASON, REQUEST_NOTE,
]  # fmt: skip
PUBLIC_TEXT = "Der Sprachkurs hat im Herbst begonnen."


@dataclass
class World:
    """The rows that addresses are made of, and a person per role."""

    measure: Measure
    hidden_measure: Measure
    next_edition: Measure
    organisation: Organisation
    chapter: Chapter
    report: ProgressReport
    submitted: ProgressReport
    open_query: StatusQuery
    published_query: StatusQuery
    draft_paper: CommitteeReport
    public_paper: CommitteeReport
    people: dict[str, User | None]
    public_text: str = PUBLIC_TEXT


def make_world() -> World:
    concept = make_concept()
    measure = make_measure(make_field(concept))
    second = make_measure(measure.field_of_action)
    hidden = make_measure(measure.field_of_action, title=UNPUBLISHED, is_published=False)
    chapter = Chapter.objects.create(
        concept=concept, number="1", order=1, slug="grundlagen", title="Grundlagen"
    )
    own_chapter = {"number": "2", "order": 2, "slug": "handlungsfeld", "title": "Handlungsfeld"}
    Chapter.objects.create(concept=concept, field_of_action=measure.field_of_action, **own_chapter)
    make_step(measure)
    make_indicator(measure)
    make_status(measure, ImplementationStatus.IN_PROGRESS, confirmed_at=timezone.now())
    make_goal(measure.field_of_action)
    make_value(measure.indicators.get())
    make_review(measure)
    make_resource(measure)
    _change_wording(measure)
    _plant_in_hidden(hidden)
    own, foreign = make_organisation(), make_organisation()
    for organisation in (own, foreign):
        make_contact(organisation, name=f"{CONTACT} {organisation.pk}", email=f"{organisation.pk}-{MAIL}")
        for sheet in (measure, second):
            make_responsible(sheet, organisation)
    make_contact(own, name=f"{CONTACT} Leitung", email="", role=ContactRole.HEAD)
    people = _make_people(own, foreign)
    published = _make_published_query(measure, own, people["commissioner"])
    running = _make_open_query(second)
    report = running.requests.get(organisation=own).report
    return World(
        measure=measure,
        hidden_measure=hidden,
        next_edition=_make_next_edition(),
        organisation=own,
        chapter=chapter,
        report=report,
        submitted=running.requests.get(organisation=foreign).report,
        open_query=running,
        published_query=published,
        draft_paper=_make_paper(published, DRAFT_PAPER),
        public_paper=_make_public_paper(published),
        people=people,
    )


def _change_wording(measure: Measure) -> None:
    measure.objective = "Neue Zielsetzung"
    measure._change_reason = CHANGE_REASON  # type: ignore[attr-defined]
    measure.save()


def _plant_in_hidden(hidden: Measure) -> None:
    """Every part of a sheet that is not published, with an organisation that has no other."""
    organisation = make_organisation(name=UNPUBLISHED)
    make_responsible(hidden, organisation, wording=UNPUBLISHED)
    make_step(hidden, text=UNPUBLISHED)
    make_value(make_indicator(hidden, text=UNPUBLISHED), note=UNPUBLISHED)
    make_review(hidden, wording=UNPUBLISHED)
    make_resource(hidden, wording=UNPUBLISHED, programme=UNPUBLISHED)
    make_status(hidden, ImplementationStatus.DROPPED, note=UNPUBLISHED, confirmed_at=timezone.now())
    approved = {"state": ReportState.APPROVED, "approved_at": timezone.now()}
    make_report(hidden, organisation, text=UNPUBLISHED, **approved)
    _change_wording(hidden)


def _make_next_edition() -> Measure:
    """A sheet of an edition that is still a draft."""
    draft = make_concept(title=OTHER_EDITION, state=ConceptState.DRAFT, year=2026)
    return make_measure(
        make_field(draft, title=OTHER_EDITION, short_title=OTHER_EDITION), title=OTHER_EDITION
    )


def _make_people(own: Organisation, foreign: Organisation) -> dict[str, User | None]:
    names = {"first_name": CONTACT, "last_name": "Person"}
    return {
        "anonymous": None,
        "own": make_partner(own, **names),
        "foreign": make_partner(foreign, **names),
        "editor": make_editor(**names),
        "commissioner": make_commissioner(**names),
        "administrator": make_administrator(**names),
    }


def _make_published_query(measure: Measure, organisation: Organisation, person: User | None) -> StatusQuery:
    """A query with one approved answer, frozen and published."""
    query = _opened(make_query(invitation_text=INVITATION), measure)
    request = query.requests.get(organisation=organisation)
    make_report(
        measure,
        organisation,
        request=request,
        state=ReportState.APPROVED,
        text=PUBLIC_TEXT,
        internal_note=NOTE,
        return_remark=REMARK,
        self_approval_reason=REASON,
        submitted_by=person,
        submitted_at=timezone.now(),
        approved_by=person,
        approved_at=timezone.now(),
    )
    request.state = "approved"
    request.save()
    close_query(query=query, version=query.version, now=timezone.now())
    query.refresh_from_db()
    publish_query(query=query, version=query.version, now=timezone.now())
    query.refresh_from_db()
    make_query(title=PLANNED)
    return query


def _make_paper(query: StatusQuery, subject: str) -> CommitteeReport:
    words = Words(
        subject=subject,
        number="1/26",
        dated_on=query.as_of,
        draft_decision=subject,
        financial_impact=subject,
        reasoning=subject,
        stops=(Stop("Integrationsrat", query.as_of + dt.timedelta(days=40)),),
    )
    return write_paper(query=query, words=words, user=None, now=timezone.now())


def _make_public_paper(query: StatusQuery) -> CommitteeReport:
    """Final, with its files as if the job had been here."""
    draft = _make_paper(query, "Bericht an die Gremien")
    paper = finalise_paper(paper=draft, accepted=[], version=draft.version, user=None, now=timezone.now())
    for kind in ("pdf", "docx", "xlsx"):
        values = {"content": b"Datei", "sha256": "0" * 64, "created_at": timezone.now()}
        PaperFile.objects.create(paper_uuid=paper.uuid, edition=paper.edition, kind=kind, **values)
    return paper


def _make_open_query(measure: Measure) -> StatusQuery:
    """A running query with a draft of one organisation and a submitted answer of the other."""
    query = _opened(make_query(invitation_text=INVITATION), measure)
    query.requests.update(note=REQUEST_NOTE)
    texts = ((DRAFT, ReportState.DRAFT), (SUBMITTED, ReportState.SUBMITTED))
    for request, (text, state) in zip(query.requests.order_by("pk"), texts, strict=True):
        values = {"text": text, "next_steps": text, "internal_note": NOTE, "state": state}
        make_report(measure, request.organisation, request=request, submitted_at=timezone.now(), **values)
    return query


def _opened(query: StatusQuery, measure: Measure) -> StatusQuery:
    query.measures.add(measure)
    today = timezone.localdate()
    StatusQuery.objects.filter(pk=query.pk).update(as_of=today, due_on=today + dt.timedelta(days=30))
    query.refresh_from_db()
    open_query(query=query, version=query.version, waived=[], user=None, now=timezone.now())
    query.refresh_from_db()
    return query


def public_addresses(world: World) -> list[str]:
    """Every address that a visitor may read, with the rows of the world."""
    slugs = {
        "fields:chapter": world.chapter.slug,
        "fields:field": world.measure.field_of_action.slug,
        "partners:organisation": world.organisation.slug,
        "measures:measure": world.measure.slug,
        "reporting:published_report": world.published_query.slug,
        "website:sheet": world.measure.slug,
    }
    plain = [
        "website:home", "website:status_overview", "website:definitions", "website:imprint", "website:privacy",
        "website:accessibility", "website:health", "fields:concept", "partners:organisations", "measures:list",
        "reporting:reports", "account_login", "account_reset_password",
    ]  # fmt: skip
    sheets = reverse("measures:list")
    searches = [f"{sheets}?q=GEHEIM", f"{sheets}?akteur={world.organisation.slug}"]
    slugs_and_rest = [reverse(name, args=[slug]) for name, slug in slugs.items()]
    return [
        *map(reverse, plain),
        *slugs_and_rest,
        *searches,
        *open_data_addresses(world),
        *subscribed_addresses(world),
    ]


def open_data_addresses(world: World) -> list[str]:
    """Every file of every data set, filtered ones too, and what describes them."""
    names = ["open_data", "open_data_dictionary", "open_data_schema"]
    names += ["open_data_catalogue_jsonld", "open_data_catalogue_turtle"]
    files = [
        reverse("website:open_data_file", args=[name, ending]) for name in DATASETS for ending in FORMATS
    ]
    sheets = reverse("website:open_data_file", args=["massnahmen", "csv"])
    chosen = [f"{sheets}?q=GEHEIM", f"{sheets}?akteur={world.organisation.slug}"]
    return [*(reverse(f"website:{name}") for name in names), *files, *chosen]


def subscribed_addresses(world: World) -> list[str]:
    """What programs read: the interface, the feeds and the calendars."""
    field, measure = world.measure.field_of_action.slug, world.measure
    lists = [reverse(f"website:api_{name}") for name in [*DATASETS, "berichte"]]
    report = [world.published_query.uuid]
    return [
        *lists,
        f"{reverse('website:api_massnahmen')}?q=GEHEIM",
        *map(reverse, ["website:api_entrance", "website:api_openapi", "website:api_documentation"]),
        reverse("website:api_massnahmen_eintrag", args=[measure.uuid]),
        reverse("website:api_berichte_eintrag", args=report),
        reverse("website:api_berichte_massnahmen", args=report),
        *map(reverse, ["website:subscribing", "website:portal_feed", "website:public_calendar"]),
        reverse("website:field_feed", args=[field]),
        reverse("website:measure_feed", args=[measure.slug]),
        reverse("website:field_calendar", args=[field]),
    ]
