"""The published report: for everybody after publication, from the frozen rows alone, the same for ever."""

import csv
import io
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from measures.models import Attainment, Measure
from partners.models import Organisation
from reporting.models import (
    CommitteeReport,
    FileKind,
    IndicatorAnswer,
    PaperFile,
    PaperFileKind,
    ReportFile,
    StatusQuery,
)
from reporting.protection import unprotect
from reporting.services.jobs import run_due
from reporting.services.paper_files import build_paper_files
from reporting.services.report_files import build_report_files
from tests.builders import (
    make_editor,
    make_indicator,
    make_organisation,
    make_partner,
    make_resource,
    make_review,
    make_value,
)
from tests.reporting.papers import make_final
from tests.reporting.rounds import LATER, answer, make_closed, make_open, make_published

pytestmark = pytest.mark.django_db


def make_answered(**fields: Any) -> StatusQuery:
    query = make_open()
    report = answer(query.requests.get(), **fields)
    indicator = make_indicator(report.measure, text="=Teilziel")
    IndicatorAnswer.objects.create(
        report=report, indicator=indicator, attainment=Attainment.REACHED, value=12
    )
    return query


def address(query: StatusQuery, kind: str = "") -> str:
    if kind:
        return reverse("reporting:report_file", args=[query.slug, kind])
    return reverse("reporting:published_report", args=[query.slug])


def test_page_names_who_reported_what_and_when(client: Client) -> None:
    query = make_published(make_answered(text="Vierzig Kurse."))
    shown = client.get(address(query)).content.decode()
    organisation = query.requests.get().organisation.name
    assert f"Sachstand vom 30.09.2026, gemeldet von {organisation}, freigegeben am 01.10.2026" in shown
    assert "Vierzig Kurse." in shown
    assert "<strong>erreicht</strong>, 12" in shown
    assert query.title in client.get(reverse("reporting:reports")).content.decode()


def test_missing_answers_are_shown_as_such(client: Client) -> None:
    shown = client.get(address(make_published())).content.decode()
    assert "keine Antwort" in shown
    assert "noch nicht abgefragt" in shown


@pytest.mark.parametrize("kind", ["", "csv", "xlsx"])
def test_nothing_is_public_before_publication(client: Client, kind: str) -> None:
    query = make_closed()
    assert client.get(address(query, kind)).status_code == 404
    client.force_login(make_partner(make_organisation()))
    assert client.get(address(query, kind)).status_code == 404
    assert query.title not in client.get(reverse("reporting:reports")).content.decode()


def test_staff_see_a_preview(client: Client) -> None:
    client.force_login(make_editor())
    shown = client.get(address(make_closed()))
    assert "noch nicht veröffentlicht" in shown.content.decode()


def test_a_running_query_has_no_report_even_for_staff(client: Client) -> None:
    client.force_login(make_editor())
    assert client.get(address(make_open())).status_code == 404


def all_files() -> dict[str, bytes]:
    """What the jobs made of the report and of its Vorlage."""
    report = {f"bericht.{file.kind}": bytes(file.content) for file in ReportFile.objects.all()}
    paper = {f"vorlage.{file.kind}": bytes(file.content) for file in PaperFile.objects.all()}
    return report | paper


