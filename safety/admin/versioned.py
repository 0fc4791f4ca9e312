"""ModelAdmin of an aggregate: a stale save is answered with both texts, and the history is one timeline."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from ..models import StaleVersionError, VersionedModel
from .conflict import conflict_context
from .forms import REASON_FIELD, NumberedFormSet
from .inlines import PLAIN_TEXT
from .restore import RestoreError, restore
from .timeline import Timeline, read_entries

VERSION_NAME = "version"
ENTRIES_PER_PAGE = 20


def posted_version(request: HttpRequest) -> int:
    """The version that the person had before them; 0, which is always stale, where none was sent."""
    value = request.POST.get(VERSION_NAME, "")
    return int(value) if value.isdecimal() else 0


class VersionedAdmin(admin.ModelAdmin):
    change_form_template = "admin/safety/change_form.html"
    formfield_overrides = PLAIN_TEXT
    show_full_result_count = False

    def root(self, obj: Any) -> VersionedModel:
        """The aggregate to which `obj` belongs; the row itself, unless a subclass edits a part."""
        root: VersionedModel = obj
        return root

    def timelines(self, obj: Any) -> list[Timeline]:
        """Whose changes the timeline of `obj` shows; subclasses add the rows of the aggregate."""
        return [Timeline.of(self.model, id=obj.pk)]

    def prepare_row(self, request: HttpRequest, row: models.Model) -> None:
        """Hook: what an inline row gets before it is saved."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without „delete selected“: it would delete what somebody is changing at this moment."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    # --- saving ---------------------------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        try:
            if request.method == "POST" and object_id is not None:
                self._refuse_stale(request, object_id)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except StaleVersionError:
            return self._conflict(request, str(object_id))

    def _refuse_stale(self, request: HttpRequest, object_id: str) -> None:
        """Compare before validating, which would call rows of a stale form wrong instead of changed."""
        obj = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        if obj is None or self.root(obj).version != posted_version(request):
            raise StaleVersionError(obj or self.model())

    def _conflict(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))
        shown = obj or self.model()
        form_class = self.get_form(request, obj, change=True)
        form = form_class(request.POST, request.FILES, instance=shown)
        formsets, _inlines = self._create_formsets(request, shown, change=True)  # type: ignore[attr-defined]
        context = {
            **self.admin_site.each_context(request),
            **conflict_context(form, formsets, request.POST),
            "title": _("Jemand anderes hat inzwischen gespeichert"),
            "opts": self.opts,
            "original": obj,
            "version": self.root(obj).version if obj else None,
            "newest": Timeline.newest_record(self.timelines(obj)) if obj else None,
        }
        return TemplateResponse(request, "admin/safety/conflict.html", context, status=409)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = context["original"]
        shown = request.POST.get(VERSION_NAME) if request.method == "POST" else None
        context["version"] = shown or (self.root(obj).version if obj else 1)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        reason = form.cleaned_data.get(REASON_FIELD) or None
        root = self.root(obj)
        if change:
            root.claim_version(posted_version(request))
        for row in {id(root): root, id(obj): obj}.values():
            row._change_reason = reason  # type: ignore[attr-defined]
            row.save()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        reason = form.cleaned_data.get(REASON_FIELD) or None
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row._change_reason = reason
            row.delete()
        if isinstance(formset, NumberedFormSet):
            formset.set_places_aside()
        for row in rows:
            row._change_reason = reason
            self.prepare_row(request, row)
            row.save()
        formset.save_m2m()

    # --- deleting -------------------------------------------------------------------------------------------------

    def obstacle_to_deletion(self, obj: Any) -> str:
        """Hook: why `obj` must stay, in a sentence for the editor; empty when it may go."""
        return ""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The address of the question carries the version that the person saw; the answer is checked against it."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_delete_permission(request, obj):
            return super().delete_view(request, object_id, extra_context)
        change_page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        if obstacle := self.obstacle_to_deletion(obj):
            self.message_user(request, obstacle, messages.ERROR)
            return HttpResponseRedirect(change_page)
        version = self.root(obj).version
        if request.method != "POST" and request.GET.get(VERSION_NAME) != str(version):
            return HttpResponseRedirect(f"{request.path}?{VERSION_NAME}={version}")
        if request.method == "POST" and request.GET.get(VERSION_NAME) != str(version):
            return self._deletion_refused(request, obj)
        try:
            with transaction.atomic():
                if request.method == "POST":
                    self.root(obj).claim_version(version)
                return super().delete_view(request, object_id, extra_context)
        except StaleVersionError:
            return self._deletion_refused(request, obj)

    def _deletion_refused(self, request: HttpRequest, obj: Any) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nicht gelöscht"),
            "opts": self.opts,
            "original": obj,
        }
        return TemplateResponse(request, "admin/safety/deletion_refused.html", context, status=409)

    # --- history --------------------------------------------------------------------------------------------------

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
            "page": paginator.get_page(request.GET.get("seite")),
            "may_restore": self.has_change_permission(request, obj),
            "restore_url": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_restore", args=[obj.pk]
            ),
        }
        return TemplateResponse(request, "admin/safety/timeline.html", context, status=status)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self._shown_object(request, object_id)
        if obj is None or request.method != "POST" or not self.has_change_permission(request, obj):
            raise PermissionDenied
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
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[obj.pk])
        )
