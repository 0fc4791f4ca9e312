"""What the Integrationsbeauftragte writes into a report after the closing."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.services.report_texts import LONGEST_REPORT_TEXT, TextPlace

from .query import StepForm


class ReportTextForm(StepForm):
    """One text in Markdown; empty it does not appear in the report."""

    text = forms.CharField(
        label=_("Text"),
        help_text=_(
            "Leerzeilen trennen Absätze. Eine Zeile mit „- “ am Anfang wird ein Punkt einer Liste, "
            "„## “ am Anfang eine Überschrift, **Wort** wird fett. Bitte nennen Sie keine Personen."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
        required=False,
    )

    def __init__(self, *args: Any, place: TextPlace, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": place.version, "text": place.text}
        super().__init__(*args, **kwargs)
        self.fields["text"].label = place.title
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.hide_optional = True

    def clean_text(self) -> str:
        """Too long is refused with a word; `maxlength` would silently cut off what is pasted."""
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_REPORT_TEXT:
            raise forms.ValidationError(
                _("Der Text hat %(length)s Zeichen. Möglich sind 60.000. Bitte kürzen Sie ihn."),
                params={"length": len(text)},
            )
        return text
