"""Loose dates, review dates and targets read as exactly as they are known."""

import datetime as dt

import pytest

from measures.models import Indicator, ReviewDate
from measures.wording import indicator_target, loose_date, review_state

TODAY = dt.date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "precision", "words"),
    [
        (dt.date(2017, 1, 1), "year", "2017"),
        (dt.date(2017, 6, 30), "mid_year", "Mitte 2017"),
        (dt.date(2017, 12, 31), "end_of_year", "Ende 2017"),
        (dt.date(2016, 10, 1), "month", "Oktober 2016"),
        (dt.date(2016, 10, 1), "months", "ungefähr Oktober 2016"),
        (dt.date(2016, 10, 5), "day", "5. Oktober 2016"),
        (None, "", ""),
    ],
)
def test_loose_date(day: dt.date | None, precision: str, words: str) -> None:
    assert loose_date(day, precision) == words


@pytest.mark.parametrize(
    ("planned", "held", "words"),
    [
        (dt.date(2019, 12, 31), None, "vorgesehen für 2019, nicht bestätigt"),
        (dt.date(2026, 12, 31), None, "vorgesehen für 2026"),
        (dt.date(2019, 12, 31), dt.date(2020, 2, 3), "durchgeführt am 3. Februar 2020"),
    ],
)
def test_review_state(planned: dt.date, held: dt.date | None, words: str) -> None:
    review = ReviewDate(kind="review", planned_on=planned, precision="year", held_on=held)
    assert review_state(review, on=TODAY) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "number", "target_min": "50.00", "unit": "Personen"}, "50 Personen"),
        ({"kind": "range", "target_min": "10", "target_max": "15"}, "10 bis 15"),
        ({"kind": "at_least", "target_min": "2", "unit": "Treffen"}, "mindestens 2 Treffen"),
        ({"kind": "all_of", "target_min": "6", "unit": "Sprachträger"}, "alle 6 Sprachträger"),
        (
            {"kind": "per_period", "target_min": "1", "unit": "Treffen", "period": "quarter"},
            "1 Treffen je Quartal",
        ),
        ({"kind": "number", "target_min": "12.50"}, "12,5"),
        ({"kind": "trend", "unit": "Klicks"}, ""),
        ({"kind": "fact"}, ""),
    ],
)
def test_indicator_target(values: dict[str, str], words: str) -> None:
    indicator = Indicator(**values)
    indicator.clean_fields(exclude=["measure", "number", "text"])
    assert indicator_target(indicator) == words
