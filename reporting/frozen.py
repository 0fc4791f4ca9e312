"""Reading what was frozen: the report of a query as page and files show it, without a living row beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from reporting.models import Snapshot, SnapshotEntry

Part = dict[str, Any]


@dataclass(frozen=True)
class FrozenReport:
    """The public parts of a snapshot, in the order of the concept."""

    head: Part
    entries: list[Part]

    @property
    def fields(self) -> Iterable[tuple[Part, list[Part]]]:
        """Each Handlungsfeld's figures with its measures."""
        figures = {field["uuid"]: field for field in self.head["figures"]["fields"]}
        for uuid, entries in groupby(self.entries, key=lambda entry: entry["measure"]["field"]["uuid"]):
            yield figures[uuid], list(entries)


def load_report(query_uuid: UUID) -> FrozenReport:
    """Two statements, however many measures."""
    head = Snapshot.objects.values_list("public", flat=True).get(query_uuid=query_uuid)
    parts = SnapshotEntry.objects.filter(query_uuid=query_uuid).values_list("public", flat=True)
    return FrozenReport(head, [part for part in parts if part["visible"]])
