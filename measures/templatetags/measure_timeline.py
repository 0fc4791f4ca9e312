"""The time line of measures for templates of the apps below, which know no measure."""

import datetime as dt
from collections.abc import Iterable

from django import template

from documents.charts import Chart
from measures import timeline
from measures.models import Measure

register = template.Library()


@register.simple_tag
def measures_timeline(measures: Iterable[Measure], today: dt.date) -> Chart | None:
    """`{% measures_timeline measures today as chart %}`; needs `for_table()` and `for_timeline()`."""
    return timeline.measures_timeline(measures, today=today)
