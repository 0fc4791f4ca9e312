"""A target for a part of a year is no line beside values that may count a whole one."""

from decimal import Decimal
from typing import Any

import pytest

from documents.charts import Chart
from reporting.report_charts import indicator_chart
from reporting.results import results_from
from tests.reporting.frozen_parts import make_entry, make_frozen, make_frozen_indicator


def make_chart(target: str) -> Chart:
    parts: dict[str, Any] = {"target": target, "target_min": "1", "unit": "Treffen"}
    indicator = make_frozen_indicator(("2025-09-30", "1", "partly"), ("2026-09-30", "2", "reached"), **parts)
    (found,) = results_from(
        make_frozen(make_entry(1, "planning", indicators=[indicator])), texts=(), against=None
    ).indicators
    assert found.target_min == Decimal(1)
    return indicator_chart(found)


@pytest.mark.parametrize("target", ["1 Treffen je Halbjahr", "mindestens 1 Treffen je Quartal"])
def test_a_target_for_a_part_of_a_year_is_said_in_words(target: str) -> None:
    chart = make_chart(target)
    assert "chart-target" not in chart.svg
    assert [entry.label for entry in chart.legend] == ["Treffen"]
    assert chart.note.startswith(f"Ziel: {target}. ")
    foot = chart.table.foot
    assert foot is not None
    assert foot.cells[0].text == target


@pytest.mark.parametrize("target", ["1 Treffen", "1 Treffen je Jahr"])
def test_any_other_target_is_a_line(target: str) -> None:
    chart = make_chart(target)
    assert "chart-target" in chart.svg
    assert chart.note == ""
