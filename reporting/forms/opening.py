"""What is decided before a query begins: who answers for each measure, and what stays without an answer."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from partners.models import Organisation
from reporting.models import StatusQuery
from reporting.services.queries.assigning import MeasureToAssign, candidates

from .query import StepForm

#: Several organisations were chosen, by copying or by command: one select cannot name them, but leave them.
KEEP = "keep"
LEADING = "leading"
#: Digits of the greatest primary key.
LONGEST_KEY = 18


class OpenForm(StepForm):
    """`gaps` names what the page showed; each gap is accepted by its own tick, or all of them with `confirm`."""

    gaps = forms.CharField(widget=forms.HiddenInput, required=False)
    confirm = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waived = forms.TypedMultipleChoiceField(
            coerce=int,
            required=False,
            choices=[(self._measure(key), key) for key in self._posted_gaps()],
        )
        self.fields["waived"] = waived

    @property
    def shown(self) -> list[str]:
        return self._posted_gaps()

    def accepted(self) -> list[int]:
        """The measures (primary keys) that are knowingly left without an answer."""
        if self.cleaned_data["confirm"]:
            return [int(self._measure(key)) for key in self.shown]
        accepted: list[int] = self.cleaned_data["waived"]
        return accepted

    def _posted_gaps(self) -> list[str]:
        posted = self.data.get("gaps", "").split(",")
        return [key for key in posted if self._is_key(self._measure(key))]

    def _is_key(self, posted: str) -> bool:
        """No row has a longer number; a made-up one would be too long even to be read."""
        return posted.isascii() and posted.isdecimal() and len(posted) <= LONGEST_KEY

    def _measure(self, key: str) -> str:
        return key.partition(":")[0]


class Row(NamedTuple):
    """A measure with the select that says who answers for it."""

    offer: MeasureToAssign
    field: BoundField


class AssignForm(StepForm):
    """One select per measure; for whoever has no role in it, ticks and one select over all organisations."""

    def __init__(
        self, *args: Any, query: StatusQuery, offers: Sequence[MeasureToAssign], **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"version": query.version}, **kwargs})
        self.offers = {offer.measure.pk: offer for offer in offers}
        everybody = list(candidates(query))
        self.office = next((body for body in everybody if body.is_office), None)
        self.fields["ticked"] = _ticked(offers)
        self.fields["other"] = _other(everybody)
        for pk, offer in self.offers.items():
            self.fields[f"answers_{pk}"] = forms.ChoiceField(
                label=_("Es antwortet für %(code)s %(title)s")
                % {"code": offer.measure.code, "title": offer.measure.title},
                choices=list(self._choices(offer).items()),
                initial=_stored(offer.assigned),
                required=False,
                widget=forms.Select(attrs={"class": "kern-form-input__select"}),
            )

    def rows(self) -> list[Row]:
        return [Row(offer, self[f"answers_{pk}"]) for pk, offer in self.offers.items()]

    @property
    def ticked_now(self) -> set[str]:
        return set(self.data.getlist("ticked")) if hasattr(self.data, "getlist") else set()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("ticked") and not data.get("other"):
            self.add_error("other", _("Bitte wählen Sie, wer für die angehakten Maßnahmen antwortet."))
        if data.get("other") and not data.get("ticked"):
            self.add_error("other", _("Bitte haken Sie die Maßnahmen an, für die das gelten soll."))
        return data

    def answering(self) -> dict[int, list[int]]:
        """What is to be changed: organisations by measure (primary keys); none stands for those who lead."""
        changed: dict[int, list[int]] = {}
        for pk, offer in self.offers.items():
            chosen = self.cleaned_data[f"answers_{pk}"]
            if pk in self.cleaned_data["ticked"]:
                chosen = self.cleaned_data["other"].removeprefix(LEADING)
            if chosen != _stored(offer.assigned):
                changed[pk] = [int(chosen)] if chosen else []
        return changed

    def stored_values(self) -> Mapping[str, Any]:
        """For the page that shows both choices."""
        return {f"answers_{pk}": _stored(offer.assigned) for pk, offer in self.offers.items()}

    def _choices(self, offer: MeasureToAssign) -> dict[str, str]:
        names = get_text_list([body.name for body in offer.leading], _("und")) or _("niemand")
        choices = {"": _("wie im Konzept: %s") % names}
        if len(offer.assigned) > 1:
            kept = get_text_list([body.name for body in offer.assigned], _("und"))
            choices[KEEP] = _("wie gewählt: %s") % kept
        named: list[tuple[str, Organisation]] = [(_("Federführung"), body) for body in offer.leading]
        if len(offer.leading) < 2:
            named = []
        named += offer.involved
        choices |= {str(body.pk): f"{body.name} ({role})" for role, body in named}
        if self.office is not None:
            choices.setdefault(str(self.office.pk), _("%s (wir selbst)") % self.office.name)
        for body in offer.assigned[:1]:
            choices.setdefault(str(body.pk), body.name)
        return choices


def _stored(assigned: Sequence[Organisation]) -> str:
    if len(assigned) > 1:
        return KEEP
    return str(assigned[0].pk) if assigned else ""


def _ticked(offers: Sequence[MeasureToAssign]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Angehakte Maßnahmen"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(offer.measure.pk, f"{offer.measure.code} {offer.measure.title}") for offer in offers],
    )


def _other(everybody: Sequence[Organisation]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Für die angehakten Maßnahmen antwortet"),
        required=False,
        help_text=_("Haken Sie oben Maßnahmen an, wenn hier jemand für sie antworten soll."),
        choices=[
            ("", _("bitte wählen")),
            (LEADING, _("wer nach dem Konzept federführend ist")),
            *((str(body.pk), body.name) for body in everybody),
        ],
    )
