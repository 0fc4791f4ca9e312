"""What the Integrationsbeauftragte enters to take the steps of a query."""

from django import forms


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class StepForm(forms.Form):
    """A step of the query; the version tells which stand of it the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def expected_version(self) -> int:
        version: int = self.cleaned_data["version"]
        return version
