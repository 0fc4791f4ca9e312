"""What a reader should notice at once: delays, means that run out, reviews that nobody has confirmed."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from reporting.frozen import Part

from .content import Delay, Funding, Review
from .reading import day, is_delayed, ref


def delays(entries: Iterable[Part], *, as_of: dt.date) -> list[Delay]:
    return [_delay(entry, as_of) for entry in entries if is_delayed(entry)]


def funding_running_out(entries: Iterable[Part], *, as_of: dt.date) -> list[Funding]:
    """Ended by the Stichtag, or within a year after it: time enough to apply again; the earliest end first."""
    limit = a_year_after(as_of)
    found = [means for entry in entries for means in _limited_means(entry, as_of) if means.ends_on <= limit]
    return sorted(found, key=lambda means: means.ends_on)


def reviews_due(entries: Iterable[Part], *, as_of: dt.date) -> list[Review]:
    """Planned up to the Stichtag and not confirmed as held by the closing; the earliest first."""
    found = [review for entry in entries for review in _open_reviews(entry) if review.planned_on <= as_of]
    return sorted(found, key=lambda review: review.planned_on)


def a_year_after(start: dt.date) -> dt.date:
    """The same day of the next year; after the 29 February the last one of the month."""
    try:
        return start.replace(year=start.year + 1)
    except ValueError:
        return dt.date(start.year + 1, 2, 28)


def _delay(entry: Part, as_of: dt.date) -> Delay:
    status = entry["status"]
    reason, new_date = status["delay_reason"], day(status["new_date"])
    return Delay(
        measure=ref(entry),
        reason=reason["label"] if reason else "",
        countermeasure=status["countermeasure"],
        new_date=new_date,
        as_of=dt.date.fromisoformat(status["as_of"]),
        has_passed=new_date is not None and new_date < as_of,
    )


def _limited_means(entry: Part, as_of: dt.date) -> Iterator[Funding]:
    for resource in entry["measure"]["resources"]:
        ends_on = day(resource["ends_on"])
        if ends_on:
            yield Funding(
                measure=ref(entry),
                wording=resource["wording"],
                programme=resource["programme"],
                amount=Decimal(resource["amount"]) if resource["amount"] else None,
                ends_on=ends_on,
                has_ended=ends_on <= as_of,
            )


def _open_reviews(entry: Part) -> Iterator[Review]:
    for review in entry["measure"]["reviews"]:
        if review["held_on"] is None:
            yield Review(
                measure=ref(entry),
                kind=review["kind"]["label"],
                planned_on=dt.date.fromisoformat(review["planned_on"]),
                planned=review["planned"],
                state=_("vorgesehen für %(date)s, nicht bestätigt") % {"date": review["planned"]},
            )
