"""Where the council shows a final Vorlage, and what its committees said."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.forms.query import StepForm
from reporting.models import CommitteeReport, Consultation
from reporting.services.papers import Outcome

from .fields import SafeURLField

LONGEST_RESULT = 5_000


class OutcomeForm(StepForm):
    """A result and an address per station, named by its number.

    What was typed for a station that somebody has taken away meanwhile is shown again, though it cannot be stored.
    """

    link = SafeURLField(label=gettext_lazy("Adresse der Vorlage im Ratsinformationssystem"))

    def __init__(
        self, data: QueryDict | None = None, *, paper: CommitteeReport, stations: Sequence[Consultation]
    ) -> None:
        super().__init__(data, initial={"version": paper.version, **stored_outcome(paper, stations)})
        self.keys = {station.number: station.pk for station in stations}
        meetings = {station.number: _meeting(station) for station in stations}
        for number in sorted({*meetings, *_typed_numbers(data)}):
            self._add(number, meetings.get(number, _("frühere Stelle %(number)d") % {"number": number}))
        self.helper = FormHelper()
        self.helper.form_tag = False

    def _add(self, number: int, meeting: str) -> None:
        named = {"meeting": meeting}
        self.fields[f"result_{number}"] = forms.CharField(
            label=_("Ergebnis: %(meeting)s") % named,
            help_text=_("Im Wortlaut der Niederschrift, zum Beispiel „zur Kenntnis genommen“."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=LONGEST_RESULT,
            required=False,
        )
        self.fields[f"link_{number}"] = SafeURLField(label=_("Adresse der Sitzung: %(meeting)s") % named)

    def outcomes(self) -> dict[int, Outcome]:
        data = self.cleaned_data
        return {
            key: Outcome(data[f"link_{number}"], data[f"result_{number}"])
            for number, key in self.keys.items()
        }


def stored_outcome(paper: CommitteeReport, stations: Iterable[Consultation]) -> dict[str, Any]:
    """What is stored, under the names of the form's fields."""
    values: dict[str, Any] = {"link": paper.link}
    for station in stations:
        values |= {f"result_{station.number}": station.result, f"link_{station.number}": station.link}
    return values


def _typed_numbers(data: QueryDict | None) -> set[int]:
    found = ((name, re.fullmatch(r"(?:result|link)_([1-9]\d?)", name)) for name in data or {})
    return {int(match[1]) for name, match in found if match and data and str(data[name]).strip()}


def _meeting(station: Consultation) -> str:
    if station.meeting_on is None:
        return str(station)
    return f"{station}, {date_format(station.meeting_on, 'j. F Y')}"
