"""Reading what was frozen: the report of a query as page and files show it, without a living row beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Self
from uuid import UUID

from reporting.models import Addendum, Snapshot, SnapshotEntry

Part = dict[str, Any]

#: What rows of schema 1 do not say.
_HEAD_BEFORE_2: Part = {"own_questions": [], "organisations": []}
_QUERY_BEFORE_2: Part = {"covered_from": None, "covered_to": None, "grace_until": None, "reopened": []}
_ANSWER_BEFORE_2: Part = {"late": False, "own_answers": []}


@dataclass(frozen=True)
class FrozenReport:
    """The public parts of a snapshot, in the order of the concept, with what was said afterwards."""

    head: Part
    entries: list[Part]
    addenda: Sequence[Addendum] = ()

    @classmethod
    def of(cls, head: Part, parts: Iterable[Part], addenda: Sequence[Addendum] = ()) -> Self:
        """From the public parts as they are stored, or as they would be; rows of any schema."""
        query = {**_QUERY_BEFORE_2, **head["query"]}
        said = _by_measure(addenda)
        shown = [_with_all_answers(part) for part in parts if part["visible"]]
        for entry in shown:
            entry["addenda"] = said.get(entry["measure"]["uuid"], [])
        return cls({**_HEAD_BEFORE_2, **head, "query": query}, shown, addenda)

    @property
    def fields(self) -> Iterable[tuple[Part, list[Part]]]:
        """Each Handlungsfeld's figures with its measures."""
        figures = {field["uuid"]: field for field in self.head["figures"]["fields"]}
        for uuid, entries in groupby(self.entries, key=lambda entry: entry["measure"]["field"]["uuid"]):
            yield figures[uuid], list(entries)


def load_report(query_uuid: UUID) -> FrozenReport:
    """The last closing with its public addenda: three statements, however many measures."""
    head = Snapshot.objects.latest_of(query_uuid)
    parts = SnapshotEntry.objects.latest_of(query_uuid).values_list("public", flat=True)
    addenda = Addendum.objects.public().filter(query_uuid=query_uuid)
    return FrozenReport.of(head.public, parts, list(addenda))


def _with_all_answers(part: Part) -> Part:
    return {**part, "answers": [{**_ANSWER_BEFORE_2, **answer} for answer in part["answers"]]}


def _by_measure(addenda: Sequence[Addendum]) -> dict[str, list[Addendum]]:
    grouped: dict[str, list[Addendum]] = defaultdict(list)
    for addendum in addenda:
        grouped[str(addendum.measure_uuid)].append(addendum)
    return grouped
