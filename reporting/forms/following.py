"""What the list of missing answers can be narrowed to; names and values stand in the address bar."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fields.models import FieldOfAction
from partners.models import Contact, Organisation
from reporting.models import RequestState, StatusQuery
from reporting.services.responses.figures import BY_FIELD, BY_ORGANISATION, BY_PERSON
from reporting.services.responses.missing import EVERY_STATE, MissingFilter
from reporting.services.responses.people import NO_CONTACT

Choices = list[tuple[str, str]]
OVERDUE = "ueberfaellig"


class MissingFilterForm(forms.Form):
    """Made-up values choose nothing, so that an old address still leads to a list."""

    stand = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[("", _("was fehlt")), (EVERY_STATE, _("alle Anfragen")), *RequestState.choices],
    )
    handlungsfeld = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    person = forms.ChoiceField(label=_("Gefragt wird"), required=False)
    ueberfaellig = forms.BooleanField(label=_("nur überfällige"), required=False)

    def __init__(self, data: QueryDict, *args: Any, query: StatusQuery, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        choices = {
            BY_FIELD: _fields(query),
            BY_ORGANISATION: _organisations(query),
            BY_PERSON: _people(query),
        }
        for name, found in choices.items():
            self.fields[name].choices = [("", _("alle")), *found]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.hide_optional = True

    def chosen(self) -> MissingFilter:
        self.full_clean()
        data = self.cleaned_data
        return MissingFilter(
            organisation=data.get(BY_ORGANISATION, ""),
            field=data.get(BY_FIELD, ""),
            person=data.get(BY_PERSON, ""),
            state=data.get("stand", ""),
            is_overdue=data.get(OVERDUE, False),
        )


def _fields(query: StatusQuery) -> Choices:
    asked = FieldOfAction.objects.filter(pk__in=query.requests.values("measure__field_of_action"))
    return [(field.slug, f"{field.number}. {field.short_title}") for field in asked.order_by("number")]


def _organisations(query: StatusQuery) -> Choices:
    asked = Organisation.objects.filter(pk__in=query.requests.values("organisation"))
    return list(asked.order_by("name").values_list("slug", "name"))


def _people(query: StatusQuery) -> Choices:
    asked = Contact.objects.filter(pk__in=query.requests.values("contact")).select_related("organisation")
    named = [(str(contact.uuid), str(contact)) for contact in asked.order_by("name", "pk")]
    return [(NO_CONTACT, str(_("ohne Ansprechperson"))), *named]
