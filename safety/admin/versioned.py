"""ModelAdmin of an aggregate: a stale save is answered with both texts, and the history is one timeline."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from safety.models import StaleVersionError
from safety.versions import VERSION_NAME, posted_version

from .conflict import conflict_context
from .forms import REASON_FIELD, NumberedFormSet
from .history import HistoryAdmin
from .inlines import FIELD_OVERRIDES
from .once import act_once
from .timeline import Timeline


class VersionedAdmin(HistoryAdmin):
    change_form_template = "admin/safety/change_form.html"
    formfield_overrides = FIELD_OVERRIDES
    show_full_result_count = False
    #: Parts of the aggregate with pages of their own, on which they cannot be deleted; they go with their root.
    deleted_along: ClassVar[tuple[type[models.Model], ...]] = ()

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
        act = partial(super().changeform_view, request, object_id, form_url, extra_context)
        return act_once(request, partial(self._save_or_compare, request, object_id, act))

    def _save_or_compare(self, request: HttpRequest, object_id: str | None, act: Callable[[], Any]) -> Any:
        try:
            if request.method == "POST" and object_id is not None:
                self._refuse_stale(request, object_id)
            return act()
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
            "title": _("Diese Angaben wurden inzwischen gespeichert"),
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
            row._change_reason = reason
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

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        rows, counts, missing, protected = super().get_deleted_objects(objs, request)
        names = {model._meta.verbose_name for model in self.deleted_along}
        return rows, counts, missing - names, protected

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The address of the question carries the version that the person saw; the answer is checked against it."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or not self.has_delete_permission(request, obj):
            return super().delete_view(request, object_id, extra_context)
        if obstacle := self.obstacle_to_deletion(obj):
            self.message_user(request, obstacle, messages.ERROR)
            return HttpResponseRedirect(self.address("change", obj))
        version = self.root(obj).version
        is_current = request.GET.get(VERSION_NAME) == str(version)
        if request.method != "POST":
            if not is_current:
                return HttpResponseRedirect(f"{request.path}?{VERSION_NAME}={version}")
            return super().delete_view(request, object_id, extra_context)
        if not is_current:
            return self._deletion_refused(request, obj)
        try:
            with transaction.atomic():
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
