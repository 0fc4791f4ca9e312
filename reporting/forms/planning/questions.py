"""A query's own questions, beside the fixed core of every report."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from reporting.models import QuestionKind, QuestionScope
from reporting.services.queries.planning import OwnQuestion, Plan

from .rows import RowsForm

MAX_OPTION = 200
FEWEST_OPTIONS = 2


class QuestionsForm(RowsForm):
    def stored_rows(self, plan: Plan) -> list[dict[str, Any]]:
        return [
            {
                "text": each.text,
                "help": each.help_text,
                "scope": each.scope,
                "kind": each.kind,
                "unit": each.unit,
                "options": "\n".join(each.options),
                "required": each.is_required,
                "public": each.is_public,
                "place": place,
            }
            for place, each in enumerate(plan.questions, start=1)
        ]

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        return {**_wording_fields(number), **_answer_fields(number), **_use_fields(number)}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        found: list[tuple[int, int, OwnQuestion]] = []
        for number in self.numbers:
            row = self.row(number)
            if row["delete"] or not any(row[name] for name in ("text", "help", "unit", "options")):
                continue
            question = self._question(number, row)
            if question is not None:
                found.append((row["place"] or 1000, number, question))
        self.questions = [question for _place, _number, question in sorted(found, key=lambda each: each[:2])]
        return data

    def _question(self, number: int, row: dict[str, Any]) -> OwnQuestion | None:
        """The question of a row; None, and the reasons at its fields, where something is wrong with it."""
        options = list(filter(None, map(str.strip, (row["options"] or "").splitlines())))
        problems = {f"{name}_{number}": reason for name, reason in _problems(row, options).items()}
        for name, reason in problems.items():
            if name not in self.errors:
                self.add_error(name, reason)
        if any(f"{name}_{number}" in self.errors for name in row):
            return None
        return OwnQuestion(
            text=row["text"],
            scope=QuestionScope(row["scope"] or QuestionScope.MEASURE),
            kind=QuestionKind(row["kind"] or QuestionKind.TEXT),
            help_text=row["help"],
            unit=row["unit"],
            options=tuple(options),
            is_required=row["required"],
            is_public=row["public"],
        )

    def changes(self) -> dict[str, Any]:
        return {"questions": self.questions}


def _wording_fields(number: int) -> dict[str, forms.Field]:
    named = {"number": number}
    return {
        "text": forms.CharField(
            label=_("Wortlaut von Frage %(number)d") % named, max_length=300, required=False
        ),
        "help": forms.CharField(
            label=_("Hinweis zu Frage %(number)d") % named,
            help_text=_("Steht klein unter der Frage: was gemeint ist, und wie lang die Antwort sein soll."),
            max_length=300,
            required=False,
        ),
        "scope": forms.ChoiceField(
            label=_("Wie oft Frage %(number)d gestellt wird") % named,
            choices=QuestionScope.choices,
            required=False,
            initial=QuestionScope.MEASURE,
        ),
    }


def _answer_fields(number: int) -> dict[str, forms.Field]:
    named = {"number": number}
    return {
        "kind": forms.ChoiceField(
            label=_("Art der Antwort auf Frage %(number)d") % named,
            choices=QuestionKind.choices,
            required=False,
            initial=QuestionKind.TEXT,
        ),
        "unit": forms.CharField(
            label=_("Einheit bei Frage %(number)d") % named,
            help_text=_("Nur bei der Art „Zahl“, zum Beispiel „Personen“ oder „Euro“."),
            max_length=40,
            required=False,
        ),
        "options": forms.CharField(
            label=_("Antworten zur Auswahl bei Frage %(number)d") % named,
            help_text=_("Nur bei der Art „Auswahl“: eine Antwort je Zeile, mindestens zwei."),
            widget=forms.Textarea(attrs={"rows": 4}),
            required=False,
        ),
    }


def _use_fields(number: int) -> dict[str, forms.Field]:
    named = {"number": number}
    return {
        "required": _tick(_("Frage %(number)d muss beantwortet werden") % named),
        "public": _tick(
            _("Antworten auf Frage %(number)d werden veröffentlicht") % named,
            _("Ohne Haken liest die Antworten nur das Kommunale Integrationszentrum."),
        ),
        "place": forms.IntegerField(
            label=_("Platz von Frage %(number)d") % named,
            help_text=_(
                "Die Fragen erscheinen nach dieser Zahl geordnet. Ohne Zahl steht die Frage am Ende."
            ),
            min_value=1,
            max_value=999,
            required=False,
        ),
        "delete": _tick(_("Frage %(number)d löschen") % named),
    }


def _tick(label: str, hint: str = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=hint, required=False, initial=False)


def _problems(row: dict[str, Any], options: list[str]) -> dict[str, str]:
    """What does not fit together within one row, by the name of the field to change."""
    problems: dict[str, str] = {}
    if not row["text"]:
        problems["text"] = _("Bitte schreiben Sie die Frage, oder leeren Sie die ganze Zeile.")
    if row["unit"] and row["kind"] != QuestionKind.NUMBER:
        problems["unit"] = _("Eine Einheit gibt es nur bei Zahlen.")
    if row["kind"] == QuestionKind.CHOICE:
        problems |= _option_problems(options)
    elif options:
        problems["options"] = _("Antworten zur Auswahl gibt es nur bei der Art „Auswahl“.")
    return problems


def _option_problems(options: list[str]) -> dict[str, str]:
    if len(options) < FEWEST_OPTIONS:
        return {"options": _("Bitte nennen Sie mindestens zwei Antworten, jede in einer eigenen Zeile.")}
    if any(option.startswith("=") for option in options):
        # Chosen from a list in the workbook, it would be taken for a formula.
        return {"options": _("Eine Antwort kann nicht mit „=“ beginnen.")}
    if len(set(options)) < len(options):
        return {"options": _("Eine Antwort steht zweimal in der Liste.")}
    if max(map(len, options)) > MAX_OPTION:
        return {"options": _("Eine Antwort ist zu lang. Möglich sind bis zu 200 Zeichen.")}
    return {}
