"""What is frozen of a sheet: its texts, who is responsible, what it is to reach, when and with which means."""

from decimal import Decimal

from measures.models import SHEET_SECTIONS, Indicator, IndicatorValue, Measure, Resource, ReviewDate
from measures.wording import indicator_target, loose_date

from .questions import organisation_part
from .reported import Part, choice, iso_day


def measure_part(measure: Measure) -> Part:
    """With the confirmed values of each indicator as they were read, the oldest first."""
    field = measure.field_of_action
    return {
        "uuid": str(measure.uuid),
        "slug": measure.slug,
        "code": measure.code,
        "title": measure.title,
        "field": {
            "uuid": str(field.uuid),
            "number": field.number,
            "title": field.title,
            "short_title": field.short_title,
        },
        "goals": [
            {"uuid": str(goal.uuid), "title": goal.title, "field": str(goal.field_of_action.uuid)}
            for goal in measure.goals.all()
        ],
        "sections": {name: getattr(measure, name) for name in SHEET_SECTIONS},
        "responsible": [
            {
                "organisation": row.organisation
                and organisation_part(row.organisation.uuid, row.organisation.name),
                "role": row.get_role_display(),
                "wording": row.wording,
            }
            for row in measure.responsibilities.all()
        ],
        "duration": _duration(measure),
        "resources": [_resource(row) for row in measure.resources.all()],
        "reviews": [_review(row) for row in measure.review_dates.all()],
        "indicators": [_indicator(row) for row in measure.indicators.all()],
    }


def _duration(measure: Measure) -> Part:
    """The days, and the words that say no more than is known."""
    return {
        "wording": measure.duration_wording,
        "start_on": iso_day(measure.start_on),
        "start": loose_date(measure.start_on, measure.start_precision),
        "end_on": iso_day(measure.end_on),
        "end": loose_date(measure.end_on, measure.end_precision),
        "is_ongoing": measure.is_ongoing,
        "recurrence": choice(measure.recurrence, measure.get_recurrence_display()),
    }


def _resource(row: Resource) -> Part:
    return {
        "uuid": str(row.uuid),
        "kind": choice(row.kind, row.get_kind_display()),
        "wording": row.wording,
        "programme": row.programme,
        "amount": _plain(row.amount),
        "ends_on": iso_day(row.ends_on),
    }


def _review(row: ReviewDate) -> Part:
    return {
        "uuid": str(row.uuid),
        "kind": choice(row.kind, row.get_kind_display()),
        "planned_on": row.planned_on.isoformat(),
        "precision": row.precision,
        "planned": loose_date(row.planned_on, row.precision),
        "wording": row.wording,
        "held_on": iso_day(row.held_on),
    }


def _indicator(row: Indicator) -> Part:
    return {
        "uuid": str(row.uuid),
        "text": row.text,
        "kind": choice(row.kind, row.get_kind_display()),
        "target": indicator_target(row),
        "target_min": _plain(row.target_min),
        "target_max": _plain(row.target_max),
        "unit": row.unit,
        "values": [_value(value) for value in row.values.all()],
    }


def _value(row: IndicatorValue) -> Part:
    organisation = row.organisation
    return {
        "uuid": str(row.uuid),
        "as_of": row.as_of.isoformat(),
        "attainment": choice(row.attainment, row.get_attainment_display()),
        "value": _plain(row.value),
        "note": row.note,
        "organisation": organisation and organisation_part(organisation.uuid, organisation.name),
    }


def _plain(number: Decimal | None) -> str | None:
    return None if number is None else str(number)
