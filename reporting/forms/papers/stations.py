"""The Beratungsfolge as rows of one page, which can be added, ordered and removed without JavaScript."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from reporting.forms.query import DayInput
from reporting.models import Committee, ConsultationRole
from reporting.services.papers import Stop

MAX_ROWS = 30
#: So many empty rows stand below those that are filled.
SPARE_ROWS = 2
#: What an untouched row posts.
EMPTY_STATION = {
    "committee": "",
    "new": "",
    "day": None,
    "task": ConsultationRole.NOTICE,
    "place": None,
    "remove": False,
}
#: A row without a number comes after all that have one.
LAST_PLACE = 1000


def rows_in(data: QueryDict | None, stored: Sequence[Stop]) -> int:
    """As many as were posted, and where another person has saved more in the meantime, those too.

    Also more than there may be: what was typed stays on the page, and the form refuses it.
    """
    if data is None:
        return min(len(stored) + SPARE_ROWS, MAX_ROWS)
    posted = [int(found[1]) for name in data if (found := re.fullmatch(r"task_([1-9]\d?)", name))]
    return max([len(stored), *posted])


def station_fields(number: int, names: Sequence[str]) -> dict[str, forms.Field]:
    """The fields of one row; `names` are the committees that there are."""
    named = {"number": number}
    choices = [("", _("Bitte wählen")), *((name, name) for name in names)]
    return {
        "committee": forms.ChoiceField(
            label=_("Gremium an Stelle %(number)d") % named, choices=choices, required=False
        ),
        "new": forms.CharField(
            label=_("oder ein neues Gremium an Stelle %(number)d") % named,
            help_text=_("Nur, wenn es in der Liste fehlt. Beim Speichern kommt es in die Liste."),
            max_length=200,
            required=False,
        ),
        "day": forms.DateField(
            label=_("Sitzung an Stelle %(number)d am") % named, widget=DayInput(), required=False
        ),
        "task": forms.ChoiceField(
            label=_("Aufgabe an Stelle %(number)d") % named, choices=ConsultationRole.choices, required=False
        ),
        "place": forms.IntegerField(
            label=_("Reihenfolge von Stelle %(number)d") % named,
            help_text=_("Die Gremien erscheinen nach dieser Zahl geordnet. Ohne Zahl stehen sie am Ende."),
            min_value=1,
            max_value=999,
            required=False,
        ),
        "remove": forms.BooleanField(label=_("Stelle %(number)d entfernen") % named, required=False),
        "kept": forms.IntegerField(widget=forms.HiddenInput, required=False),
    }


def shown_of(stops: Sequence[Stop]) -> dict[str, Any]:
    """The stored stations under the names of the fields."""
    shown: dict[str, Any] = {}
    for number, stop in enumerate(stops, start=1):
        shown |= {
            f"committee_{number}": stop.committee,
            f"day_{number}": stop.meeting_on,
            f"task_{number}": stop.role,
            f"place_{number}": number,
            f"kept_{number}": stop.kept,
        }
    return shown


def committee_names(stops: Sequence[Stop]) -> list[str]:
    """To choose from; with those that a copied paper names, should one be gone from the list."""
    stored = set(Committee.objects.values_list("name", flat=True))
    return sorted(stored | {stop.committee for stop in stops}, key=str.casefold)


def stop_in(row: Mapping[str, Any]) -> Stop | None:
    """The station of a filled row; None for a row that is empty or to be removed."""
    committee = (row["new"] or "").strip() or row["committee"]
    if row["remove"] or not committee:
        return None
    role = ConsultationRole(row["task"] or ConsultationRole.NOTICE)
    return Stop(committee, row["day"], role, row["kept"])


def problem_in(row: Mapping[str, Any]) -> tuple[str, str] | None:
    """The field to change and the reason, where the parts of a row do not fit together."""
    if row["remove"]:
        return None
    if row["new"] and row["committee"]:
        return "new", _("Bitte wählen Sie ein Gremium oder schreiben Sie ein neues, nicht beides.")
    if row["day"] and not (row["new"] or row["committee"]):
        return "committee", _("Bitte wählen Sie das Gremium, oder leeren Sie die ganze Stelle.")
    return None


def place_of(row: Mapping[str, Any]) -> int:
    return row["place"] or LAST_PLACE
