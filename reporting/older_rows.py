"""What rows of earlier schemas do not say, filled in when they are read, so that readers know one shape only.

Rows are never rewritten: what was frozen stays as it was frozen.
"""

from collections.abc import Iterable
from typing import Any

Part = dict[str, Any]

_HEAD_BEFORE_2: Part = {"own_questions": [], "organisations": []}
_QUERY_BEFORE_2: Part = {"covered_from": None, "covered_to": None, "grace_until": None, "reopened": []}
_ANSWER_BEFORE_2: Part = {"late": False, "own_answers": []}
_QUERY_BEFORE_3: Part = {"slug": ""}
_PREVIOUS_BEFORE_3: Part = {"uuid": None, "slug": ""}
_DURATION_BEFORE_3: Part = {
    "wording": "",
    "start_on": None,
    "start": "",
    "end_on": None,
    "end": "",
    "is_ongoing": False,
    "recurrence": None,
}


def complete_entry(part: Part) -> Part:
    """The public part of a published measure."""
    answers = [{**_ANSWER_BEFORE_2, **answer} for answer in part["answers"]]
    complete = {**part, "answers": answers}
    return {**complete, "measure": _complete_measure(part["measure"], complete)}


def complete_head(head: Part, entries: Iterable[Part]) -> Part:
    """With the Handlungsfelder that its complete `entries` name, where the row lists none.

    Where no entries were read, the figures of the row name them.
    """
    query = {**_QUERY_BEFORE_2, **_QUERY_BEFORE_3, **head["query"]}
    previous = head["previous"] and {**_PREVIOUS_BEFORE_3, **head["previous"]}
    fields = head.get("fields")
    return {
        **_HEAD_BEFORE_2,
        **head,
        "query": query,
        "previous": previous,
        "fields": _named_fields(head["figures"], entries) if fields is None else fields,
    }


def _complete_measure(measure: Part, entry: Part) -> Part:
    if "indicators" in measure:
        return measure
    field = measure["field"]["uuid"]
    wording = measure["sections"].get("duration_wording", "")
    return {
        **measure,
        "goals": [{"field": field, **goal} for goal in measure["goals"]],
        "resources": [],
        "reviews": [],
        "duration": {**_DURATION_BEFORE_3, "wording": wording},
        "indicators": _answered_indicators(entry),
    }


def _answered_indicators(entry: Part) -> list[Part]:
    """Rows before schema 3 know of an indicator what the approved answers say of it, no earlier series."""
    found: dict[str, Part] = {}
    for answer in [*entry["answers"], *entry["unasked"]]:
        for said in (answer["report"] or {}).get("indicators", []):
            indicator = found.setdefault(said["uuid"], _bare_indicator(said))
            if said["attainment"]:
                indicator["values"].append(_value(said, answer))
    for indicator in found.values():
        indicator["values"].sort(key=lambda value: value["as_of"])
    return list(found.values())


def _bare_indicator(said: Part) -> Part:
    known = {name: said[name] for name in ("uuid", "text", "target", "unit")}
    return {**known, "kind": None, "target_min": None, "target_max": None, "values": []}


def _value(said: Part, answer: Part) -> Part:
    return {
        "as_of": answer["report"]["as_of"],
        "attainment": said["attainment"],
        "value": said["value"],
        "note": said["note"],
        "organisation": answer["organisation"],
    }


def _named_fields(figures: Part, entries: Iterable[Part]) -> list[Part]:
    names = ("uuid", "number", "title", "short_title")
    fields: dict[str, Part] = {
        field["uuid"]: {**{name: field[name] for name in names}, "goals": []} for field in figures["fields"]
    }
    for entry in entries:
        measure = entry["measure"]
        field = fields.setdefault(measure["field"]["uuid"], {**measure["field"], "goals": []})
        known = {goal["uuid"] for goal in field["goals"]}
        field["goals"] += [goal for goal in measure["goals"] if goal["uuid"] not in known]
    return sorted(fields.values(), key=lambda field: int(field["number"]))
