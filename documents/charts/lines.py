"""The values of an indicator over the years, with what is to be reached."""

from collections.abc import Sequence

from .model import Chart, SeriesPoint, Target


def series(
    *,
    name: str,
    title: str,
    points: Sequence[SeriesPoint],
    unit: str = "",
    target: Target | None = None,
    rtl: bool | None = None,
) -> Chart:
    """Points without a number stand in the table only; at least one has to have a number."""
    raise NotImplementedError
