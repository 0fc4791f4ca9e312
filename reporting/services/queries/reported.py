"""What is frozen of one report: its axes with their labels, texts, and the answers to indicators and steps.

The Sachstand stands there as the public reads it; where the KI edited it, the internal part holds both versions.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from measures.models import Indicator, Measure, MeasureStatus, Step
from measures.wording import indicator_target
from reporting.models import IndicatorAnswer, ProgressReport

#: A piece of frozen JSON.
Part = dict[str, Any]


def report_part(report: ProgressReport, measure: Measure) -> Part:
    answers = {answer.indicator_id: answer for answer in report.indicator_answers.all()}
    done = {answer.step_id: answer.is_done for answer in report.step_answers.all()}
    return {
        "uuid": str(report.uuid),
        **axes(report),
        "text": report.shown_text,
        "experiences": report.experiences,
        "next_steps": report.next_steps,
        "resources": report.resources,
        "is_unchanged": report.is_unchanged,
        "on_behalf": report.on_behalf,
        "self_approved": bool(report.self_approval_reason),
        "submitted_on": _day(report.submitted_at),
        "approved_on": _day(report.approved_at),
        "indicators": [_indicator(each, answers.get(each.pk)) for each in measure.indicators.all()],
        "steps": [_step(each, done.get(each.pk)) for each in measure.steps.all()],
    }


def axes(row: MeasureStatus | ProgressReport) -> Part:
    """The axes, each value with the label of today."""
    return {
        "as_of": row.as_of.isoformat(),
        "status": choice(row.status, row.get_status_display()),
        "course": choice(row.course, row.get_course_display()),
        "delay_reason": choice(row.delay_reason, row.get_delay_reason_display()),
        "countermeasure": row.countermeasure,
        "new_date": iso_day(row.new_date),
    }


def wordings(report: ProgressReport) -> Part | None:
    """Both versions of an edited Sachstand; None where the organisation's own words are shown."""
    if not report.public_text:
        return None
    return {"written": report.text, "published": report.public_text}


def _indicator(indicator: Indicator, answer: IndicatorAnswer | None) -> Part:
    """With the target as it stands today; an indicator without an answer is marked by the missing attainment."""
    part: Part = {
        "uuid": str(indicator.uuid),
        "text": indicator.text,
        "target": indicator_target(indicator),
        "unit": indicator.unit,
    }
    if answer is None:
        return {**part, "attainment": None, "value": None, "note": ""}
    return {
        **part,
        "attainment": choice(answer.attainment, answer.get_attainment_display()),
        "value": None if answer.value is None else str(answer.value),
        "note": answer.note,
    }


def _step(step: Step, is_done: bool | None) -> Part:
    return {"uuid": str(step.uuid), "text": step.text, "is_done": is_done}


def iso_day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def choice(value: str, label: object) -> Part | None:
    """A chosen value with the label of today; None where nothing was chosen."""
    return {"value": value, "label": str(label)} if value else None


def _day(moment: dt.datetime | None) -> str | None:
    """The local day: what is approved at half past midnight counts for the new day."""
    return timezone.localdate(moment).isoformat() if moment else None
