"""Fixtures of this folder."""

import pytest

from reporting.services import report_files
from tests.reporting.reports import world

__all__ = ["world"]


@pytest.fixture
def real_pdf() -> None:
    """For a test that wants the PDF of a report itself, which takes seconds."""


@pytest.fixture(autouse=True)
def no_slow_pdf(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real_pdf" not in request.fixturenames:
        monkeypatch.setattr(report_files, "report_pdf", lambda results, *, progress: b"%PDF-1.7")
