"""Results and papers with something of everything, made without a database, for tests of Word and Excel."""

import datetime as dt
from typing import Any
from uuid import UUID

from reporting.frozen import FrozenReport, Part
from reporting.papers import PaperContent, Station
from reporting.results import Assessment, Results, results_from
from reporting.services.queries.wording import questions
from tests.reporting.frozen_parts import (
    make_answer,
    make_entry,
    make_frozen,
    make_frozen_indicator,
    make_resource_part,
    make_review_part,
)


def make_report_part(**fields: Any) -> Part:
    """What one organisation said, as it is frozen."""
    return {
        "as_of": "2026-09-30",
        "status": {"value": "in_progress", "label": "in Umsetzung"},
        "course": None,
        "delay_reason": None,
        "countermeasure": "",
        "new_date": None,
        "text": "Vierzig Kurse.",
        "experiences": "",
        "next_steps": "",
        "resources": "",
        "is_unchanged": False,
        "on_behalf": False,
        "approved_on": "2026-10-01",
        "indicators": [],
        **fields,
    }


def make_report(*entries: Part, own_questions: list[Part] | None = None, **query: Any) -> FrozenReport:
    report = make_frozen(*entries, **query)
    report.head["questions"] = questions()
    report.head["own_questions"] = own_questions or []
    return report


def make_full(text: str = "Vierzig Kurse.", **query: Any) -> Results:
    """Two Handlungsfelder with a delay, a missing answer, an indicator, means that end, a review, and movement."""
    indicator = make_frozen_indicator(
        ("2025-09-30", "8", "partly"), ("2026-09-30", "12.50", "reached"), text=text, unit="Kurse"
    )
    entries = [
        make_entry(
            1,
            "in_progress",
            delayed="staff",
            title=text,
            answers=[{**make_answer(), "report": make_report_part(text=text)}],
            indicators=[indicator, make_frozen_indicator(text="ohne Wert")],
            resources=[make_resource_part("2026-12-31")],
            reviews=[make_review_part("2019-12-31")],
        ),
        make_entry(2, "completed", field=2, answers=[make_answer("missing")]),
        make_entry(4, field=2),
    ]
    before = make_report(
        make_entry(1, "planning"),
        make_entry(2, "completed", field=2),
        make_entry(3, "planning"),
        title="Statusabfrage 2025",
        as_of="2025-09-30",
    )
    return results_from(make_report(*entries, **query), texts=(), against=before)


def make_content(text: str = "Ein Satz.", *, is_draft: bool = False, **query: Any) -> PaperContent:
    results = make_full(text, **query)
    return PaperContent(
        uuid=UUID(int=7),
        edition=1,
        is_draft=is_draft,
        number="1234/26",
        dated_on=dt.date(2026, 11, 10),
        subject=f"Bericht {text}",
        municipality="Stadt",
        office="Kommunales Integrationszentrum",
        stations=[
            Station("Integrationsrat", dt.date(2026, 12, 3), "Vorberatung"),
            Station(f"Rat {text}", None, "Entscheidung"),
        ],
        draft_decision=text,
        financial_impact=text,
        reasoning=f"{text}\n\nZweiter Absatz.",
        annexes=["Tabelle", text],
        results=results,
    )


def make_assessment(text: str) -> Assessment:
    return Assessment(text, "")
