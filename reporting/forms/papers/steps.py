"""Steps of a Vorlage that are taken only with a tick for exactly what the page has shown."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.forms.agreeing import AgreeingForm
from reporting.forms.query import StepForm
from reporting.models import CommitteeReport
from reporting.services.papers import Doubt

PLEASE_TICK = _("Bitte setzen Sie zuerst den Haken.")


class PaperStepForm(StepForm):
    #: Said where somebody was faster.
    changed = _(
        "Die Vorlage wurde inzwischen geändert. Bitte lesen Sie sie noch einmal und bestätigen Sie neu."
    )

    def __init__(self, *args: Any, paper: CommitteeReport, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": paper.version, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.paper = paper
        self.helper = FormHelper()
        self.helper.form_tag = False

    def ask_again(self) -> None:
        """The paper is not what it was when the ticks were set: show the new stand, without them."""
        ticks = [name for name, field in self.fields.items() if isinstance(field, forms.BooleanField)]
        kept = {name: value for name, value in self.data.items() if name not in ticks}
        self.data = {**kept, "version": str(self.paper.version)}


class FinaliseForm(AgreeingForm, PaperStepForm):
    """One tick per doubt, and one for the whole; the texts of the report come into the paper."""

    changed = _(
        "Die Vorlage oder ein Text des Berichts wurde inzwischen geändert. "
        "Bitte lesen Sie die Vorlage noch einmal und bestätigen Sie neu."
    )

    def __init__(self, *args: Any, doubts: Sequence[Doubt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show_texts(self.paper.query)
        self.doubts = doubts
        for doubt in doubts:
            label = _("%(doubt)s Das ist so gewollt.") % {"doubt": doubt.text}
            self.fields[f"accept_{doubt.code}"] = _tick(label)
        self.fields["confirmed"] = _tick(
            _(
                "Ich habe die Vorlage und die Texte auf dieser Seite gelesen. Die Vorlage soll so festgelegt werden."
            )
        )

    def ask_again(self) -> None:
        super().ask_again()
        self.show_new_texts(self.paper.query)

    @property
    def accepted(self) -> list[str]:
        return [doubt.code for doubt in self.doubts if self.cleaned_data[f"accept_{doubt.code}"]]


class ReopenPaperForm(PaperStepForm):
    reason = forms.CharField(
        label=_("Grund"),
        help_text=_("Der Grund steht im Protokoll. Bitte nennen Sie keine Personen."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class DiscardForm(PaperStepForm):
    confirmed = forms.BooleanField(
        label=_("Der Entwurf soll verworfen werden."), error_messages={"required": PLEASE_TICK}
    )


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, error_messages={"required": PLEASE_TICK})
