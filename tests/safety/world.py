"""One small city for the tests that walk over all addresses: every kind of row, with internal text planted in it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from fields.models import Chapter, ConceptState
from measures.models import ImplementationStatus, Measure
from partners.models import ContactRole, Organisation, User
from reporting.models import ProgressReport, ReportState, StatusQuery
from reporting.services.queries import close_query, open_query, publish_query
from tests.builders import (
    make_administrator,
    make_commissioner,
    make_concept,
    make_contact,
    make_editor,
    make_field,
    make_indicator,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_report,
    make_responsible,
    make_status,
    make_step,
)

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
#: What no public page may show.
PLANTED = [
    NOTE, REMARK, REASON, DRAFT, SUBMITTED, CONTACT, MAIL, UNPUBLISHED, OTHER_EDITION, PLANNED, INVITATION,
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
    make_step(measure)
    make_indicator(measure)
    make_status(measure, ImplementationStatus.IN_PROGRESS)
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
        people=people,
    )


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


def _make_open_query(measure: Measure) -> StatusQuery:
    """A running query with a draft of one organisation and a submitted answer of the other."""
    query = _opened(make_query(invitation_text=INVITATION), measure)
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
    }
    plain = [
        "website:home", "website:status_overview", "website:definitions", "website:imprint", "website:privacy",
        "website:accessibility", "website:health", "fields:concept", "partners:organisations", "measures:list",
        "reporting:reports", "account_login", "account_reset_password",
    ]  # fmt: skip
    sheets = reverse("measures:list")
    searches = [f"{sheets}?q=GEHEIM", f"{sheets}?akteur={world.organisation.slug}"]
    return [*map(reverse, plain), *(reverse(name, args=[slug]) for name, slug in slugs.items()), *searches]
