"""Frozen rows as earlier releases wrote them, made from those of today by leaving out what came later."""

import datetime as dt

from reporting.models import Snapshot, StatusQuery
from reporting.services.queries.freezing import SCHEMA_VERSION, Composed, compose

HEAD_OF_3 = ("fields",)
QUERY_OF_3 = ("slug",)
PREVIOUS_OF_3 = ("uuid", "slug")
MEASURE_OF_3 = ("duration", "resources", "reviews", "indicators")
HEAD_OF_2 = ("own_questions", "organisations")
QUERY_OF_2 = ("covered_from", "covered_to", "grace_until", "reopened")
ANSWER_OF_2 = ("late", "own_answers")


def close_as_of_schema(version: int, query: StatusQuery, *, now: dt.datetime) -> StatusQuery:
    """Closed and published as a release did that wrote rows of this schema; of a query without hidden measures."""
    assert SCHEMA_VERSION == 3
    composed = compose(query, now=now)
    _forget_3(composed)
    if version == 1:
        _forget_2(composed)
    for entry in composed.entries:
        entry.save()
    internal = composed.internal if version > 1 else {"hidden_measures": composed.internal["hidden_measures"]}
    Snapshot.objects.create(
        query_uuid=query.uuid,
        schema_version=version,
        frozen_at=now,
        public=composed.head,
        internal=internal,
        sha256="",
    )
    query.state, query.closed_at, query.published_at = "published", now, now
    query.save()
    return query


def _forget_3(composed: Composed) -> None:
    _forget(composed.head, HEAD_OF_3)
    _forget(composed.head["query"], QUERY_OF_3)
    if composed.head["previous"]:
        _forget(composed.head["previous"], PREVIOUS_OF_3)
    for entry in composed.entries:
        _forget(entry.public["measure"], MEASURE_OF_3)
        for goal in entry.public["measure"]["goals"]:
            _forget(goal, ("field",))


def _forget_2(composed: Composed) -> None:
    _forget(composed.head, HEAD_OF_2)
    _forget(composed.head["query"], QUERY_OF_2)
    for entry in composed.entries:
        for answer in entry.public["answers"]:
            _forget(answer, ANSWER_OF_2)


def _forget(part: dict[str, object], names: tuple[str, ...]) -> None:
    for name in names:
        del part[name]
