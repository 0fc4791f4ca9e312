"""Somebody saved first: the page shows both texts, and going on loses neither."""

import re
from decimal import Decimal

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from measures.models import ImplementationStatus
from partners.models import Organisation, OrganisationKind
from reporting.models import ProgressReport
from safety.conflict import conflict_response, find_conflicts
from safety.models import StaleVersionError
from tests.builders import make_measure, make_organisation, make_report, make_user

pytestmark = pytest.mark.django_db

PURPOSE = "tests.save_report"


class ReportForm(forms.ModelForm):
    class Meta:
        model = ProgressReport
        fields = ["status", "text", "next_steps"]


def make_saved_twice() -> tuple[ProgressReport, int]:
    """A report that somebody has saved since it was shown, and the version that was shown."""
    report = make_report(make_measure(), make_organisation(), text="Alt", next_steps="Weiter so.")
    shown = report.version
    report.claim_version(shown)
    report.text = "Text der anderen"
    report.status = ImplementationStatus.PERMANENT
    report.save()
    return report, shown


def save(report: ProgressReport, shown: int, posted: dict[str, str] | None = None) -> HttpResponse:
    data = {"status": "in_progress", "text": "Mein Text", "next_steps": "Weiter so.", **(posted or {})}
    request: HttpRequest = RequestFactory().post("/formular/?seite=2", {**data, "version": str(shown)})
    request.user = make_user()
    form = ReportForm(request.POST, instance=ProgressReport.objects.get(pk=report.pk))
    assert form.is_valid()
    try:
        form.instance.claim_version(shown)
    except StaleVersionError as stale:
        return conflict_response(request, form=form, current=stale.current, purpose=PURPOSE)
    form.save()
    return HttpResponse()


def test_both_texts_stand_on_the_page() -> None:
    response = save(*make_saved_twice())
    assert response.status_code == 409
    assert "Text der anderen" in response.text
    assert "Mein Text" in response.text


def test_heading_blames_nobody_because_it_may_be_ones_own_second_window() -> None:
    page = save(*make_saved_twice()).text
    assert "Diese Angaben wurden inzwischen gespeichert</h1>" in page
    assert "Jemand anderes" not in page


def test_nothing_was_overwritten() -> None:
    report, shown = make_saved_twice()
    save(report, shown)
    assert ProgressReport.objects.get(pk=report.pk).text == "Text der anderen"


def test_choices_are_shown_by_their_labels() -> None:
    assert "Daueraufgabe" in re.sub(r"<option.*?</option>", "", save(*make_saved_twice()).text, flags=re.S)


def test_fields_that_agree_and_unknown_ones_are_carried_along() -> None:
    page = save(*make_saved_twice(), {"form-0-note": "Zeile <1>"}).text
    assert '<input type="hidden" name="next_steps" value="Weiter so.">' in page
    assert '<input type="hidden" name="form-0-note" value="Zeile &lt;1&gt;">' in page


def test_going_on_saves_over_the_version_that_was_seen() -> None:
    report, shown = make_saved_twice()
    page = save(report, shown).text
    versions = re.findall(r'name="version" value="(\d+)"', page)
    assert versions == [str(report.version)]
    assert 'action="/formular/?seite=2"' in page
    assert 'name="form_key"' in page
    assert save(report, int(versions[0])).status_code == 200
    assert ProgressReport.objects.get(pk=report.pk).text == "Mein Text"


def test_first_writer_sees_no_conflict() -> None:
    organisation = make_organisation()
    organisation.claim_version(1)
    organisation.kind = OrganisationKind.OTHER
    organisation.save()
    assert Organisation.objects.get(pk=organisation.pk).version == 2


class ValueForm(forms.Form):
    value = forms.DecimalField()


def test_a_number_is_the_same_however_many_zeros_the_database_adds() -> None:
    form = ValueForm({"value": "12.5"})
    assert form.is_valid()
    assert find_conflicts(form, make_organisation(), {"value": Decimal("12.50")}) == []
    (conflict,) = find_conflicts(form, make_organisation(), {"value": Decimal("100.00")})
    assert (conflict.current, conflict.mine) == ("100", "12,5")
