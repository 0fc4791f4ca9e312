"""From blocks to text and HTML.

A thousand invitations are written while a query opens, within its three seconds: so what is the same in many letters is
rendered once, and text without a template.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Block:
    """A part of a letter under a heading of its own; what is empty is left out."""

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    #: Somebody's own words, set apart.
    quote: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Frame:
    """What stands around the words of a letter; mostly the same for everybody who gets one at a time."""

    subject: str
    office: str
    city: str
    office_mail: str
    #: The page on which this person stops the reminders; empty where that is no choice.
    opt_out: str


def as_text(frame: Frame, paragraphs: Iterable[str], blocks: Iterable[Block]) -> str:
    """Built here and not by a template: nothing is escaped in plain text, and joining lines takes no time."""
    foot = [frame.office, frame.city]
    if frame.office_mail:
        foot.append(frame.office_mail)
    parts = [*paragraphs, *map(_block_as_text, blocks), "\n".join(foot)]
    if frame.opt_out:
        parts.append(f"{_opt_out_words()}\n{frame.opt_out}")
    return "\n\n".join([*parts, ""])


def as_html(frame: Frame, paragraphs: Iterable[str], blocks: Iterable[Block]) -> str:
    before, after = _frame_as_html(frame)
    words = [_paragraph_as_html(paragraph) for paragraph in paragraphs]
    return "".join([before, *words, *map(_block_as_html, blocks), after])


def _block_as_text(block: Block) -> str:
    lines = [block.heading, *filter(None, [block.text]), *(f"- {item}" for item in block.items)]
    if block.quote:
        lines += ["", block.quote]
    for link in block.links:
        lines += [link.label, link.address]
    return "\n".join(lines).strip("\n")


def _opt_out_words() -> str:
    return _("Sie möchten keine Erinnerungen mehr? Hier können Sie sie abbestellen:")


#: Stands where the words of a letter go; in no text, as neither forms nor PostgreSQL take this sign.
_HERE = "\0"


@lru_cache(maxsize=32)
def _frame_as_html(frame: Frame) -> tuple[str, str]:
    """The markup before and after the words of the letter."""
    context = {"frame": frame, "opt_out_words": _opt_out_words(), "words": _HERE}
    before, _here, after = get_template("reporting/mails/letter.html").render(context).partition(_HERE)
    return before, after


# What is the same in every letter of a round is rendered once.
@lru_cache(maxsize=128)
def _paragraph_as_html(paragraph: str) -> str:
    return get_template("reporting/mails/_paragraph.html").render({"paragraph": paragraph})


@lru_cache(maxsize=128)
def _block_as_html(block: Block) -> str:
    return get_template("reporting/mails/_block.html").render({"block": block}).strip("\n") + "\n"
