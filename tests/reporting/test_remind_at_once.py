"""Two timers at once: the lock lets one go first, and the other finds everything done."""

import threading

import pytest
from django.db import connection

from reporting.models import OutboxMail, ReminderSent, StatusQuery
from reporting.services.outbox import Letter
from tests.reporting.reminding import THIRD, at, make_running, run

pytestmark = pytest.mark.django_db(transaction=True)
TIMERS = 4


def run_at_once(query: StatusQuery) -> list[list[Letter]]:
    barrier, outcomes = threading.Barrier(TIMERS), []

    def work() -> None:
        try:
            barrier.wait(timeout=20)
            outcomes.append(run(query, at(*THIRD)))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(TIMERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.parametrize("distance", [0, 3])
def test_each_person_is_reminded_once(distance: int) -> None:
    query = make_running(3, reminder_distance=distance)
    outcomes = run_at_once(query)
    assert sorted(map(len, outcomes)) == [0, 0, 0, 3]
    assert OutboxMail.objects.filter(kind="reminder").count() == 3
    assert ReminderSent.objects.count() == 3
