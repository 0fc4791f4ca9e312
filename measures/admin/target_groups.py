"""The Zielgruppen that editors can assign."""

from django.contrib import admin

from measures.models import TargetGroup
from safety.admin import OnceAdmin


@admin.register(TargetGroup)
class TargetGroupAdmin(OnceAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
