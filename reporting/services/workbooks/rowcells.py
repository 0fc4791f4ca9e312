"""The cells of a read workbook, found by the names of their rows and columns, wherever somebody moved them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .columns import INDICATOR, STEP, Column, Value, german, measure_columns, question_column
from .contents import Content, Line
from .identity import Mark
from .parsing import CellError, parse
from .reading import LETTERS, RawCell, RawSheet, ReadBook
from .sheets import answer_header, title_header


@dataclass(frozen=True)
class Problem:
    """What is wrong, and in which cell of which sheet."""

    sheet: str
    place: str
    message: str


@dataclass(frozen=True)
class Place:
    """Where an answer stands in the file, and what it is called in the preview."""

    row: str
    column: Column
    header: str
    label: str


class RowReader:
    def __init__(self, book: ReadBook, content: Content) -> None:
        self.book, self.content = book, content
        self.owned: defaultdict[str, list[Mark]] = defaultdict(list)
        for mark in book.identity.marks:
            self.owned[mark.owner].append(mark)
        with translation.override(settings.LANGUAGE_CODE):
            self.answer_header, self.title_header = answer_header(), title_header()
            self.measure_columns = measure_columns(content.per_measure)
            self.titles = {letter: title() for letter, title in LETTERS.items()}

    def has_row(self, row: str) -> bool:
        sheet = self._sheet(row)
        return sheet is not None and row in sheet.rows

    def title_of(self, row: str) -> str:
        cell = self._cell(row, self.title_header)
        return str(cell.value) if cell is not None and cell.value else row

    def places_of_line(self, row: str, line: Line) -> list[Place]:
        """All answers on one measure: its own row and those of its Teilziele and steps."""
        found = [_place(row, column) for column in self.measure_columns]
        indicators = {each.uuid.hex: each for each in line.indicators}
        steps = {each.uuid.hex: each for each in line.steps}
        for mark in self.owned[row]:
            if mark.about in indicators:
                indicator = indicators[mark.about]
                label = _("Teilziel „%(text)s“") % {"text": indicator.text}
                found += [_place(mark.key, each.named(indicator.pk), label) for each in INDICATOR]
            elif mark.about in steps:
                step = steps[mark.about]
                found.append(
                    _place(mark.key, STEP.named(step.pk), _("Schritt „%(text)s“") % {"text": step.text})
                )
        return found

    def places_of_organisation(self) -> list[Place]:
        places = []
        marks = {mark.about: mark for mark in self.owned["F"]}
        header = self.answer_header
        for place, question in enumerate(self.content.per_organisation, start=1):
            if question.uuid.hex in marks:
                column = question_column(question, place)
                places.append(Place(marks[question.uuid.hex].key, column, header, str(column.header)))
        return places

    def read_values(
        self, places: list[Place], current: Mapping[str, Value]
    ) -> tuple[dict[str, Value], list[Problem]]:
        """What the file says; where a row or column is missing, what stands in the portal stays."""
        values, problems = dict(current), []
        for place in places:
            cell = self._cell(place.row, place.header)
            if cell is None:
                continue
            try:
                values[place.column.name] = parse(cell, place.column)
            except CellError as error:
                problems.append(self.problem(place, str(error)))
        return values, problems + list(self._doubles({place.row for place in places}))

    def problem(self, place: Place, message: str) -> Problem:
        sheet, cell = self._sheet(place.row), self._cell(place.row, place.header)
        return Problem(sheet.title if sheet else "", cell.place if cell else "", message)

    def problems_of_sheets(self) -> list[Problem]:
        """What is missing or has been added beside the rows that we made."""
        found: list[Problem] = []
        for letter in {mark.key[0]: None for mark in self.book.identity.marks}:
            sheet = self.book.sheets.get(letter)
            if sheet is None:
                found.append(
                    Problem(
                        self.titles[letter],
                        "",
                        _("Das Blatt fehlt. Im Portal bleiben diese Angaben, wie sie sind."),
                    )
                )
            else:
                found += [*self._missing_columns(letter, sheet), *self._missing_rows(letter, sheet)]
                found += self._surplus(sheet)
        return found

    def _missing_columns(self, letter: str, sheet: RawSheet) -> Iterator[Problem]:
        for header in self._headers(letter):
            if header not in sheet.headers:
                message = _(
                    "Die Spalte „%(column)s“ fehlt oder heißt anders. Diese Angaben bleiben, wie sie sind."
                )
                yield Problem(sheet.title, "1", message % {"column": header})

    def _missing_rows(self, letter: str, sheet: RawSheet) -> Iterator[Problem]:
        """Of Teilziele, steps and questions; a missing measure is an entry of its own."""
        keys = [mark.key for mark in self.book.identity.marks if mark.owner and mark.key[0] == letter]
        if missing := [key for key in keys if key not in sheet.rows]:
            message = ngettext(
                "%(number)s Zeile fehlt in Ihrer Tabelle (%(rows)s). Diese Angaben bleiben, wie sie sind.",
                "%(number)s Zeilen fehlen in Ihrer Tabelle (%(rows)s). Diese Angaben bleiben, wie sie sind.",
                len(missing),
            )
            yield Problem(sheet.title, "", message % {"number": len(missing), "rows": ", ".join(missing)})

    def _headers(self, letter: str) -> list[str]:
        columns = {"M": self.measure_columns, "T": list(INDICATOR), "S": [STEP]}
        return [self.answer_header] if letter == "F" else [german(each.header) for each in columns[letter]]

    def _surplus(self, sheet: RawSheet) -> Iterator[Problem]:
        known = {mark.key for mark in self.book.identity.marks}
        message = _("Diese Zeile haben wir nicht angelegt. Wir können sie keiner Maßnahme zuordnen.")
        strays = [
            *sheet.strays,
            *(next(iter(cells.values())) for key, cells in sheet.rows.items() if key not in known),
        ]
        for cell in strays:
            yield Problem(sheet.title, cell.place, message)

    def _doubles(self, rows: set[str]) -> Iterator[Problem]:
        for row in sorted(rows):
            sheet = self._sheet(row)
            if sheet is not None and row in sheet.repeated:
                message = _("Die Zeile %(row)s steht mehrmals da. Bitte löschen Sie die überzählige.")
                yield Problem(sheet.title, row, message % {"row": row})

    def _sheet(self, row: str) -> RawSheet | None:
        return self.book.sheets.get(row[:1])

    def _cell(self, row: str, header: str) -> RawCell | None:
        sheet = self._sheet(row)
        return sheet.rows.get(row, {}).get(header) if sheet is not None else None


def _place(row: str, column: Column, about: str = "") -> Place:
    label = f"{about}: {column.header}" if about else str(column.header)
    return Place(row, column, german(column.header), label)
