"""Small questions to one frozen measure, asked in several places."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from measures.models import Course
from reporting.frozen import FrozenReport, Part
from reporting.models import RequestState

from .content import MeasureRef, StatusCount


def ref(entry: Part) -> MeasureRef:
    measure = entry["measure"]
    return MeasureRef(
        uuid=measure["uuid"], code=measure["code"], title=measure["title"], slug=measure["slug"]
    )


def status_of(entry: Part) -> str:
    """Empty for „noch nicht abgefragt“."""
    return str(entry["status"]["status"]["value"]) if entry["status"] else ""


def is_delayed(entry: Part) -> bool:
    course = entry["status"] and entry["status"]["course"]
    return bool(course) and course["value"] == Course.DELAYED


def is_unchanged(entry: Part) -> bool:
    """Every organisation that was to answer confirmed that nothing has changed, and the KI approved it.

    A missing or unapproved answer confirms nothing.
    """
    required = [answer for answer in entry["answers"] if answer["state"] != RequestState.NOT_REQUIRED]
    return bool(required) and all(
        answer["report"] and answer["report"]["is_unchanged"] for answer in required
    )


def status_labels(report: FrozenReport) -> dict[str, str]:
    """All states in their order, with the labels of the day of the closing."""
    return {status["value"]: status["label"] for status in report.head["figures"]["total"]["statuses"]}


def count_statuses(entries: Iterable[Part], labels: dict[str, str]) -> list[StatusCount]:
    counts = Counter(status_of(entry) for entry in entries)
    return [StatusCount(value, label, counts[value]) for value, label in labels.items()]


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def percent(part: int, whole: int) -> int:
    """Rounded, but 100 only for all and 0 only for none."""
    if part in {0, whole}:
        return 100 if part else 0
    return min(99, max(1, round(100 * part / whole)))
