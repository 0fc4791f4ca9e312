"""What moved between two queries, measure by measure; a measure is the same one whatever it is called."""

import datetime as dt
from collections import Counter, defaultdict

from reporting.frozen import FrozenReport, Part

from .carrying import carried_from
from .content import MeasureRef, Move, Movement, StatusCount
from .reading import ref, status_labels, status_of

#: From one Umsetzungsstand to another: the measures that went this way.
Ways = dict[tuple[str, str], list[MeasureRef]]


def movement_between(before: FrozenReport, after: FrozenReport) -> Movement:
    """From the earlier to the later report; measures are named as in the later one, dropped ones as in the earlier."""
    old, new = before.by_measure(), after.by_measure()
    ways = _ways(old, new)
    labels = status_labels(before), status_labels(after)
    query = before.head["query"]
    return Movement(
        title=query["title"],
        as_of=dt.date.fromisoformat(query["as_of"]),
        slug=query["slug"],
        moves=_moves(ways, *labels),
        before=_occurring(ways, labels[0], side=0),
        after=_occurring(ways, labels[1], side=1),
        added=[ref(entry) for uuid, entry in new.items() if uuid not in old],
        dropped=[ref(entry) for uuid, entry in old.items() if uuid not in new],
        carried={uuid: since for uuid, entry in new.items() if (since := carried_from(entry))},
    )


def _ways(old: dict[str, Part], new: dict[str, Part]) -> Ways:
    ways: Ways = defaultdict(list)
    for uuid, entry in new.items():
        if uuid in old:
            ways[status_of(old[uuid]), status_of(entry)].append(ref(entry))
    return dict(ways)


def _moves(ways: Ways, before: dict[str, str], after: dict[str, str]) -> list[Move]:
    """In the order of the states, so that the same ways always stand in the same place."""
    return [
        Move(start, before[start], end, after[end], ways[start, end])
        for start in before
        for end in after
        if (start, end) in ways
    ]


def _occurring(ways: Ways, labels: dict[str, str], *, side: int) -> list[StatusCount]:
    counts: Counter[str] = Counter()
    for way, measures in ways.items():
        counts[way[side]] += len(measures)
    return [StatusCount(value, label, counts[value]) for value, label in labels.items() if counts[value]]
