"""Reports in each of their states, made by the services, with the three personas of partner tests."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest

from measures.models import Measure
from partners.models import Organisation, User
from reporting.models import ProgressReport, QueryRequest
from reporting.services.reports import Answers, approve, save_draft, start_report, submit
from tests.builders import (
    make_editor,
    make_measure,
    make_organisation,
    make_partner,
    make_query,
    make_request,
    make_responsible,
)

NOW = dt.datetime(2026, 10, 5, 9, 0, tzinfo=dt.UTC)
LATER = dt.datetime(2026, 10, 20, 9, 0, tzinfo=dt.UTC)
COMPLETE = Answers(status="in_progress", course="on_track", text="Es geht voran.")


@dataclass
class World:
    """One organisation with two people, its measure, a stranger's organisation, and the KI."""

    organisation: Organisation
    measure: Measure
    owner: User
    colleague: User
    outsider: User
    reviewer: User

    def ask(self, **fields: Any) -> QueryRequest:
        query = make_query(state="open", opened_at=NOW, **fields)
        query.measures.add(self.measure)
        return make_request(query, self.measure, self.organisation)

    def start(self, now: dt.datetime = NOW) -> ProgressReport:
        return start_report(measure=self.measure, organisation=self.organisation, user=self.owner, now=now)

    def save(self, report: ProgressReport, answers: Answers = COMPLETE, **fields: Any) -> ProgressReport:
        values = {"expected_version": report.version, "user": self.owner, **fields}
        return save_draft(report=report, answers=answers, **values)

    def submit(self, answers: Answers = COMPLETE, now: dt.datetime = NOW) -> ProgressReport:
        report = self.save(self.start(now), answers)
        return submit(report=report, expected_version=report.version, user=self.owner, now=now)

    def approve(self, report: ProgressReport, **fields: Any) -> ProgressReport:
        values = {"decision": None, "user": self.reviewer, "now": LATER, **fields}
        return approve(report=report, expected_version=report.version, **values)


def make_world() -> World:
    organisation, measure = make_organisation(), make_measure()
    make_responsible(measure, organisation)
    return World(
        organisation=organisation,
        measure=measure,
        owner=make_partner(organisation),
        colleague=make_partner(organisation),
        outsider=make_partner(make_organisation()),
        reviewer=make_editor(),
    )


@pytest.fixture
def world(db: None) -> World:
    return make_world()
