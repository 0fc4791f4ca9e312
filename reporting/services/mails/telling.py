"""One occasion, told to several people: a letter each."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings

from reporting.models import MailKind, StatusQuery
from reporting.services.outbox import Letter, enqueue_all
from reporting.services.persons import person_key
from reporting.services.recipients import Person

from .letters import Draft, write
from .rendering import Block
from .wordings import StandardWording


@dataclass(frozen=True)
class News:
    """What has happened, without the person whom it is told."""

    #: Names the row, its version and the event; with the person it makes the occasion of a mail.
    occasion: str
    kind: MailKind
    query: StatusQuery | None
    #: Names of the organisations concerned.
    organisations: Iterable[str]
    wording: StandardWording
    count: int = 1


def tell(
    people: Iterable[Person], news: News, blocks: Callable[[Person], list[Block]], *, now: dt.datetime
) -> None:
    enqueue_all(letters_of(people, news, blocks), now=now)


def letters_of(people: Iterable[Person], news: News, blocks: Callable[[Person], list[Block]]) -> list[Letter]:
    found = []
    for person in people:
        draft = Draft(
            # An occasion outlives the address, so it does not name it.
            occasion=f"{news.occasion}:{person_key(person.email)}",
            kind=news.kind,
            email=person.email,
            name=person.name,
            organisations=news.organisations,
            count=news.count,
            blocks=blocks(person),
        )
        found.append(write(draft, query=news.query, wording=news.wording))
    return found


def address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
