"""What the queue of reports can be narrowed to, and which of them are chosen for one decision."""

import uuid
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from fields.models import FieldOfAction
from partners.models import Organisation
from reporting.models import ProgressReport, StatusQuery
from reporting.models.report_set import ProgressReportSet

#: For reports that answer no query.
OF_OWN_ACCORD = "ohne"
#: Name under which the queue sends each chosen report, as `uuid:version`.
CHOSEN = "meldung"
MAX_DIGITS = 9


class QueueFilterForm(forms.Form):
    """Only what occurs in the queue can be chosen; made-up values choose nothing."""

    abfrage = forms.ChoiceField(label=_("Abfrage"), required=False)
    handlungsfeld = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        waiting = ProgressReport.objects.to_review().order_by()
        queries = StatusQuery.objects.filter(pk__in=waiting.values("request__query"))
        fields = FieldOfAction.objects.filter(pk__in=waiting.values("measure__field_of_action"))
        organisations = Organisation.objects.filter(pk__in=waiting.values("organisation"))
        choices = {
            "abfrage": [*queries.values_list("slug", "title"), (OF_OWN_ACCORD, str(_("ohne Abfrage")))],
            "handlungsfeld": [
                (field.slug, f"{field.number}. {field.short_title}") for field in fields.order_by("number")
            ],
            "organisation": list(organisations.order_by("name").values_list("slug", "name")),
        }
        for name, found in choices.items():
            self.fields[name].choices = [("", _("alle")), *found]  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.hide_optional = True

    def reports(self) -> ProgressReportSet:
        self.full_clean()
        data, found = self.cleaned_data, ProgressReport.objects.to_review()
        if data.get("abfrage") == OF_OWN_ACCORD:
            found = found.filter(request=None)
        elif data.get("abfrage"):
            found = found.filter(request__query__slug=data["abfrage"])
        if data.get("handlungsfeld"):
            found = found.filter(measure__field_of_action__slug=data["handlungsfeld"])
        if data.get("organisation"):
            found = found.filter(organisation__slug=data["organisation"])
        return found


def read_chosen(sent: QueryDict) -> dict[uuid.UUID, int]:
    """The chosen reports with the version that the person saw; what cannot be read is left out."""
    chosen = {}
    for value in sent.getlist(CHOSEN):
        key, _colon, version = value.partition(":")
        if version.isdecimal() and len(version) <= MAX_DIGITS and _is_uuid(key):
            chosen[uuid.UUID(key)] = int(version)
    return chosen


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
