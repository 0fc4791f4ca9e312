"""The text of a Vorlage with its Beratungsfolge."""

from collections import Counter
from typing import Any, Self

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.forms.query import DayInput, StepForm
from reporting.models import CommitteeReport
from reporting.services.papers import Stop, Words
from reporting.services.papers.words import FIELDS

from .fields import SafeURLField
from .stations import (
    EMPTY_STATION,
    MAX_ROWS,
    committee_names,
    place_of,
    problem_in,
    rows_in,
    shown_of,
    station_fields,
    stop_in,
)

#: The button that shows one more empty row and saves nothing.
ONE_MORE = "one_more"
LONGEST_TEXT = 20_000


def _text(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    """A long text; an empty line begins a new paragraph."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _too_many() -> str:
    return _("Mehr als %(number)d Stellen kann eine Beratungsfolge nicht haben.") % {"number": MAX_ROWS}


class PaperForm(StepForm):
    """Shows `words` until something is posted; rows of the Beratungsfolge are named „committee_1“ and so on."""

    number = forms.CharField(
        label=gettext_lazy("Nummer der Vorlage"),
        help_text=gettext_lazy("So, wie die Verwaltung des Rates sie vergibt, zum Beispiel „1234/26“."),
        max_length=60,
        required=False,
    )
    dated_on = forms.DateField(label=gettext_lazy("Datum der Vorlage"), widget=DayInput(), required=False)
    subject = forms.CharField(label=gettext_lazy("Betreff"), max_length=300)
    draft_decision = _text(
        gettext_lazy("Beschlussentwurf"),
        gettext_lazy(
            "Was das Gremium beschließen oder zur Kenntnis nehmen soll, im Wortlaut des Beschlusses."
        ),
    )
    financial_impact = _text(
        gettext_lazy("Finanzielle Auswirkungen"),
        gettext_lazy("Schreiben Sie auch, wenn es keine gibt."),
    )
    reasoning = _text(
        gettext_lazy("Begründung"),
        gettext_lazy(
            "Steht vor den Ergebnissen der Abfrage. Die Ergebnisse fügt das Portal selbst ein. "
            "Eine leere Zeile beginnt einen neuen Absatz. Eine Zeile mit „- “ am Anfang wird ein Punkt einer Liste. "
            "Überschriften gibt es hier nicht."
        ),
        rows=10,
    )
    annexes = _text(
        gettext_lazy("Weitere Anlagen"),
        gettext_lazy("Eine Anlage je Zeile. Die Tabelle zum Bericht steht schon dort."),
    )
    link = SafeURLField(label=gettext_lazy("Adresse im Ratsinformationssystem"))

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        words: Words,
        paper: CommitteeReport | None = None,
        initial: dict[str, Any] | None = None,
        rows: int | None = None,
    ) -> None:
        version = paper.version if paper else 0
        super().__init__(data, initial={**stored_values(words), "version": version, **(initial or {})})
        self.words, self.paper = words, paper
        self.numbers = range(1, (rows or rows_in(data, words.stops)) + 1)
        names = committee_names(words.stops)
        for number in self.numbers:
            for name, field in station_fields(number, names).items():
                self.fields[f"{name}_{number}"] = field
        self.helper = FormHelper()
        self.helper.form_tag = False

    def redrawn(self, data: QueryDict) -> Self | None:
        """With one more row and all that was typed; None for any other button."""
        if ONE_MORE not in data:
            return None
        if not self.may_grow:
            self.full_clean()
            self.add_error(None, _too_many())
            return self
        typed = {name: data.get(name, "") for name in self.fields}
        rows = len(self.numbers) + 1
        return type(self)(words=self.words, paper=self.paper, initial=typed, rows=rows)

    @property
    def may_grow(self) -> bool:
        return len(self.numbers) < MAX_ROWS

    def stations(self) -> list[tuple[int, list[forms.BoundField]]]:
        """For the template: each row with its number and its fields."""
        parts = list(station_fields(0, []))
        return [(number, [self[f"{part}_{number}"] for part in parts]) for number in self.numbers]

    def own_fields(self) -> list[forms.BoundField]:
        """For the template: what stands before the Beratungsfolge."""
        return [self[name] for name in ("number", "dated_on", "subject")]

    def text_fields(self) -> list[forms.BoundField]:
        """And what stands after it."""
        return [self[name] for name in FIELDS[3:]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        found: list[tuple[int, int, Stop]] = []
        for number in self.numbers:
            row = {name: data.get(f"{name}_{number}") for name in station_fields(0, [])}
            if problem := problem_in(row):
                self.add_error(f"{problem[0]}_{number}", problem[1])
            elif stop := stop_in(row):
                found.append((place_of(row), number, stop))
        self.stops = tuple(stop for _place, _number, stop in sorted(found, key=lambda each: each[:2]))
        self._refuse_same_meeting(found)
        if len(found) > MAX_ROWS:
            self.add_error(None, _too_many())
        return data

    def _refuse_same_meeting(self, found: list[tuple[int, int, Stop]]) -> None:
        meetings = Counter((stop.committee.casefold(), stop.meeting_on) for _place, _number, stop in found)
        for _place, number, stop in found:
            if stop.meeting_on and meetings[stop.committee.casefold(), stop.meeting_on] > 1:
                self.add_error(
                    f"day_{number}", _("Dieses Gremium steht mit derselben Sitzung noch einmal in der Liste.")
                )

    def empty_rows(self) -> dict[str, Any]:
        """What the rows hold that nobody has filled, under the names of their fields."""
        return {f"{name}_{number}": empty for number in self.numbers for name, empty in EMPTY_STATION.items()}

    def said(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in FIELDS}, stops=self.stops)


def stored_values(words: Words) -> dict[str, Any]:
    """The stored text under the names of the form's fields, also for the page that shows two versions."""
    return {**{name: getattr(words, name) for name in FIELDS}, **shown_of(words.stops)}
