"""What the KI enters for a single request, and what a partner says about who answers: one small form per step."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Contact, Organisation
from reporting.models import QueryRequest

from .query import DayInput, StepForm

#: So many characters may be added to a note at once.
MORE_NOTE = 5000


class PersonField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(empty_label=_("Bitte wählen"), **kwargs)

    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact.name}, {contact.function}" if contact.function else contact.name


class RequestForm(StepForm):
    """Also what is merely confirmed. The prefix keeps the fields of the page's forms apart."""

    name: ClassVar[str] = "confirm"

    def __init__(self, data: Any = None, *, asked: QueryRequest, prefix: str = "") -> None:
        super().__init__(data, initial={"version": asked.version}, prefix=prefix or self.name)
        self.asked = asked
        self.helper = FormHelper()
        self.helper.form_tag = False

    def has_choice(self) -> bool:
        """Whether each list of the form offers anything."""
        lists = [field for field in self.fields.values() if isinstance(field, forms.ModelChoiceField)]
        return all(field.queryset is not None and field.queryset.exists() for field in lists)


class RevokeForm(RequestForm):
    """Under a name of its own: the page may show it beside another step that is merely confirmed."""

    name = "revoke"


class ExtendForm(RequestForm):
    name = "extend"

    until = forms.DateField(
        label=_("Neue Frist"),
        help_text=_("Gilt nur für diese Anfrage. Der Tag zählt ganz mit."),
        widget=DayInput(),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["until"] = self.asked.deadline


class InvitingForm(RequestForm):
    invite = forms.BooleanField(
        label=_("Gleich eine Einladung per E-Mail senden"), required=False, initial=True
    )


class PersonForm(InvitingForm):
    name = "person"
    field_order = ("contact", "invite")

    contact = PersonField(label=_("Gefragt wird"), queryset=Contact.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = colleagues(self.asked)  # type: ignore[attr-defined]


class OrganisationForm(InvitingForm):
    name = "organisation"
    field_order = ("organisation", "invite")

    organisation = forms.ModelChoiceField(
        label=_("Es antwortet"),
        queryset=Organisation.objects.none(),
        empty_label=_("Bitte wählen"),
        help_text=_("Ein Entwurf der bisherigen Organisation bleibt bei ihr erhalten."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        same = QueryRequest.objects.filter(query=self.asked.query_id, measure=self.asked.measure_id)
        others = Organisation.objects.nameable().exclude(pk__in=same.values("organisation"))
        self.fields["organisation"].queryset = others  # type: ignore[attr-defined]


class WithdrawForm(RequestForm):
    name = "withdraw"

    reason = forms.CharField(
        label=_("Grund, warum keine Antwort nötig ist"),
        help_text=_(
            "Der Grund steht im Protokoll und wird mit der Abfrage festgehalten. Bitte nennen Sie keine Personen."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class NoteForm(RequestForm):
    name = "note"

    note = forms.CharField(
        label=_("Interne Notiz"),
        help_text=_("Nur für das Kommunale Integrationszentrum."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["note"] = self.asked.note

    def clean_note(self) -> str:
        """What partners tell about who answers is appended to the note: it must not grow too long to be saved."""
        note: str = self.cleaned_data["note"].replace("\r\n", "\n")
        longest = len(self.asked.note) + MORE_NOTE
        if len(note) > longest:
            raise forms.ValidationError(_("Bitte schreiben Sie höchstens %d Zeichen.") % longest)
        return note


class HandOverForm(RequestForm):
    name = "hand_over"

    successor = PersonField(label=_("Es übernimmt"), queryset=Contact.objects.none())
    has_left = forms.BooleanField(
        label=_("Die bisherige Person arbeitet nicht mehr bei der Organisation"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reachable = colleagues(self.asked).reachable()
        self.fields["successor"].queryset = reachable  # type: ignore[attr-defined]


def colleagues(asked: QueryRequest) -> Any:
    """The active persons of the organisation, except the one who is asked already."""
    return (
        asked.organisation.contacts.filter(is_active=True).exclude(pk=asked.contact_id or 0).order_by("name")
    )
