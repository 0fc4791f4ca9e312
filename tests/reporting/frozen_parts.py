"""Frozen parts as they are stored, made without a database, for tests of what is computed from them."""

import datetime as dt
from itertools import count
from typing import Any
from uuid import UUID

from measures.models import Attainment, DelayReason, ImplementationStatus
from reporting.frozen import FrozenReport, Part
from reporting.services.queries.figures import all_figures

STICHTAG = dt.date(2026, 9, 30)
FIELDS: list[Part] = [
    {
        "uuid": str(UUID(int=number)),
        "number": number,
        "title": f"Handlungsfeld {number}",
        "short_title": f"Feld {number}",
    }
    for number in (1, 2, 3)
]
_serial = count(1000)


def make_entry(uuid: int | None = None, status: str = "", *, field: int = 1, **parts: Any) -> Part:
    """A published measure; `parts` name what is special in its sheet, `delayed` a reason, `answers` the answers."""
    number = next(_serial) if uuid is None else uuid
    reason = parts.pop("delayed", None)
    answers = parts.pop("answers", [])
    measure: Part = {
        "uuid": str(UUID(int=number)),
        "slug": f"massnahme-{number}",
        "code": f"{field}.{number}",
        "title": f"Maßnahme {number}",
        "field": FIELDS[field - 1],
        "goals": [],
        "sections": {},
        "responsible": [],
        "duration": {},
        "resources": [],
        "reviews": [],
        "indicators": [],
    }
    return {
        "visible": True,
        "measure": {**measure, **parts},
        "status": _status(status, reason) if status else None,
        "previous": None,
        "answers": answers,
        "unasked": [],
    }


def make_answer(state: str = "approved", *, is_unchanged: bool = False, late: bool = False) -> Part:
    number = next(_serial)
    report = {"is_unchanged": is_unchanged, "indicators": []} if state == "approved" else None
    return {
        "uuid": str(UUID(int=number)),
        "organisation": {"uuid": str(UUID(int=number)), "name": f"Verein {number}"},
        "role": "Federführung",
        "state": state,
        "label": {"missing": "keine Antwort"}.get(state, state),
        "late": late,
        "own_answers": [],
        "report": report,
    }


def make_frozen_indicator(*points: tuple[str, str | None, str], **parts: Any) -> Part:
    """Each point: as of when, which value, which attainment."""
    values = [
        {
            "as_of": as_of,
            "value": value,
            "attainment": {"value": attained, "label": str(Attainment(attained).label)},
            "note": "",
            "organisation": None,
        }
        for as_of, value, attained in points
    ]
    number = next(_serial)
    base = {
        "uuid": str(UUID(int=number)),
        "text": f"Teilziel {number}",
        "target": "",
        "unit": "",
        "kind": None,
    }
    return {**base, "target_min": None, "target_max": None, "values": values, **parts}


def make_resource_part(ends_on: str | None) -> Part:
    return {"wording": "Projektstelle", "programme": "KOMM-AN", "amount": "1200.00", "ends_on": ends_on}


def make_review_part(planned_on: str, held_on: str | None = None) -> Part:
    kind = {"value": "review", "label": "Überprüfung"}
    return {"kind": kind, "planned_on": planned_on, "planned": planned_on[:4], "held_on": held_on}


def make_frozen(*entries: Part, **query: Any) -> FrozenReport:
    head = {
        "query": {
            "uuid": str(UUID(int=1)),
            "slug": "2026",
            "title": "Statusabfrage 2026",
            "kind": "jährliche Abfrage",
            "year": 2026,
            "as_of": STICHTAG.isoformat(),
            "covered_from": None,
            "covered_to": None,
            "due_on": "2026-10-31",
            "grace_until": None,
            "closed_on": "2026-11-02",
            "reopened": [],
            "is_demo": False,
            **query,
        },
        "previous": None,
        "concept": {"uuid": str(UUID(int=2)), "title": "Konzept", "municipality": "Stadt", "year": 2018},
        "questions": {},
        "own_questions": [],
        "sections": {},
        "organisations": [],
        "fields": [{**field, "goals": _goals(field, entries)} for field in FIELDS],
        "figures": all_figures(entries),
    }
    return FrozenReport.of(head, entries)


def _goals(field: Part, entries: tuple[Part, ...]) -> list[Part]:
    """Of each Handlungsfeld one Leitziel that nobody assigned, and those that the measures name."""
    named = {goal["uuid"]: goal for entry in entries for goal in entry["measure"]["goals"]}
    own = [goal for goal in named.values() if goal["field"] == field["uuid"]]
    return [*own, {"uuid": f"frei-{field['number']}", "title": "Niemandem zugeordnet"}]


def _status(status: str, reason: str | None) -> Part:
    return {
        "as_of": STICHTAG.isoformat(),
        "status": {"value": status, "label": str(ImplementationStatus(status).label)},
        "course": {"value": "delayed", "label": "verzögert"} if reason else None,
        "delay_reason": reason and {"value": reason, "label": str(DelayReason(reason).label)},
        "countermeasure": "Die Stelle ist ausgeschrieben." if reason else "",
        "new_date": "2027-03-31" if reason else None,
    }
