"""Reading what was frozen: the report of a query as page and files show it, without a living row beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.db.models import Q

from reporting.models import Addendum, Snapshot, SnapshotEntry

from .older_rows import Part, complete_entry, complete_head

__all__ = ["FrozenReport", "Part", "load_outlines", "load_report"]


@dataclass(frozen=True)
class FrozenReport:
    """The public parts of a snapshot, in the order of the concept, with what was said afterwards."""

    head: Part
    entries: list[Part]
    addenda: Sequence[Addendum] = ()

    @classmethod
    def of(cls, head: Part, parts: Iterable[Part], addenda: Sequence[Addendum] = ()) -> Self:
        """From the public parts as they are stored, or as they would be; rows of any schema."""
        said = _by_measure(addenda)
        shown = [complete_entry(part) for part in parts if part["visible"]]
        for entry in shown:
            entry["addenda"] = said.get(entry["measure"]["uuid"], [])
        return cls(complete_head(head, shown), shown, addenda)

    def by_measure(self) -> dict[str, Part]:
        """The entries by the key of their measure."""
        return {entry["measure"]["uuid"]: entry for entry in self.entries}


def load_report(query_uuid: UUID) -> FrozenReport:
    """The last closing with its public addenda: three statements, however many measures."""
    head = Snapshot.objects.latest_of(query_uuid)
    parts = SnapshotEntry.objects.latest_of(query_uuid).values_list("public", flat=True)
    addenda = Addendum.objects.public().filter(query_uuid=query_uuid)
    return FrozenReport.of(head.public, parts, list(addenda))


def load_outlines(query_uuids: Sequence[UUID]) -> list[FrozenReport]:
    """The last closings of several queries in the given order, without texts and addenda: enough to compare them.

    Two statements in all; the rows are read one after the other, so that many years take little memory.
    """
    heads = Snapshot.objects.filter(query_uuid__in=query_uuids).order_by("round")
    latest = {head.query_uuid: head for head in heads}
    wanted = Q(pk__in=[])
    for head in latest.values():
        wanted |= Q(query_uuid=head.query_uuid, round=head.round)
    parts: dict[UUID, list[Part]] = defaultdict(list)
    rows = SnapshotEntry.objects.filter(wanted, public__visible=True).order_by("query_uuid", "position")
    for uuid, public in rows.values_list("query_uuid", "public").iterator():
        parts[uuid].append(_outline(complete_entry(public)))
    return [FrozenReport.of(latest[uuid].public, parts[uuid]) for uuid in query_uuids]


def _outline(entry: Part) -> Part:
    """What is counted and compared of a measure; what was written about it stays in its own report."""
    measure = {
        name: part for name, part in entry["measure"].items() if name not in {"sections", "responsible"}
    }
    answers = [{"state": answer["state"], "late": answer["late"]} for answer in entry["answers"]]
    return {
        "visible": True,
        "measure": measure,
        "status": entry["status"],
        "previous": entry["previous"],
        "answers": answers,
        "unasked": [{"organisation": said["organisation"], "report": None} for said in entry["unasked"]],
    }


def _by_measure(addenda: Sequence[Addendum]) -> dict[str, list[Addendum]]:
    grouped: dict[str, list[Addendum]] = defaultdict(list)
    for addendum in addenda:
        grouped[str(addendum.measure_uuid)].append(addendum)
    return grouped
