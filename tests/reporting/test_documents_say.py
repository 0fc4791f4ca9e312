"""What the PDF of a Vorlage says in words, looked at before it is set."""

from dataclasses import replace
from typing import Any

import pytest

from reporting.documents import paper_pdf as paper_pdf_module
from reporting.papers import PaperContent
from reporting.results import Assessment
from tests.reporting.office import make_content


@pytest.fixture(autouse=True)
def _html_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_is(html: str, **_options: Any) -> bytes:
        return html.encode()

    monkeypatch.setattr(paper_pdf_module, "make_pdf", as_it_is)


def html(content: PaperContent) -> str:
    return paper_pdf_module.paper_pdf(content).decode()


def test_typed_lines_with_a_dash_become_a_list() -> None:
    content = replace(make_content(), reasoning="Es gilt:\n- eins <b>\n- zwei\nDanach\nmehr.")
    assert "<p>Es gilt:</p><ul><li>eins &lt;b&gt;</li><li>zwei</li></ul><p>Danach<br>mehr.</p>" in html(
        content
    )


def test_headings_of_the_introduction_stand_below_its_own() -> None:
    content = make_content()
    said = Assessment("## Kopf", "<h2>Kopf</h2>")
    shown = html(replace(content, results=replace(content.results, introduction=said)))
    assert "<h4>Kopf</h4>" in shown


def test_what_is_old_or_has_passed_is_marked_and_dated() -> None:
    content = make_content()
    (delay,) = content.results.delays
    results = replace(content.results, delays=[replace(delay, has_passed=True)])
    shown = html(replace(content, results=results))
    assert "31.03.2027<br><strong>Termin verstrichen</strong></td><td>30.09.2026</td>" in shown
    assert "abgeschlossen (keine neue Antwort)" in shown
    assert "erreicht (30.09.2026)" in shown
    assert "<td>keine Angabe</td>" in shown


def test_answers_without_approval_have_a_table_of_their_own() -> None:
    content = make_content()
    results = replace(content.results, unapproved_answers=content.results.missing_answers)
    shown = html(replace(content, results=results))
    assert "<caption>Fehlende Antworten</caption>" in shown
    assert "<caption>Eingereichte Antworten ohne Freigabe</caption>" in shown


def test_no_cell_of_an_indicator_is_empty() -> None:
    assert "<td>ohne Wert</td><td>–</td><td>–</td><td>keine Angabe</td>" in html(make_content())
