"""When those who owe an answer are reminded."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.models import ReminderAnchor, ReminderAudience
from reporting.services.queries.planning import Plan, Reminder

from .rows import RowsForm

MAX_DAYS = 180


class RemindersForm(RowsForm):
    reminder_distance = forms.IntegerField(
        label=gettext_lazy("Mindestabstand zwischen zwei E-Mails in Tagen"),
        min_value=0,
        max_value=60,
        help_text=gettext_lazy("Vorher bekommt niemand eine weitere Erinnerung."),
    )

    def stored_rows(self, plan: Plan) -> list[dict[str, Any]]:
        return [
            {
                "anchor": each.anchor,
                "days": None if each.anchor == ReminderAnchor.THIRD else each.days,
                "audience": each.audience,
            }
            for each in plan.reminders
        ]

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        named = {"number": number}
        return {
            "days": forms.IntegerField(
                label=_("Erinnerung %(number)d: Zahl der Tage") % named,
                min_value=0,
                max_value=MAX_DAYS,
                required=False,
            ),
            "anchor": forms.ChoiceField(
                label=_("Erinnerung %(number)d: Zeitpunkt") % named,
                choices=[("", _("keine Erinnerung")), *ReminderAnchor.choices],
                required=False,
            ),
            "audience": forms.ChoiceField(
                label=_("Erinnerung %(number)d: an wen") % named,
                choices=ReminderAudience.choices,
                initial=ReminderAudience.PERSON,
                required=False,
            ),
            "delete": forms.BooleanField(
                label=_("Erinnerung %(number)d löschen") % named, required=False, initial=False
            ),
        }

    def shown_of(self, plan: Plan) -> dict[str, Any]:
        return {"reminder_distance": plan.reminder_distance, **super().shown_of(plan)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.reminders: list[Reminder] = []
        for number in self.numbers:
            row = self.row(number)
            if row["delete"] or (not row["anchor"] and row["days"] is None):
                continue
            self._take(number, row)
        return data

    def _take(self, number: int, row: dict[str, Any]) -> None:
        anchor, days = row["anchor"], row["days"]
        if f"days_{number}" in self.errors or f"audience_{number}" in self.errors:
            return
        if not anchor:
            self.add_error(f"anchor_{number}", _("Bitte wählen Sie, wovon an die Tage zählen."))
        elif anchor == ReminderAnchor.THIRD and days:
            self.add_error(
                f"days_{number}", _("Nach einem Drittel der Zeit gibt es keine Tage zu zählen. Bitte leeren.")
            )
        elif anchor != ReminderAnchor.THIRD and days is None:
            self.add_error(f"days_{number}", _("Bitte geben Sie die Zahl der Tage an."))
        else:
            audience = ReminderAudience(row["audience"] or ReminderAudience.PERSON)
            self._add(number, Reminder(ReminderAnchor(anchor), days or 0, audience))

    def _add(self, number: int, reminder: Reminder) -> None:
        if reminder in self.reminders:
            self.add_error(f"anchor_{number}", _("Diese Erinnerung steht schon im Plan."))
        else:
            self.reminders.append(reminder)

    def changes(self) -> dict[str, Any]:
        return {
            "reminder_distance": self.cleaned_data["reminder_distance"],
            "reminders": self.reminders,
        }
