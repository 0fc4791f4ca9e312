"""Report and Vorlage as PDF: examined once, in one document each."""

import dataclasses
import datetime as dt
import re
from collections.abc import Generator
from itertools import pairwise
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from pytest_django import DjangoDbBlocker

from documents.charts import figure
from documents.charts.sheet import Sheet
from partners.models import Organisation
from reporting.documents import charts as document_charts
from reporting.documents import paper_pdf as paper_pdf_module
from reporting.documents import parts
from reporting.documents import report_pdf as report_pdf_module
from reporting.documents.paper_pdf import paper_pdf
from reporting.documents.report_pdf import report_pdf
from reporting.models import StatusQuery
from reporting.papers import PaperContent, Station
from reporting.results import Results, results_of
from tests.builders import make_indicator, make_value
from tests.documents.pdfs import Opened
from tests.reporting.rounds import answer, make_open, make_published

pytestmark = pytest.mark.django_db

SECRET = "GEHEIM-NACHRICHT-AN-DAS-KI"
HOSTILE = '<img src="file:///etc/passwd"> </p><style>@import url(http://127.0.0.1/x)</style> =1+1'


@dataclasses.dataclass(frozen=True)
class Made:
    results: Results
    renamed: Results
    report: bytes
    paper: bytes


def _published() -> StatusQuery:
    query = make_open(2)
    first = query.requests.order_by("pk")[0]
    make_value(make_indicator(first.measure))
    answer(first, text=f"Der Kurs läuft. {HOSTILE}", internal_note=SECRET, return_remark=SECRET)
    return make_published(query)


def _rename(query: StatusQuery) -> None:
    Organisation.objects.update(name=Concat("name", Value(" (neu)")))
    for measure in query.measures.select_related("field_of_action__concept"):
        measure.title = "Neuer Titel"
        measure.save()
        measure.field_of_action.title = "Neues Feld"
        measure.field_of_action.save()


def paper_of(results: Results, **fields: object) -> PaperContent:
    content = PaperContent(
        uuid=UUID(int=1),
        edition=1,
        is_draft=False,
        number="1234/26",
        dated_on=dt.date(2026, 11, 20),
        subject="Sachstandsbericht zum Integrationskonzept",
        municipality="Stadt Krefeld",
        office="Kommunales Integrationszentrum",
        stations=[Station("Integrationsrat", dt.date(2026, 12, 1), "Vorberatung")],
        draft_decision="Der Rat nimmt den Bericht zur Kenntnis.",
        financial_impact="Keine.",
        reasoning=f"Erster Absatz. {HOSTILE}",
        annexes=["Tabelle zum Bericht"],
        results=results,
    )
    return dataclasses.replace(content, **fields)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[Made]:
    with django_db_blocker.unblock(), transaction.atomic():
        query = _published()
        results = results_of(query)
        _rename(query)
        renamed = results_of(StatusQuery.objects.get(pk=query.pk))
        yield Made(results, renamed, report_pdf(results), paper_pdf(paper_of(results)))
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["report", "paper"])
def test_is_tagged_with_words_for_every_drawing(made: Made, kind: str) -> None:
    opened = Opened(getattr(made, kind))
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(opened.kinds)
    assert all(opened.alternatives)
    assert opened.root["/Lang"] == "de"
    assert opened.bookmarks


@pytest.mark.parametrize("kind", ["report", "paper"])
def test_headings_leave_no_level_out(made: Made, kind: str) -> None:
    levels = [int(name[2]) for name in Opened(getattr(made, kind)).kinds if re.fullmatch(r"/H\d", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_report_says_what_was_reported(made: Made) -> None:
    text = Opened(made.report).text
    assert "Der Kurs läuft. <img src=" in text
    assert "Seite 1 von" in text
    assert made.results.title in text


def test_paper_says_what_the_council_decides(made: Made) -> None:
    text = Opened(made.paper).text
    for part in (
        "Vorlage 1234/26",
        "Integrationsrat",
        "Vorberatung",
        "Der Rat nimmt den Bericht zur Kenntnis.",
        "20. November 2026",
    ):
        assert part in text
    assert "Entwurf" not in text.replace("Beschlussentwurf", "")


@pytest.mark.parametrize("kind", ["report", "paper"])
def test_nothing_internal_and_no_file_is_in_it(made: Made, kind: str) -> None:
    text = Opened(getattr(made, kind)).text
    assert SECRET not in text
    assert "root:" not in text


def test_renaming_afterwards_changes_no_byte(made: Made) -> None:
    assert report_pdf(made.renamed) == made.report
    assert paper_pdf(paper_of(made.renamed)) == made.paper


def test_draft_and_invented_data_are_marked_on_every_page(made: Made) -> None:
    invented = dataclasses.replace(made.results, query={**made.results.query, "is_demo": True})
    pages = Opened(paper_pdf(paper_of(invented, is_draft=True))).pages
    assert len(pages) > 1
    assert all("Entwurf – Beispieldaten" in page for page in pages)


def test_paper_draws_nothing_that_it_does_not_show(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_anything: object, **_more: object) -> None:
        raise AssertionError

    monkeypatch.setattr(parts, "field_timeline", refuse)
    monkeypatch.setattr(parts, "few_series", refuse)
    monkeypatch.setattr(paper_pdf_module, "make_pdf", lambda html, **_options: html.encode())
    assert b"Zusammenfassung" in paper_pdf(paper_of(made.results))


def test_report_counts_the_series_once_and_draws_for_paper_only(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Results] = []
    widths: list[int] = []
    few = document_charts.few_series

    def count(results: Results) -> bool:
        counted.append(results)
        return few(results)

    def sheet(name: str, *, width: int, size: int, is_mirrored: bool) -> Sheet:
        widths.append(width)
        return Sheet(name, width=width, size=size, is_mirrored=is_mirrored)

    monkeypatch.setattr(parts, "few_series", count)
    monkeypatch.setattr(figure, "Sheet", sheet)
    monkeypatch.setattr(report_pdf_module, "make_pdf", lambda html, **_options: html.encode())
    report_pdf(made.results)
    assert len(counted) == 1
    assert figure.WIDE[0] in widths
    assert figure.NARROW[0] not in widths
