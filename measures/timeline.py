"""When measures run, as a time line: beginning, end, planned and held reviews, and today."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from documents.charts import Chart, Key, Mark, Span, timeline

from .definitions import NOT_ASKED, NOT_ASKED_LABEL
from .models import OVER, Course, ImplementationStatus, Measure, ReviewDate
from .wording import loose_date

#: More rows than this are a list to search in, no picture.
MOST_ROWS = 40


def measures_timeline(measures: Iterable[Measure], *, today: dt.date) -> Chart | None:
    """Needs `with_current_status()` and `for_timeline()`; None where no date is known or there are too many rows."""
    shown = list(measures)
    dated = [measure for measure in shown if _has_dates(measure)]
    if not dated or len(dated) > MOST_ROWS:
        return None
    return timeline(
        name="zeitplan",
        title=_("Laufzeiten und Überprüfungen der Maßnahmen"),
        spans=[_span(measure) for measure in dated],
        keys=[Key(str(status), str(status.label)) for status in ImplementationStatus]
        + [Key(NOT_ASKED, str(NOT_ASKED_LABEL))],
        row_heading=_("Maßnahme"),
        state_heading=_("Umsetzungsstand"),
        today=today,
        undated=[_label(measure) for measure in shown if measure not in dated],
    )


def _has_dates(measure: Measure) -> bool:
    return bool(
        measure.start_on
        or measure.end_on
        or measure.is_ongoing
        or measure.review_dates.all()
        or _new_ends(measure)
    )


def _label(measure: Measure) -> str:
    return f"{measure.code} {measure.title}"


def _span(measure: Measure) -> Span:
    status, as_of = measure.current_status, measure.current_as_of  # type: ignore[attr-defined]
    return Span(
        label=_label(measure),
        code=status or NOT_ASKED,
        state=str(ImplementationStatus(status).label if status else NOT_ASKED_LABEL),
        starts_on=measure.start_on,
        ends_on=measure.end_on,
        is_ongoing=measure.is_ongoing,
        marks=[*map(_mark, measure.review_dates.all()), *_new_ends(measure)],
        href=measure.get_absolute_url(),
        starts=loose_date(measure.start_on, measure.start_precision),
        ends=loose_date(measure.end_on, measure.end_precision),
        over_on=as_of if status in OVER else None,
    )


def _new_ends(measure: Measure) -> list[Mark]:
    new_date = measure.current_new_date  # type: ignore[attr-defined]
    is_late = measure.current_course == Course.DELAYED  # type: ignore[attr-defined]
    return [Mark(new_date, _("neuer Termin"), is_new_end=True)] if new_date and is_late else []


def _mark(review: ReviewDate) -> Mark:
    label = str(review.get_kind_display())
    if review.held_on:
        return Mark(review.held_on, label, is_done=True)
    planned = _("vorgesehen für %(date)s") % {"date": loose_date(review.planned_on, review.precision)}
    return Mark(review.planned_on, label, words=planned)
