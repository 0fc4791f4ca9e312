"""What the steps have in common by which the texts of a report go out: they are read on the page of the step."""

from django import forms

from reporting.agreed_texts import agreed_texts
from reporting.models import StatusQuery


class AgreeingForm(forms.Form):
    """The page shows `texts`, and the tick holds for just these: two persons may write side by side."""

    seen_texts = forms.CharField(widget=forms.HiddenInput, required=False)

    def show_texts(self, query: StatusQuery) -> None:
        self.texts = agreed_texts(query)
        self.initial["seen_texts"] = self.texts.stand
        self.texts_are_open = False

    def show_new_texts(self, query: StatusQuery) -> None:
        """Unfolded, for the tick that was set was for others."""
        self.show_texts(query)
        self.data = {**self.data, "seen_texts": self.texts.stand}
        self.texts_are_open = True
