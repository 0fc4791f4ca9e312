"""Two colleagues hand in the last two answers at the same moment: the organisation is thanked, and once."""

import threading
import time

import pytest
from django.db import connection, transaction

from reporting.models import MailKind, OutboxMail, ProgressReport
from reporting.services.reports import submit

from .rounds import LATER, answer
from .workbooks import make_asked

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_two_last_answers_thanks() -> None:
    asked = make_asked(measures=2)
    first, second = (
        answer(request, "draft", submitted_at=None, course="on_track")
        for request in asked.query.requests.all()
    )
    failed: list[Exception] = []

    def hand_in(report: ProgressReport) -> None:
        submit(report=report, expected_version=report.version, user=asked.owner, now=LATER)

    def work() -> None:
        try:
            hand_in(second)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    with transaction.atomic():
        hand_in(first)
        thread.start()
        time.sleep(0.3)
    thread.join()
    assert failed == []
    assert OutboxMail.objects.filter(kind=MailKind.THANKS, recipient=asked.owner.email).count() == 1
