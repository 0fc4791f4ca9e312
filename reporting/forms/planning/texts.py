"""What the mails of a query say."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.models import MailKind
from reporting.services.mails.placeholders import check_placeholders
from reporting.services.mails.wordings import standard_wording
from reporting.services.queries.planning import Plan, Wording

from .part import PartForm

#: The occasions whose text may be written anew, in the order of a query's life.
TEXT_KINDS = (
    MailKind.INVITATION,
    MailKind.REMINDER,
    MailKind.ESCALATION,
    MailKind.RETURNED,
    MailKind.APPROVED,
    MailKind.THANKS,
)


class TextsForm(PartForm):
    """Shows the standard text where the query has none of its own, and stores only what differs from it."""

    reply_to = forms.EmailField(
        label=gettext_lazy("Antworten auf E-Mails gehen an"),
        required=False,
        help_text=gettext_lazy("Ohne Angabe gehen sie an die Adresse, von der das Portal sendet."),
    )

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for kind in TEXT_KINDS:
            named = {"occasion": kind.label}
            self.fields[f"{kind}_subject"] = forms.CharField(
                label=_("%(occasion)s: Betreff") % named, max_length=200, required=False
            )
            self.fields[f"{kind}_body"] = forms.CharField(
                label=_("%(occasion)s: Text") % named,
                widget=forms.Textarea(attrs={"rows": 6}),
                max_length=5000,
                required=False,
            )

    def shown_of(self, plan: Plan) -> dict[str, Any]:
        shown: dict[str, Any] = {"reply_to": plan.reply_to}
        for kind in TEXT_KINDS:
            own, standard = plan.texts.get(kind, Wording()), standard_wording(kind)
            shown[f"{kind}_subject"] = own.subject or standard.subject
            shown[f"{kind}_body"] = own.body or standard.body
        return shown

    def occasions(self) -> list[tuple[MailKind, forms.BoundField, forms.BoundField]]:
        return [(kind, self[f"{kind}_subject"], self[f"{kind}_body"]) for kind in TEXT_KINDS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in (bound.html_name for _kind, *pair in self.occasions() for bound in pair):
            unknown = check_placeholders(data.get(name, ""))
            if unknown:
                words = ", ".join(f"{{{word}}}" for word in unknown)
                self.add_error(name, _("Diesen Platzhalter gibt es nicht: %(words)s") % {"words": words})
        return data

    def changes(self) -> dict[str, Any]:
        others = {kind: text for kind, text in self.known.texts.items() if kind not in TEXT_KINDS}
        texts = {kind: self._wording(kind) for kind in TEXT_KINDS}
        return {
            "reply_to": self.cleaned_data["reply_to"],
            "texts": {**others, **{kind: text for kind, text in texts.items() if text}},
        }

    def _wording(self, kind: MailKind) -> Wording:
        standard = standard_wording(kind)
        subject, body = (self.cleaned_data[f"{kind}_{part}"] for part in ("subject", "body"))
        body = body.replace("\r\n", "\n")
        return Wording(
            subject="" if subject == standard.subject else subject,
            body="" if body == standard.body else body,
        )
