"""Forms of the admin: plain texts, the reason for changing official wording, and numbered rows."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

REASON_FIELD = "change_reason"
MISSING_REASON = _(
    "Sie haben den amtlichen Wortlaut geändert. Bitte nennen Sie unter „Grund der Änderung“ einen Grund."
)
#: Far beyond every real place in a list, see NumberedFormSet.
_ASIDE = 10_000


class PlainTextField(forms.CharField):
    """Text with the same line ends whichever way it came, so that comparing shows no false difference."""

    widget = AdminTextareaWidget

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class ReasonForm(forms.ModelForm):
    """Asks for a reason whenever one of `official_fields` of a stored row is changed (DESIGN.md 4.6)."""

    official_fields: ClassVar[frozenset[str]] = frozenset()

    change_reason = forms.CharField(
        label=_("Grund der Änderung"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_(
            "Pflicht, wenn Sie den amtlichen Wortlaut ändern. Ein Satz mit höchstens 100 Zeichen, zum Beispiel "
            "„Ratsbeschluss vom 3. März 2026“. Der Grund steht im Verlauf, nicht auf der Website."
        ),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        changed = self.official_fields.intersection(self.changed_data)
        if self.instance.pk and changed and not self.cleaned_data.get(REASON_FIELD):
            self.add_error(REASON_FIELD, MISSING_REASON)
        return cleaned


class AggregateFormSet(forms.BaseInlineFormSet):
    """Rows of an aggregate; changing their `official_fields` needs a reason in the form above them."""

    official_fields: tuple[str, ...] = ()

    def clean(self) -> None:
        super().clean()
        has_reason = bool(str(self.data.get(REASON_FIELD, "")).strip())
        if self.instance.pk and not has_reason and any(map(self._touches_wording, self.forms)):
            raise ValidationError(MISSING_REASON)

    def _touches_wording(self, form: forms.BaseForm) -> bool:
        if form in self.deleted_forms:
            return any(form.initial.get(name) for name in self.official_fields)
        return not set(self.official_fields).isdisjoint(form.changed_data)


class NumberedForm(forms.ModelForm):
    """A row with a place in its list. An empty place means the end; NumberedFormSet keeps the places apart."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False
        self.fields["number"].help_text = _("Platz in der Liste. Leer: am Ende.")

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() | {"number"}  # type: ignore[misc, no-any-return]


class NumberedFormSet(AggregateFormSet):
    """Lets rows swap their places, which a check of each row against the database would refuse."""

    def clean(self) -> None:
        rows = [form for form in self.forms if form not in self.deleted_forms and _is_filled(form)]
        taken = [number for form in rows if (number := form.cleaned_data.get("number")) is not None]
        if len(taken) != len(set(taken)):
            raise ValidationError(_("Zwei Zeilen haben denselben Platz. Bitte ändern Sie eine der Zahlen."))
        if taken and max(taken) >= _ASIDE:
            raise ValidationError(_("Bitte wählen Sie für den Platz eine Zahl unter 10 000."))
        following = max(taken, default=0) + 1
        for form in rows:
            if form.cleaned_data.get("number") is None:
                form.cleaned_data["number"] = form.instance.number = following
                following += 1
        super().clean()

    def set_places_aside(self) -> None:
        """Free the places of all stored rows before saving those that change theirs.

        A bare update on purpose: the state lasts no longer than the transaction and is no history.
        """
        moved = [form.instance.pk for form in self.initial_forms if "number" in form.changed_data]
        model: Any = self.model
        model._base_manager.filter(pk__in=moved).update(number=F("number") + _ASIDE)


def _is_filled(form: forms.BaseForm) -> bool:
    return hasattr(form, "cleaned_data") and (form.has_changed() or not form.empty_permitted)
