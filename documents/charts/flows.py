"""Movement between two queries: two columns of states, and ribbons from one to the other."""

from collections.abc import Sequence

from .model import Chart, Flow, Key


def movement(
    *,
    name: str,
    title: str,
    before_title: str,
    after_title: str,
    keys: Sequence[Key],
    flows: Sequence[Flow],
    rtl: bool | None = None,
) -> Chart:
    """`keys` give the order of the states in both columns; the table is the matrix from rows to columns."""
    raise NotImplementedError
