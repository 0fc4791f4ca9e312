"""A letter: the editable opening words, then the blocks of the portal, as text and as HTML."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from reporting.models import MailKind, StatusQuery
from reporting.services.outbox import Letter

from .placeholders import fill
from .rendering import Block, Frame, as_html, as_text
from .wordings import StandardWording


@dataclass(frozen=True)
class Draft:
    """What differs from letter to letter; the rest follows from the query and the settings."""

    occasion: str
    kind: MailKind
    email: str
    name: str
    organisations: Iterable[str]
    count: int
    blocks: Sequence[Block]
    #: The page on which this person stops the reminders; empty where that is no choice.
    opt_out: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def write(draft: Draft, *, query: StatusQuery | None, wording: StandardWording) -> Letter:
    """Fill in and render; in the language that is active, which callers set with `in_german`."""
    values = {**(query_values(query) if query else {}), **_values(draft), **draft.values}
    subject = " ".join(fill(wording.subject, values).split())
    paragraphs = _paragraphs(fill(wording.body, values))
    frame = Frame(
        subject, settings.PORTAL_OFFICE, settings.PORTAL_CITY, reply_address(query), opt_out=draft.opt_out
    )
    return Letter(
        occasion=draft.occasion,
        recipient=draft.email,
        subject=subject,
        body=as_text(frame, paragraphs, draft.blocks),
        html=as_html(frame, paragraphs, draft.blocks),
        reply_to=reply_address(query),
        kind=draft.kind,
        query=query,
    )


def query_values(query: StatusQuery) -> dict[str, str]:
    return {
        "abfrage": query.title,
        "jahr": str(query.year),
        "stichtag": plain_day(query.as_of),
        "frist": weekday(query.due_on),
        "nachfrist": weekday(query.last_day),
    }


def reply_address(query: StatusQuery | None) -> str:
    return (query.reply_to if query else "") or settings.PORTAL_CONTACT_EMAIL


@lru_cache(maxsize=256)
def weekday(day: dt.date) -> str:
    return date_format(day, "l, j. F Y")


@lru_cache(maxsize=256)
def plain_day(day: dt.date) -> str:
    return date_format(day, "j. F Y")


def list_in_words(names: Iterable[str]) -> str:
    """„A, B und C“, each once."""
    return get_text_list(list(dict.fromkeys(names)), _("und"))


def _values(draft: Draft) -> dict[str, str]:
    return {
        "name": draft.name,
        "organisation": list_in_words(draft.organisations),
        "anzahl": str(draft.count),
        "stadt": settings.PORTAL_CITY,
        "amt": settings.PORTAL_OFFICE,
    }


def _paragraphs(text: str) -> list[str]:
    parts = text.replace("\r\n", "\n").strip().split("\n\n")
    return [part.strip("\n") for part in parts if part.strip()]
