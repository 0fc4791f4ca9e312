"""What a new Vorlage begins with: words of the portal, or those of an earlier paper with its days moved on."""

import re
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.models import CommitteeReport, StatusQuery

from .words import Words, words_of

LONG_DAY, SHORT_DAY = "j. F Y", "d.m.Y"
DATE = r"\d{1,2}\.\s*(?:\d{1,2}\.|\w+ )\d{4}"


def suggested_words(query: StatusQuery) -> Words:
    """Subject and draft decision of a paper that only takes note; everything can be changed."""
    named = {"concept": query.concept.title, "day": date_format(query.as_of, LONG_DAY)}
    return Words(
        subject=_("%(concept)s: Bericht zum Umsetzungsstand vom %(day)s") % named,
        draft_decision=_(
            "Das Gremium nimmt den Bericht zum Umsetzungsstand vom %(day)s (%(concept)s) zur Kenntnis."
        )
        % named,
    )


def words_again(paper: CommitteeReport, query: StatusQuery) -> Words:
    """An earlier paper's words for this query: the Stichtag and the year are those of the new one.

    Number, dates and the address belong to the earlier paper alone; so do the results of its consultations.
    """
    words = words_of(paper)
    texts = ("subject", "draft_decision", "financial_impact", "reasoning", "annexes")
    moved = {name: _moved(getattr(words, name), paper.query, query) for name in texts}
    stops = tuple(replace(stop, meeting_on=None, kept=None) for stop in words.stops)
    return replace(words, number="", dated_on=None, link="", stops=stops, **moved)


def _moved(text: str, before: StatusQuery, after: StatusQuery) -> str:
    for form in (LONG_DAY, SHORT_DAY):
        text = text.replace(date_format(before.as_of, form), date_format(after.as_of, form))
    if before.year == before.concept.year:
        # The year is the concept's name too.
        return text
    year = str(before.year)
    # Not within a date: „am 3. Mai 2025“ stays what it was.
    return re.sub(
        rf"{DATE}|\b{year}\b", lambda found: str(after.year) if found[0] == year else found[0], text
    )
