"""How many answers were asked for and came, counted over frozen measures."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.frozen import Part
from reporting.models import RequestState

from .content import Missing
from .reading import ref

#: What a missing answer is called in what is frozen, whatever the state of its request (`queries.content`).
MISSING = "missing"


@dataclass(frozen=True)
class AnswerCounts:
    """`answered` and `missing` together are `asked`."""

    asked: int
    answered: int
    approved: int
    missing: int
    late: int


def count_answers(entries: Iterable[Part]) -> AnswerCounts:
    answers = [answer for entry in entries for answer in entry["answers"]]
    states = Counter(answer["state"] for answer in answers)
    asked = states.total() - states[RequestState.NOT_REQUIRED]
    return AnswerCounts(
        asked=asked,
        answered=asked - states[MISSING],
        approved=states[RequestState.APPROVED],
        missing=states[MISSING],
        late=sum(answer["late"] for answer in answers),
    )


def answers_in(state: str, entries: Iterable[Part]) -> Iterator[Missing]:
    for entry in entries:
        for answer in entry["answers"]:
            if answer["state"] == state:
                yield Missing(ref(entry), answer["organisation"]["name"], answer["label"])
