"""What a step of the command says: sentences for people, stable keys for programs, and a number for the shell."""

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from reporting.models import StatusQuery


class ExitCode(IntEnum):
    DONE = 0
    REFUSED = 1
    USAGE = 2
    NOT_FOUND = 3


@dataclass(frozen=True)
class Outcome:
    lines: list[str]
    data: dict[str, Any] = field(default_factory=dict)
    code: ExitCode = ExitCode.DONE


class StepError(Exception):
    """The step was not taken; says why, and with which number the command ends."""

    def __init__(self, reason: str, code: ExitCode = ExitCode.REFUSED, **data: Any) -> None:
        super().__init__(reason)
        self.code = code
        self.data = data


def describe(query: StatusQuery) -> dict[str, Any]:
    """The query itself, as programs read it."""
    days = ["as_of", "due_on", "covered_from", "covered_to", "opens_on", "grace_until"]
    moments = ["opened_at", "closed_at", "published_at"]
    return {
        "slug": query.slug,
        "title": query.title,
        "kind": query.kind,
        "year": query.year,
        "state": query.state,
        "version": query.version,
        **{name: _text(getattr(query, name)) for name in [*days, *moments]},
    }


def _text(moment: dt.date | None) -> str | None:
    return moment.isoformat() if moment else None
