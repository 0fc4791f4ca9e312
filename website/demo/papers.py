"""What the KI writes after an invented round: the texts of the report, and the Vorlage with its consultations."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from fields.models import FieldOfAction
from reporting.models import CommitteeReport, ConsultationRole, StatusQuery
from reporting.services.papers import (
    Outcome,
    Stop,
    Words,
    check_paper,
    finalise_paper,
    record_outcome,
    write_paper,
)
from reporting.services.papers.words import FIELDS
from reporting.services.report_texts import save_report_text

from .source import RoundContent


def write_texts(query: StatusQuery, content: RoundContent, *, now: dt.datetime) -> None:
    """Between closing and publishing, as the KI does."""
    fields = FieldOfAction.objects.filter(concept=query.concept, slug__in=content.assessments)
    texts: dict[UUID | None, str] = {field.uuid: content.assessments[field.slug] for field in fields}
    if content.introduction:
        texts[None] = content.introduction
    for field_uuid, text in texts.items():
        save_report_text(
            query=query, field_uuid=field_uuid, text=text, expected_version=0, user=None, now=now
        )


def write_paper_of(query: StatusQuery, content: RoundContent, *, now: dt.datetime) -> None:
    """Fixed, and with the results of those consultations that have been held by the end of the invented past."""
    said = content.paper
    if said is None:
        return
    paper = write_paper(query=query, words=_words(said, timezone.localdate(now)), user=None, now=now)
    doubts = [doubt.code for doubt in check_paper(paper).doubts]
    paper = finalise_paper(paper=paper, accepted=doubts, version=paper.version, user=None, now=now)
    _record(paper, said, now=now)


def _words(said: Mapping[str, Any], closed_on: dt.date) -> Words:
    return Words(
        **{name: said[name] for name in FIELDS if name in said},
        dated_on=closed_on + dt.timedelta(days=said["dated_after_days"]),
        stops=tuple(
            Stop(
                station["committee"],
                closed_on + dt.timedelta(days=station["meeting_after_days"]),
                ConsultationRole(station["role"]),
            )
            for station in said["stations"]
        ),
    )


def _record(paper: CommitteeReport, said: Mapping[str, Any], *, now: dt.datetime) -> None:
    results = [station["result"] for station in said["stations"]]
    stations = paper.consultations.order_by("number").values_list("pk", flat=True)
    outcomes = {pk: Outcome(link="", result=result) for pk, result in zip(stations, results, strict=True)}
    record_outcome(paper=paper, link="", outcomes=outcomes, version=paper.version, user=None, now=now)
