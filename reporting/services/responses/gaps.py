"""The report of a query that still runs: what is missing stands where the answer will stand."""

from collections.abc import Iterable
from typing import Any

from reporting.models import RequestState, SnapshotEntry

Part = dict[str, Any]

#: Where no approved answer is to be expected, nothing is missing.
_NO_GAP = {RequestState.APPROVED, RequestState.NOT_REQUIRED}


def with_gaps(entries: Iterable[SnapshotEntry]) -> list[Part]:
    """Public parts in which each answer that is not approved says exactly how far it is, for the KI only."""
    return [_with_gaps(entry.public, entry.internal) for entry in entries]


def _with_gaps(public: Part, internal: Part) -> Part:
    if not public["visible"]:
        return public
    known = {answer["uuid"]: answer for answer in internal["answers"]}
    return {**public, "answers": [_answer(answer, known[answer["uuid"]]) for answer in public["answers"]]}


def _answer(answer: Part, known: Part) -> Part:
    if known["state"]["value"] in _NO_GAP:
        return answer
    return {**answer, "gap": {**known["state"], "deadline": known["deadline"]}}
