"""What a partner enters about who answers: a colleague takes over, or somebody else is responsible."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Contact, Organisation

from .requests import PersonField


class PassOnForm(forms.Form):
    """`asked` are the persons who are asked at present; with a personal link only the person of the link."""

    leaving = PersonField(label=_("Bisher wird gefragt"), queryset=Contact.objects.none())
    successor = PersonField(
        label=_("Es übernimmt"),
        queryset=Contact.objects.none(),
        help_text=_("Diese Person bekommt eine E-Mail mit einem eigenen Link."),
    )

    def __init__(self, data: Any = None, *, organisation: Organisation, asked: list[Contact]) -> None:
        super().__init__(data, prefix="pass_on")
        there = organisation.contacts.order_by("name")
        persons = [contact.pk for contact in asked]
        self.fields["leaving"].queryset = there.filter(pk__in=persons)  # type: ignore[attr-defined]
        self.fields["successor"].queryset = there.reachable()  # type: ignore[attr-defined]
        if len(asked) == 1:
            self.initial["leaving"] = asked[0].pk
            self.fields["leaving"].widget = forms.HiddenInput()
            others = there.reachable().exclude(pk=asked[0].pk)
            self.fields["successor"].queryset = others  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False

    def has_choice(self) -> bool:
        """Whether there is anybody to pass on to."""
        successors = self.fields["successor"].queryset  # type: ignore[attr-defined]
        return bool(self.fields["leaving"].queryset.exists() and successors.exists())  # type: ignore[attr-defined]


class SomebodyElseForm(forms.Form):
    text = forms.CharField(
        label=_("Wer ist zuständig?"),
        help_text=_("Zum Beispiel Name, Organisation und dienstliche E-Mail-Adresse."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, prefix="office")
        self.helper = FormHelper()
        self.helper.form_tag = False
