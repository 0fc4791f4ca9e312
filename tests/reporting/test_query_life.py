"""Whatever happens in a query's life, in whatever order, its promises hold after every step."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reporting.life import QueryLife

pytestmark = pytest.mark.django_db
HEALTH = list(HealthCheck)


def live(*, lives: int, steps: int) -> None:
    bounds = settings(
        max_examples=lives,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=HEALTH,
        database=None,
        derandomize=False,
        print_blob=True,
    )
    run_state_machine_as_test(QueryLife, settings=bounds)


def test_promises_hold_after_every_step() -> None:
    live(lives=12, steps=20)


@pytest.mark.proof
def test_promises_hold_after_every_step_of_many_lives() -> None:
    live(lives=200, steps=40)
