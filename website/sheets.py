"""The Steckbrief of a measure: one page, whatever the sheet holds."""

import datetime as dt
import logging
import re
from dataclasses import dataclass
from html import unescape

from django.conf import settings
from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import strip_tags

from documents.pdf import Pdf, PdfError, Place, fingerprint, place
from measures.models import ASKED_ROLES, Indicator, IndicatorValue, Measure, Responsibility
from measures.wording import indicator_target
from reporting.models import ProgressReport
from safety.richtext import render

logger = logging.getLogger(__name__)

CACHE = "documents"
#: What nobody asks for any more is forgotten, and after so long even an unchanged sheet shows a newer day.
KEPT_SECONDS = 2 * 24 * 60 * 60
#: What could not be made is not tried again at every request.
FAILED_SECONDS = 5 * 60
#: Kept instead of the PDF where none came out.
FAILED = b""
YEAR = dt.timedelta(days=365)
_BLOCK_END = re.compile(r"</(?:p|li|h[2-4]|blockquote)>")
_SIGNS = (".", ",", ";", ":", "!", "?")


@dataclass(frozen=True)
class Room:
    """How much of the long parts stands on the page: letters of a text, and numbers of rows and Sachstände."""

    text: int
    note: int
    row: int
    rows: int
    reports: int


#: The first fits nearly every sheet. The last fits any.
ROOMS = [Room(900, 350, 190, 8, 3), Room(450, 300, 110, 6, 1), Room(180, 80, 60, 3, 1)]


@dataclass(frozen=True)
class Shown:
    """A part of the sheet as far as there is room; `is_cut` leads to the page."""

    text: str
    is_cut: bool


@dataclass(frozen=True)
class IndicatorRow:
    text: Shown
    target: str
    value: IndicatorValue | None


@dataclass(frozen=True)
class Said:
    """A Sachstand; who says it stands beside it."""

    report: ProgressReport
    text: Shown


@dataclass(frozen=True)
class Sheet:
    title: Shown
    objective: Shown
    duration: Shown
    resources: Shown
    countermeasure: Shown
    responsible: list[Responsibility]
    more_responsible: int
    indicators: list[IndicatorRow]
    more_indicators: int
    said: list[Said]
    more_said: int


class SheetError(Exception):
    """There is none for some minutes; the reason is in the log."""


def measure_sheet(measure: Measure, *, on: dt.date) -> bytes:
    """Needs `with_sheet()`. Kept by its content; raises `NoPlaceError` where too many are made, or `SheetError`."""
    # Whatever stands on a page with less room stands on this one as well. The day is left out: otherwise all sheets
    # would have to be made anew every midnight.
    key = fingerprint(_html(measure, ROOMS[0], on=None))
    kept: bytes | None = caches[CACHE].get(key)
    if kept is None:
        with place() as here:
            # Somebody else may have made it meanwhile.
            kept = caches[CACHE].get(key)
            if kept is None:
                kept = _keep(key, measure, here, on=on)
    if kept == FAILED:
        raise SheetError
    return kept


def _keep(key: str, measure: Measure, here: Place, *, on: dt.date) -> bytes:
    try:
        pdf = _of_one_page(measure, here, on=on)
    except PdfError:
        logger.exception("no Steckbrief of %s", measure.slug)
        caches[CACHE].set(key, FAILED, FAILED_SECONDS)
        return FAILED
    caches[CACHE].set(key, pdf.content, KEPT_SECONDS)
    return pdf.content


def _of_one_page(measure: Measure, here: Place, *, on: dt.date) -> Pdf:
    created = timezone.make_aware(dt.datetime.combine(on, dt.time()))
    for room in ROOMS:
        pdf = here.make(_html(measure, room, on=on), created=created)
        if pdf.pages == 1:
            return pdf
    logger.error("the Steckbrief of %s has %s pages", measure.slug, pdf.pages)
    return pdf


def _html(measure: Measure, room: Room, *, on: dt.date | None) -> str:
    context = {
        "measure": measure,
        "current": measure.current,
        "sheet": _sheet(measure, room),
        "address": f"{settings.SITE_URL}{measure.get_absolute_url()}",
        "office": settings.PORTAL_OFFICE,
        "on": on,
    }
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("website/documents/sheet.html", context)


def _sheet(measure: Measure, room: Room) -> Sheet:
    indicators = list(measure.indicators.all())
    responsible = list(measure.responsibilities.all())
    reports = _newest(measure)
    current = measure.current
    return Sheet(
        title=_cut(measure.title, room.row * 2),
        objective=_cut(_plain(measure.objective), room.text),
        duration=_cut(_plain(measure.duration_wording), room.note),
        resources=_cut(_plain(measure.resources_wording), room.note),
        countermeasure=_cut(current.countermeasure if current else "", room.note),
        responsible=responsible[: room.rows],
        more_responsible=max(0, len(responsible) - room.rows),
        indicators=[_row(each, room) for each in indicators[: room.rows]],
        more_indicators=max(0, len(indicators) - room.rows),
        said=[Said(each, _cut(each.shown_text, room.note)) for each in reports[: room.reports]],
        more_said=max(0, len(reports) - room.reports),
    )


def _newest(measure: Measure) -> list[ProgressReport]:
    """What each organisation said last, those first who answer for the measure.

    Queries come once a year: what is older than that by the newest one has been asked for again since.
    """
    reports = list(measure.reports.newest_of_each().select_related("organisation"))
    asked = {each.organisation_id for each in measure.responsibilities.all() if each.role in ASKED_ROLES}
    current = [each for each in reports if reports[0].as_of - each.as_of < YEAR]
    return sorted(current, key=lambda each: each.organisation_id not in asked)


def _row(indicator: Indicator, room: Room) -> IndicatorRow:
    newest = next(iter(indicator.values.all()), None)
    return IndicatorRow(_cut(indicator.text, room.row), indicator_target(indicator), newest)


def _plain(markdown: str) -> str:
    """In one paragraph; where an item or paragraph ends without a sign, a semicolon parts it from the next."""
    blocks = [" ".join(unescape(strip_tags(block)).split()) for block in _BLOCK_END.split(render(markdown))]
    shown = [block for block in blocks if block]
    parted = [block if block.endswith(_SIGNS) else f"{block};" for block in shown[:-1]]
    return " ".join([*parted, *shown[-1:]])


def _cut(text: str, length: int) -> Shown:
    """Whole, or up to the last whole word; a single word of that length is cut."""
    if len(text) <= length:
        return Shown(text, is_cut=False)
    words, _space, _rest = text[: length + 1].rpartition(" ")
    return Shown((words or text[:length]).rstrip(" ,;:–-"), is_cut=True)
