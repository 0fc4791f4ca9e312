"""What taking a workbook over would change, row by row; nothing is written here."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext as _

from reporting.models import ProgressReport

from .columns import Value
from .confirming import why_not_unchanged
from .contents import Content, Line
from .identity import Mark, digest_of, same
from .reading import ReadBook
from .rowcells import Place, Problem, RowReader
from .rules import contradictions, fit
from .sheets import words


class Kind(Enum):
    UNCHANGED = "unchanged"
    #: Not in the file any more; the portal stays as it is.
    MISSING = "missing"
    CHANGED = "changed"
    #: Changed in the file and, since the download, in the portal too.
    CONFLICT = "conflict"
    #: A conflict in which the portal was chosen, and which nobody changed since.
    KEPT = "kept"
    #: Something in it cannot be read.
    WRONG = "wrong"
    #: Readable, but it can no longer be entered.
    REFUSED = "refused"


@dataclass(frozen=True)
class Difference:
    label: str
    before: str
    after: str


@dataclass
class Entry:
    """One row of „Maßnahmen“ with its Teilziele and steps, or the answers of the organisation."""

    key: str
    title: str
    kind: Kind
    line: Line | None = None
    reason: str = ""
    differences: list[Difference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: What would be stored, complete.
    values: dict[str, Value] = field(default_factory=dict)
    #: Stands for what the portal says now.
    standing: str = ""

    @property
    def is_confirmation(self) -> bool:
        """„Unverändert bestätigen“ is new in this row."""
        return bool(self.line and self.values.get("is_unchanged") and not self.line.values()["is_unchanged"])

    @property
    def report_to_check(self) -> ProgressReport | None:
        """The draft that can be looked at and submitted on the page."""
        report = self.line.report if self.line and not self.line.lock else None
        is_answer = report is not None and self.line is not None and report.request_id == self.line.request.pk
        return report if is_answer else None


@dataclass(frozen=True)
class Preview:
    content: Content
    entries: list[Entry]
    #: What is wrong with the file beside its rows.
    problems: list[Problem]

    def of(self, kind: Kind) -> list[Entry]:
        return [entry for entry in self.entries if entry.kind is kind]

    @property
    def can_be_taken(self) -> bool:
        return any(entry.kind in {Kind.CHANGED, Kind.CONFLICT, Kind.KEPT} for entry in self.entries)

    @property
    def disputed(self) -> list[Entry]:
        """Changed in both places, decided or not."""
        return self.of(Kind.CONFLICT) + self.of(Kind.KEPT)

    @property
    def seen(self) -> str:
        """Stands for everything that the person sees: whoever takes over sends it along."""
        versions = [line.version for line in self.content.lines]
        shown = [[entry.key, entry.kind.value, digest_of(entry.values)] for entry in self.entries]
        said = json.dumps([versions, self.content.participation.version, shown])
        return hashlib.sha256(said.encode()).hexdigest()


def compare_workbook(book: ReadBook, content: Content, kept: Mapping[str, str]) -> Preview:
    """`kept` names the conflicts in which the portal was chosen, and how it stood then."""
    reader = RowReader(book, content)
    entries = [_line_entry(mark, reader, content) for mark in book.identity.marks if mark.key.startswith("M")]
    entries += [_own_entry(mark, reader, content) for mark in book.identity.marks if mark.key == "F"]
    for entry in entries:
        if entry.kind is Kind.CONFLICT and kept.get(entry.key) == entry.standing:
            entry.kind = Kind.KEPT
    return Preview(content, entries, reader.problems_of_sheets())


def _line_entry(mark: Mark, reader: RowReader, content: Content) -> Entry:
    line = next((row for row in content.lines if row.request.uuid.hex == mark.about), None)
    if line is None:
        title, kind = reader.title_of(mark.key), Kind.REFUSED
        return Entry(
            mark.key, title, kind, reason=_("Ihre Organisation wird zu dieser Maßnahme nicht mehr gefragt.")
        )
    current = line.values()
    if not reader.has_row(mark.key):
        missing = _("Die Zeile fehlt in der Datei. Im Portal bleibt alles, wie es ist.")
        return Entry(mark.key, line.title, Kind.MISSING, line, missing, values=current)
    places = reader.places_of_line(mark.key, line)
    values, problems = reader.read_values(places, current)
    entry = Entry(mark.key, line.title, Kind.CHANGED, line, values=_kept(values, current), problems=problems)
    _judge(entry, mark, current, places, lock=line.lock)
    if entry.kind is Kind.REFUSED and line.blocked:
        entry.reason = line.blocked
    if entry.kind in {Kind.CHANGED, Kind.CONFLICT}:
        _check_rules(entry, current, places, reader)
    return entry


def _own_entry(mark: Mark, reader: RowReader, content: Content) -> Entry:
    current = content.own_values
    places = reader.places_of_organisation()
    values, problems = reader.read_values(places, current)
    title = _("Fragen an Ihre Organisation")
    entry = Entry(mark.key, title, Kind.CHANGED, values=_kept(values, current), problems=problems)
    _judge(
        entry, mark, current, places, lock="" if content.participation.is_editable else _("schon abgesendet")
    )
    return entry


def _judge(entry: Entry, mark: Mark, current: dict[str, Value], places: list[Place], *, lock: str) -> None:
    """Three states are compared: as downloaded, as in the file, as in the portal now."""
    entry.differences, entry.standing = _differences(places, current, entry.values), digest_of(current)
    if entry.problems:
        entry.kind = Kind.WRONG
    elif not entry.differences:
        entry.kind, entry.reason = Kind.UNCHANGED, lock
    elif digest_of(entry.values) == mark.digest:
        entry.kind, entry.values, entry.differences = Kind.UNCHANGED, current, []
        entry.reason = _(
            "In der Datei steht nichts Neues. Im Portal wurde inzwischen etwas geändert; das bleibt."
        )
    elif lock:
        entry.kind = Kind.REFUSED
        entry.reason = _("Diese Meldung ist %(lock)s. Sie kann nicht mehr geändert werden.") % {"lock": lock}
    elif entry.standing != mark.digest:
        entry.kind = Kind.CONFLICT


def _check_rules(entry: Entry, current: dict[str, Value], places: list[Place], reader: RowReader) -> None:
    entry.values = fit(entry.values, current)
    entry.differences = _differences(places, current, entry.values)
    found = contradictions(entry.values)
    if entry.line is not None and (reason := why_not_unchanged(entry.line, entry.values)):
        found["is_unchanged"] = reason
    by_name = {place.column.name: place for place in places}
    entry.problems += [reader.problem(by_name[name], reason) for name, reason in found.items()]
    if entry.problems:
        entry.kind = Kind.WRONG


def _kept(values: dict[str, Value], current: dict[str, Value]) -> dict[str, Value]:
    """What reads the same stays to the letter as it is stored."""
    return {name: old if same(old, values[name]) else values[name] for name, old in current.items()}


def _differences(
    places: Iterable[Place], current: dict[str, Value], values: dict[str, Value]
) -> list[Difference]:
    return [
        Difference(place.label, words(column, current[column.name]), words(column, values[column.name]))
        for place in places
        if not same(current[(column := place.column).name], values[column.name])
    ]
