"""The report in a few plain sentences: only what was counted, no judgement."""

from collections.abc import Iterator

from .content import Results


def summarise(results: Results) -> Iterator[str]:
    yield from ()
