"""The audit trail to be read by the Administration; nobody changes it."""

from django.contrib import admin

from safety.models import AuditEntry

from .read_only import ReadOnlyAdmin


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["number", "at", "action", "subject", "user_id", "reason"]
    list_filter = ["action"]
    search_fields = ["subject", "reason"]
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
