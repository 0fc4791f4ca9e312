"""ModelAdmin whose „Verlauf“ is one timeline of the whole aggregate, from which older states can be restored."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from safety.models import StaleVersionError, VersionedModel
from safety.versions import VERSION_NAME, posted_version

from .restore import RestoreError, find_record, restore
from .timeline import Timeline, read_entries

PAGE_NAME = "seite"
ASK_NAME = "ask"
ENTRIES_PER_PAGE = 20


class HistoryAdmin(admin.ModelAdmin):
    def root(self, obj: Any) -> VersionedModel:
        """The aggregate to which `obj` belongs; the row itself, unless a subclass edits a part."""
        root: VersionedModel = obj
        return root

    def timelines(self, obj: Any) -> list[Timeline]:
        """Whose changes the timeline of `obj` shows; subclasses add the rows of the aggregate."""
        return [Timeline.of(self.model, id=obj.pk)]

    def address(self, page: str, obj: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[obj.pk])

    def get_urls(self) -> list[URLPattern]:
        restore_path = path(
            "<path:object_id>/history/restore/",
            self.admin_site.admin_view(self.restore_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_restore",
        )
        return [restore_path, *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self._shown_object(request, object_id)
        if obj is None:
            return super().history_view(request, object_id, extra_context)
        return self._timeline_page(request, obj)

    def _shown_object(self, request: HttpRequest, object_id: str) -> Any:
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return obj

    def _timeline_page(self, request: HttpRequest, obj: Any, status: int = 200) -> HttpResponse:
        paginator = Paginator(read_entries(self.timelines(obj)), ENTRIES_PER_PAGE)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Verlauf"),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "version": self.root(obj).version,
            "page": paginator.get_page(request.GET.get(PAGE_NAME)),
            "may_restore": self.has_change_permission(request, obj),
            "restore_url": self.address("restore", obj),
        }
        return TemplateResponse(request, "admin/safety/timeline.html", context, status=status)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self._shown_object(request, object_id)
        if obj is None or request.method != "POST" or not self.has_change_permission(request, obj):
            raise PermissionDenied
        if request.POST.get(ASK_NAME):
            return self._restore_question(request, obj)
        try:
            with transaction.atomic():
                root = self.root(obj)
                root.claim_version(posted_version(request))
                done = restore(root, obj, self.timelines(obj), request.POST)
        except StaleVersionError as stale:
            self.message_user(request, str(stale), messages.ERROR)
            return self._timeline_page(request, self.get_object(request, unquote(object_id)), status=409)
        except RestoreError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.message_user(request, done, messages.SUCCESS)
        return HttpResponseRedirect(self.address("history", obj))

    def _restore_question(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Name the row and the moment before a whole row goes back; the answer is the same post without `ask`."""
        try:
            _timeline, record = find_record(self.timelines(obj), request.POST)
        except RestoreError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self.address("history", obj))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Zurücksetzen?"),
            "opts": self.opts,
            "original": obj,
            "kind": record.instance_type._meta.verbose_name,
            "row": record.instance,
            "at": record.history_date,
            "wanted": {name: request.POST.get(name, "") for name in (VERSION_NAME, "model", "record")},
            "restore_url": self.address("restore", obj),
            "history_url": self.address("history", obj),
        }
        return TemplateResponse(request, "admin/safety/restore_question.html", context)
