"""Bars: state per row, stacked, and how many of those who were asked have answered."""

from collections.abc import Sequence

from .model import Chart, Key, Rate, StackRow


def stacked_bars(
    *,
    name: str,
    title: str,
    keys: Sequence[Key],
    rows: Sequence[StackRow],
    row_heading: str,
    extra_headings: Sequence[str] = (),
    rtl: bool | None = None,
) -> Chart:
    """One bar per row, as long as its total; `extra_headings` head the rows' further numbers in the table."""
    raise NotImplementedError


def response_rate(
    *, name: str, title: str, rates: Sequence[Rate], row_heading: str, rtl: bool | None = None
) -> Chart:
    """One bar per organisation or Handlungsfeld, or a single one, each as long as a hundred per cent."""
    raise NotImplementedError
