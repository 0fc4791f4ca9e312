"""Fixtures of this folder."""

from collections.abc import Callable
from types import ModuleType
from unittest.mock import patch

import pytest

from reporting.documents import paper_pdf, report_pdf
from reporting.services import paper_files, report_files
from tests.reporting.reports import world

__all__ = ["world"]


@pytest.fixture
def real_pdf() -> None:
    """For a test that wants the jobs to make PDFs indeed, which takes seconds each."""


@pytest.fixture(autouse=True)
def no_slow_pdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the jobs keep the HTML instead: the same HTML gives the same PDF, which tests of its own prove."""
    if "real_pdf" not in request.fixturenames:
        monkeypatch.setattr(report_files, "report_pdf", _html_of(report_pdf, report_pdf.report_pdf))
        monkeypatch.setattr(paper_files, "paper_pdf", _html_of(paper_pdf, paper_pdf.paper_pdf))


def _html_of(module: ModuleType, make: Callable[..., bytes]) -> Callable[..., bytes]:
    def make_html(*contents: object, **options: object) -> bytes:
        with patch.object(module, "make_pdf", lambda html, **kept: html.encode()):
            return make(*contents, **options)

    return make_html
