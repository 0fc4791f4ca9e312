"""What a workbook says about itself on its hidden sheet, signed: whose it is, which rows, and how they stood.

Each row carries a digest of the answers that were in it. So a row that nobody touched is known, and so is one that was
changed in the portal since.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from reporting.models import Participation
from safety.seals import LENGTH, is_sealed, seal

from .columns import Value
from .contents import Content
from .refusals import WorkbookError
from .texts import plain

#: Raised by every change of the sheets that the reading would misunderstand.
FORMAT = "1"
SHEET = "Kennung"
HEADING = "Portal Integrationskonzept"
PURPOSE = "reporting.workbook"


@dataclass(frozen=True)
class Mark:
    """One row: its name in the sheet, what it is about, the row it belongs to, and how it stood."""

    key: str
    about: str
    owner: str = ""
    version: str = ""
    digest: str = ""


@dataclass(frozen=True)
class Identity:
    query: str
    organisation: str
    created: str
    marks: tuple[Mark, ...]

    @property
    def created_at(self) -> dt.datetime:
        return dt.datetime.fromisoformat(self.created)

    @property
    def said(self) -> str:
        return json.dumps(
            [FORMAT, self.query, self.organisation, self.created, [astuple(m) for m in self.marks]]
        )

    def rows(self) -> list[list[str]]:
        head = [
            [HEADING, FORMAT],
            ["query", self.query],
            ["organisation", self.organisation],
            ["created", self.created],
            ["mac", seal(PURPOSE, self.said)],
        ]
        return head + [list(astuple(mark)) for mark in self.marks]


def identity_of(content: Content, *, now: dt.datetime) -> Identity:
    return Identity(
        content.participation.query.uuid.hex,
        content.participation.organisation.uuid.hex,
        now.isoformat(timespec="seconds"),
        tuple(_marks(content)),
    )


def read_identity(rows: list[list[str]], participation: Participation) -> Identity:
    """The signed identity; raises WorkbookError with the reason where it is not one of this query and organisation."""
    _check_format(rows)
    try:
        head = {row[0]: row[1] for row in rows[1:5]}
        identity = Identity(
            UUID(head["query"]).hex,
            UUID(head["organisation"]).hex,
            head["created"],
            tuple(Mark(*(row + [""] * 5)[:5]) for row in rows[5:] if row and row[0]),
        )
        mac = head["mac"]
    except (IndexError, KeyError, ValueError) as error:
        raise WorkbookError(_broken()) from error
    # Tables from before `safety.seals` carry more digits of the same seal.
    if not is_sealed(mac[:LENGTH], PURPOSE, identity.said):
        raise WorkbookError(_broken())
    _check_owner(identity, participation)
    return identity


def digest_of(values: Mapping[str, Value]) -> str:
    """The same for answers that read the same, however a spreadsheet program writes them."""
    said = sorted((name, _canonical(value)) for name, value in values.items())
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def same(one: Value, other: Value) -> bool:
    return _canonical(one) == _canonical(other)


def _canonical(value: Value) -> str:
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, Decimal):
        return f"{(value + 0).normalize():f}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return plain(value) if value else ""


def _marks(content: Content) -> Iterable[Mark]:
    indicators, steps = 0, 0
    for place, line in enumerate(content.lines, start=1):
        key = f"M{place}"
        yield Mark(key, line.request.uuid.hex, "", str(line.version), digest_of(line.values()))
        for indicator in line.indicators:
            indicators += 1
            yield Mark(f"T{indicators}", indicator.uuid.hex, key)
        for step in line.steps:
            steps += 1
            yield Mark(f"S{steps}", step.uuid.hex, key)
    if content.per_organisation:
        version = str(content.participation.version)
        yield Mark("F", content.participation.uuid.hex, "", version, digest_of(content.own_values))
    for place, question in enumerate(content.per_organisation, start=1):
        yield Mark(f"F{place}", question.uuid.hex, "F")


def _check_format(rows: list[list[str]]) -> None:
    first = rows[0] if rows else []
    if len(first) < 2 or first[0] != HEADING:
        raise WorkbookError(_broken())
    if first[1] != FORMAT:
        raise WorkbookError(
            _(
                "Die Tabelle hat einen alten Aufbau. Bitte laden Sie sie neu herunter und übertragen Sie "
                "Ihre Antworten."
            )
        )


def _check_owner(identity: Identity, participation: Participation) -> None:
    if identity.query != participation.query.uuid.hex:
        raise WorkbookError(
            _("Diese Tabelle gehört zu einer anderen Abfrage. Hier geht es um „%(query)s“.")
            % {"query": participation.query.title}
        )
    if identity.organisation != participation.organisation.uuid.hex:
        raise WorkbookError(
            _("Diese Tabelle gehört zu einer anderen Organisation. Hier antwortet: %(organisation)s.")
            % {"organisation": participation.organisation.name}
        )


def _broken() -> str:
    return _(
        "Die Datei ist keine Tabelle aus diesem Portal, oder ihre Kennung wurde verändert. "
        "Bitte laden Sie die Tabelle neu herunter und übertragen Sie Ihre Antworten."
    )
