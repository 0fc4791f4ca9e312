"""What the Integrationsbeauftragte enters around the end of a query: the cut, opening again, more time, addenda."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.models import StatusQuery
from reporting.services.queries.addenda import Place

from .agreeing import AgreeingForm
from .query import DayInput


class ConfirmedForm(forms.Form):
    """A step that is taken only with a tick for exactly that stand of the query which the page has shown."""

    #: What the tick says.
    promise = gettext_lazy("Ich habe gelesen, was dann geschieht.")

    version = forms.IntegerField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        required=False, error_messages={"required": gettext_lazy("Bitte setzen Sie zuerst den Haken.")}
    )

    def __init__(self, *args: Any, query: StatusQuery, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": query.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.query = query
        self.fields["confirmed"].label = self.promise
        self.fields["confirmed"].required = True
        self.helper = FormHelper()
        self.helper.form_tag = False

    @property
    def expected_version(self) -> int:
        version: int = self.cleaned_data["version"]
        return version

    def ask_again(self) -> None:
        """The query is not what it was when the tick was set: show the new stand, without the tick."""
        kept = {name: value for name, value in self.data.items() if name != "confirmed"}
        self.data = {**kept, "version": str(self.query.version)}


class CloseForm(ConfirmedForm):
    promise = gettext_lazy("Ich habe gelesen, was fehlt und was nach dem Schließen geschieht.")


class PublishForm(AgreeingForm, ConfirmedForm):
    promise = gettext_lazy(
        "Ich habe die Vorschau angesehen und die Texte auf dieser Seite gelesen. Der Bericht soll öffentlich werden."
    )

    def __init__(self, *args: Any, query: StatusQuery, **kwargs: Any) -> None:
        super().__init__(*args, query=query, **kwargs)
        self.show_texts(query)

    def ask_again(self) -> None:
        super().ask_again()
        self.show_new_texts(self.query)


class DaysForm(ConfirmedForm):
    """New days for everybody; the service checks them, for it knows the query as it is then."""

    due_on = forms.DateField(
        label=gettext_lazy("Neue Frist"),
        help_text=gettext_lazy("Letzter Tag für die Antwort; er zählt ganz mit."),
        widget=DayInput(),
    )
    grace_until = forms.DateField(
        label=gettext_lazy("Neue Nachfrist"),
        help_text=gettext_lazy(
            "Letzter Tag, an dem verspätete Antworten noch in den Bericht kommen. Leer gibt es keine Nachfrist."
        ),
        widget=DayInput(),
        required=False,
    )
    field_order = ["version", "due_on", "grace_until", "reason", "confirmed"]

    def days(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("due_on", "grace_until")}


class ProlongForm(DaysForm):
    promise = gettext_lazy("Die neuen Tage gelten für alle Organisationen dieser Abfrage.")


class ReopenForm(DaysForm):
    promise = gettext_lazy("Ich habe gelesen, was beim Wiederöffnen geschieht.")

    reason = forms.CharField(
        label=gettext_lazy("Grund"),
        help_text=gettext_lazy(
            "Der Grund steht im Protokoll und später auch im veröffentlichten Bericht. Bitte nennen Sie keine Personen."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class AddendumForm(forms.Form):
    """To which frozen answer something is added, and what."""

    answer = forms.ChoiceField(label=gettext_lazy("Maßnahme und Organisation"))
    text = forms.CharField(
        label=gettext_lazy("Nachtrag"),
        help_text=gettext_lazy(
            "Ein Nachtrag lässt sich nicht mehr ändern oder löschen. Ist etwas falsch, schreiben Sie einen weiteren."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10_000,
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Wer soll den Nachtrag lesen?"),
        choices=[
            ("public", gettext_lazy("alle: Er steht öffentlich beim Bericht")),
            ("internal", gettext_lazy("nur das Kommunale Integrationszentrum und die Organisation")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, places: list[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        choices: list[tuple[str, str]] = [(place.key, place.label) for place in places]
        self.fields["answer"].choices = [("", _("Bitte wählen")), *choices]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def said(self) -> dict[str, Any]:
        data = self.cleaned_data
        place = self.places[data["answer"]]
        return {
            "measure_uuid": place.measure,
            "organisation_uuid": place.organisation,
            "text": data["text"],
            "is_public": data["audience"] == "public",
        }
