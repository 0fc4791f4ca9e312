"""Reports and queries to read, committees to edit, and decisions about doubtful mails.

What was reported changes only through the pages of the portal, which keep its rules; here it can be looked up.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from safety.admin import OnceAdmin, ReadOnlyAdmin

from .models import (
    Committee,
    IndicatorAnswer,
    MailState,
    OutboxMail,
    ProgressReport,
    QueryRequest,
    StatusQuery,
    StepAnswer,
)
from .services import outbox


class LookUpAdmin(ReadOnlyAdmin):
    """Read-only lists that may grow long."""

    show_full_result_count = False
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER


class AnswerInline(admin.StackedInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class IndicatorAnswerInline(AnswerInline):
    model = IndicatorAnswer
    fields = ["indicator", "attainment", "value", "note"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[IndicatorAnswer]:
        return super().get_queryset(request).select_related("indicator")


class StepAnswerInline(AnswerInline):
    model = StepAnswer
    fields = ["step", "is_done"]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[StepAnswer]:
        return super().get_queryset(request).select_related("step")


@admin.register(ProgressReport)
class ProgressReportAdmin(LookUpAdmin):
    inlines = [IndicatorAnswerInline, StepAnswerInline]
    list_display = ["measure", "organisation", "as_of", "state", "status"]
    list_select_related = ["measure", "organisation"]
    list_filter = ["state", "status", "measure__field_of_action"]
    search_fields = ["measure__title", "organisation__name"]
    fields = [
        ("measure", "organisation", "state"),
        ("as_of", "status", "course"),
        ("delay_reason", "new_date"),
        "countermeasure",
        "text",
        "experiences",
        "next_steps",
        "resources",
        "public_text",
        "internal_note",
        "return_remark",
        ("submitted_by", "submitted_at"),
        ("approved_by", "approved_at"),
        "self_approval_reason",
    ]


@admin.register(StatusQuery)
class StatusQueryAdmin(LookUpAdmin):
    list_display = ["title", "year", "as_of", "due_on", "state"]
    list_filter = ["state", "kind"]
    fields = ["title", "kind", "year", "as_of", "due_on", "grace_until", "state"]


@admin.register(QueryRequest)
class QueryRequestAdmin(LookUpAdmin):
    list_display = ["measure", "organisation", "state", "deadline"]
    list_select_related = ["query", "measure", "organisation"]
    list_filter = ["query", "state"]
    search_fields = ["measure__title", "organisation__name"]
    fields = ["query", "measure", "organisation", "contact", "state", "extended_to"]

    @admin.display(description=_("Frist"))
    def deadline(self, request: QueryRequest) -> Any:
        return request.deadline


@admin.register(Committee)
class CommitteeAdmin(OnceAdmin):
    list_display = ["name"]
    search_fields = ["name"]
    fields = ["name"]


@admin.register(OutboxMail)
class OutboxMailAdmin(LookUpAdmin):
    """The text stays hidden: it may hold a personal link. Of a refused mail the address can be corrected."""

    list_display = ["recipient", "subject", "state", "queued_at", "sent_at", "attempts"]
    list_filter = ["state"]
    search_fields = ["recipient", "subject"]
    fields = [
        "recipient",
        "subject",
        "state",
        ("queued_at", "next_try_at", "sent_at"),
        "attempts",
        "last_error",
    ]
    actions = ["resend", "mark_as_sent"]

    def has_change_permission(self, request: HttpRequest, obj: OutboxMail | None = None) -> bool:
        is_refused = obj is not None and obj.state == MailState.FAILED
        return is_refused and self.has_decide_permission(request)

    def get_readonly_fields(self, request: HttpRequest, obj: OutboxMail | None = None) -> list[str]:
        return [field.name for field in self.opts.fields if field.name != "recipient" and field.editable]

    def save_model(self, request: HttpRequest, obj: OutboxMail, form: Any, change: bool) -> None:
        """Write the address only, so that a state which changed meanwhile stays."""
        if not outbox.readdress(obj, recipient=obj.recipient):
            self.message_user(request, _("Diese E-Mail ist nicht mehr abgelehnt."), messages.WARNING)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("reporting.change_outboxmail"))

    @admin.action(description=_("Erneut senden (fraglich oder abgelehnt)"), permissions=["decide"])
    def resend(self, request: HttpRequest, queryset: models.QuerySet[OutboxMail]) -> None:
        self._decide(request, queryset, outbox.resend)

    @admin.action(description=_("Als gesendet markieren (fraglich)"), permissions=["decide"])
    def mark_as_sent(self, request: HttpRequest, queryset: models.QuerySet[OutboxMail]) -> None:
        self._decide(request, queryset, outbox.mark_sent)

    def _decide(
        self, request: HttpRequest, mails: models.QuerySet[OutboxMail], act: Callable[..., bool]
    ) -> None:
        """Count what was done: somebody else may have decided first, and sent mails stay as they are."""
        done = sum(act(mail, now=timezone.now()) for mail in mails)
        text = ngettext("%d E-Mail wurde entschieden.", "%d E-Mails wurden entschieden.", done) % done
        self.message_user(request, text, messages.SUCCESS if done else messages.WARNING)