def texts_of(name: str, content: bytes) -> str:
    """What is written in a file, also inside of a packed one."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8-sig")
    with ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(part).decode(errors="replace") for part in parts.namelist())


def make_all_anew(query: StatusQuery, paper: CommitteeReport) -> None:
    """Which the database itself refuses otherwise."""
    unprotect(connection)
    ReportFile.objects.all().delete()
    PaperFile.objects.all().delete()
    build_report_files({"query": str(query.uuid)}, LATER, lambda done, total: None)
    build_paper_files({"paper": str(paper.uuid), "edition": 1}, LATER, lambda done, total: None)


def rename_everything(query: StatusQuery) -> None:
    request = query.requests.get()
    measure, report = request.measure, request.report
    for row, names in [
        (measure, ["title", "objective"]),
        (measure.field_of_action, ["title", "short_title"]),
        (measure.field_of_action.concept, ["title", "municipality"]),
        (request.organisation, ["name"]),
        (report, ["text", "internal_note", "experiences", "next_steps"]),
        (measure.indicators.get(), ["text", "unit"]),
        (measure.resources.get(), ["wording", "programme"]),
    ]:
        for name in names:
            setattr(row, name, "Ganz anders")
        row.save()
    measure.statuses.all().delete()
    measure.review_dates.all().delete()


def test_renaming_afterwards_changes_no_byte_of_page_and_files(client: Client) -> None:
    query = make_answered()
    measure = query.measures.get()
    make_value(measure.indicators.get(), query.as_of, value=12)
    make_resource(measure, ends_on=query.as_of)
    make_review(measure)
    make_published(query)
    paper = make_final(query)
    run_due(now=LATER)
    page, before = client.get(address(query)).content, all_files()
    kinds = {f"bericht.{kind}" for kind in FileKind.values}
    assert set(before) == kinds | {f"vorlage.{kind}" for kind in PaperFileKind.values}
    rename_everything(query)
    make_all_anew(query, paper)
    assert all_files() == before
    assert client.get(address(query)).content == page


def test_internal_text_is_on_no_public_page_and_in_no_file(client: Client) -> None:
    query = make_open(3)
    approved, submitted, hidden = query.requests.all()
    answer(approved, internal_note="GEHEIM-1", return_remark="GEHEIM-2", self_approval_reason="GEHEIM-3")
    answer(submitted, "submitted", text="GEHEIM-4", next_steps="GEHEIM-5")
    answer(hidden, text="GEHEIM-6")
    Measure.objects.filter(pk=hidden.measure_id).update(is_published=False, title="GEHEIM-7")
    Organisation.objects.filter(pk=submitted.organisation_id).update(name="Nicht geheim")
    make_published(query)
    make_final(query)
    run_due(now=LATER)
    shown = {name: texts_of(name, content) for name, content in all_files().items()}
    shown["Seite"] = client.get(address(query)).content.decode()
    assert len(shown) == 7
    assert [name for name, text in shown.items() if "GEHEIM" in text] == []
    # It would be found: what may be read stands in every one of them.
    assert [name for name, text in shown.items() if "Nicht geheim" not in text] == []


def test_files_are_pending_until_the_job_has_run(client: Client) -> None:
    query = make_published()
    pending = client.get(address(query, "csv"))
    assert (pending.status_code, pending["Retry-After"]) == (503, "60")
    assert "werden gerade vorbereitet" in client.get(address(query)).content.decode()
    call_command("run_jobs")
    ready = client.get(address(query, "csv"))
    assert ready["Content-Disposition"] == f'attachment; filename="bericht-{query.slug}.csv"'


def test_csv_opens_in_a_german_spreadsheet_and_holds_no_formula(client: Client) -> None:
    query = make_published(make_answered(text='=HYPERLINK("http://x")', next_steps="@SUMME(1)"))
    run_due(now=LATER)
    content = client.get(address(query, "csv")).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0]["Sachstand"] == '\'=HYPERLINK("http://x")'
    assert rows[0]["Nächste Schritte"] == "'@SUMME(1)"
    assert rows[0]["Antwort"] == "freigegeben"


def test_xlsx_holds_text_and_no_formula(client: Client) -> None:
    query = make_answered(text="=1+1")
    make_value(query.measures.get().indicators.get(), query.as_of, value=12)
    make_published(query)
    run_due(now=LATER)
    book = load_workbook(io.BytesIO(client.get(address(query, "xlsx")).content))
    assert book.sheetnames == [
        "Überblick",
        "Maßnahmen",
        "Teilziele",
        "Veränderungen",
        "Verzögerungen",
        "Fehlende Antworten",
        "Antworten ohne Freigabe",
        "Auslaufende Mittel",
        "Überprüfungen",
        "Erläuterungen",
    ]
    types = {cell.value: cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types["=1+1"] == types["=Teilziel"] == "s"
    assert types[12] == "n"
    assert "f" not in types.values()


def test_an_anonymous_reader_gets_no_cookie(client: Client) -> None:
    query = make_published()
    client.get(address(query))
    client.get(reverse("reporting:reports"))
    assert client.cookies == {}


def test_statements_do_not_grow_with_the_measures(client: Client) -> None:
    counts = []
    for size in (2, 30):
        query = make_published(make_open(size))
        with CaptureQueriesContext(connection) as statements:
            client.get(address(query))
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 12
