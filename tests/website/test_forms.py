"""The form pack: labels, hints, messages and the summary of errors are tied to their inputs."""

import re
from typing import Any

import pytest
from crispy_forms.templatetags.crispy_forms_filters import as_crispy_form
from django import forms

COLOURS = [("red", "Rot"), ("blue", "Blau")]


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="Vor- und Nachname")
    note = forms.CharField(label="Notiz", required=False, widget=forms.Textarea)
    colour = forms.ChoiceField(label="Farbe", choices=COLOURS, widget=forms.RadioSelect)
    tags = forms.MultipleChoiceField(
        label="Schlagwörter", choices=COLOURS, required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label="Art", choices=COLOURS)
    due = forms.DateField(label="Frist", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label="Anlage", required=False)
    agreed = forms.BooleanField(label="Einverstanden")


def render(data: dict[str, Any] | None = None) -> str:
    return str(as_crispy_form(SampleForm(data)))


def test_every_input_has_its_label() -> None:
    html = render()
    for name in ["name", "note", "kind", "due", "file", "agreed", "colour_0", "tags_1"]:
        assert f'for="id_{name}"' in html
        assert f'id="id_{name}"' in html


def test_group_of_inputs_is_a_fieldset_with_legend() -> None:
    html = render()
    assert html.count("<fieldset") == 2
    assert re.search(r"<legend[^>]*>Farbe\s*</legend>", html)


def test_hint_describes_its_input() -> None:
    html = render()
    assert 'aria-describedby="id_name_helptext"' in html
    assert 'id="id_name_helptext"' in html


def test_only_voluntary_fields_are_marked() -> None:
    html = render()
    assert html.count("– optional") == 4
    assert 'Name <span class="kern-label__optional">' not in html


def test_fresh_form_shows_no_error() -> None:
    html = render()
    assert "error-summary" not in html
    assert "aria-invalid" not in html
    assert "kern-error" not in html


def test_message_describes_its_invalid_input() -> None:
    html = render({})
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert "kern-form-input--error" in html


@pytest.mark.parametrize("first_input", ["id_name", "id_colour_0", "id_kind", "id_agreed"])
def test_summary_leads_to_the_first_input(first_input: str) -> None:
    html = render({})
    summary = html.partition("error-summary")[2].partition("</ul>")[0]
    assert f'href="#{first_input}"' in summary
    assert f'id="{first_input}"' in html


def test_summary_names_no_field_without_error() -> None:
    summary = render({}).partition("error-summary")[2].partition("</ul>")[0]
    assert "#id_note" not in summary
    assert "#id_tags_0" not in summary


def test_error_of_a_group_describes_the_group() -> None:
    html = render({})
    group = html[html.index('id="div_id_colour"') - 200 : html.index('id="div_id_colour"') + 200]
    assert 'aria-describedby="id_colour_error"' in group
    assert 'id="id_colour_error"' in html


def test_entered_text_is_shown_again_and_escaped() -> None:
    assert "&lt;b&gt;Text" in render({"note": "<b>Text"})
