"""Filters of the public measure list; their names and values stand in the address bar."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .definitions import NOT_ASKED, NOT_ASKED_LABEL
from .facets import Choices
from .models import Course, ImplementationStatus, Measure
from .models.querysets import MeasureQuerySet

PAGE = "seite"
VIEW, PRINT_VIEW = "ansicht", "druck"
RUNNING, EXPIRED = "laufend", "abgelaufen"
STATUS_CHOICES = [(NOT_ASKED, NOT_ASKED_LABEL), *ImplementationStatus.choices]
TERM_CHOICES = [(RUNNING, _("laufend")), (EXPIRED, _("abgelaufen"))]
ORDER = "sortierung"
BY_TITLE, BY_STATUS = "titel", "stand"
ORDER_CHOICES = [(BY_TITLE, _("Titel")), (BY_STATUS, _("neuester Stand zuerst"))]


@dataclass(frozen=True)
class Chip:
    """An active filter, and the address without it."""

    label: str
    value: str
    url: str


class MeasureFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="search", label=_("Suchwort"), max_length=100)
    handlungsfeld = django_filters.ChoiceFilter(
        field_name="field_of_action__slug", label=_("Handlungsfeld"), empty_label=_("alle")
    )
    leitziel = django_filters.ChoiceFilter(method="with_goal", label=_("Leitziel"), empty_label=_("alle"))
    stand = django_filters.ChoiceFilter(
        method="in_status", label=_("Umsetzungsstand"), choices=STATUS_CHOICES, empty_label=_("alle")
    )
    verlauf = django_filters.ChoiceFilter(
        field_name="current_course", label=_("Verlauf"), choices=Course.choices, empty_label=_("alle")
    )
    akteur = django_filters.ChoiceFilter(method="involving", label=_("Akteur"), empty_label=_("alle"))
    zielgruppe = django_filters.ChoiceFilter(
        field_name="target_groups__slug", label=_("Zielgruppe"), empty_label=_("alle")
    )
    laufzeit = django_filters.ChoiceFilter(
        method="in_term", label=_("Laufzeit"), choices=TERM_CHOICES, empty_label=_("alle")
    )
    sortierung = django_filters.ChoiceFilter(
        method="in_order", label=_("Sortieren nach"), choices=ORDER_CHOICES, empty_label=_("Nummer")
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def __init__(
        self, data: QueryDict, queryset: MeasureQuerySet, *, facets: dict[str, Choices], on: dt.date
    ) -> None:
        super().__init__(data, queryset)
        self.on = on
        for name in ("handlungsfeld", "leitziel", "akteur", "zielgruppe"):
            if facets.get(name):
                self.filters[name].extra["choices"] = facets[name]
            else:  # nothing is assigned yet, so the filter would find nothing (DESIGN.md 4.7)
                del self.filters[name]
        self.form.helper = FormHelper()
        self.form.helper.form_tag = False
        self.form.helper.disable_csrf = True
        self.form.helper.hide_optional = True

    def search(self, measures: MeasureQuerySet, name: str, value: str) -> MeasureQuerySet:
        return measures.search(value)

    def with_goal(self, measures: MeasureQuerySet, name: str, value: str) -> MeasureQuerySet:
        field, _dot, goal = value.partition(".")
        return measures.filter(goals__field_of_action__slug=field, goals__slug=goal)

    def in_status(self, measures: MeasureQuerySet, name: str, value: str) -> MeasureQuerySet:
        return measures.in_status(None if value == NOT_ASKED else value)

    def involving(self, measures: MeasureQuerySet, name: str, value: str) -> MeasureQuerySet:
        return measures.involving(value)

    def in_term(self, measures: MeasureQuerySet, name: str, value: str) -> MeasureQuerySet:
        return measures.running(on=self.on) if value == RUNNING else measures.expired(on=self.on)

    def in_order(self, measures: MeasureQuerySet, name: str, value: str) -> MeasureQuerySet:
        return measures.order_by("title", "pk") if value == BY_TITLE else measures.newest_status_first()

    def query_without(self, *names: str) -> str:
        """The query string of this list without `names`, for the links of chips and pages."""
        query = self.data.copy()
        for name in [*names, PAGE]:
            query.pop(name, None)
        return str(query.urlencode())

    @property
    def print_url(self) -> str:
        query = self.query_without(VIEW)
        return f"?{query}&{VIEW}={PRINT_VIEW}" if query else f"?{VIEW}={PRINT_VIEW}"

    def values(self) -> dict[str, str]:
        """What is chosen; a value that is no choice any more filters nothing and is left out."""
        self.form.full_clean()
        return {name: str(value) for name, value in self.form.cleaned_data.items() if value}

    def narrowing(self) -> dict[str, str]:
        """What is chosen and leaves measures out: all but the sorting."""
        return {name: value for name, value in self.values().items() if name != ORDER}

    def chips(self) -> list[Chip]:
        return [
            Chip(str(self.form.fields[name].label), self.shown(name, value), f"?{self.query_without(name)}")
            for name, value in self.narrowing().items()
        ]

    def shown(self, name: str, value: str) -> str:
        """The value in words, as people choose it."""
        choices: dict[Any, Any] = dict(getattr(self.form.fields[name], "choices", []))
        return str(choices.get(value, value))
