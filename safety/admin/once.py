"""The forms of the admin act once per showing; their key also lets a text posted too late come back after log-in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpRequest, HttpResponseRedirect

from safety.formkeys import FIELD_NAME, once
from safety.models import FormKey

#: The purpose in templates/admin/change_form.html.
PURPOSE = "admin"
LONGEST_ADDRESS = FormKey._meta.get_field("result_url").max_length or 0


def act_once(request: HttpRequest, act: Callable[[], Any]) -> Any:
    """A small window answers a save with a script instead of a redirect: it closes by itself, without a second post."""
    if request.method != "POST" or FIELD_NAME not in request.POST or IS_POPUP_VAR in request.POST:
        return act()
    return once(request, PURPOSE, lambda: _with_short_address(act()))


def _with_short_address(response: Any) -> Any:
    """The way back carries the filters of the list, which can be longer than the address that a key keeps."""
    if isinstance(response, HttpResponseRedirect) and len(response.url) > LONGEST_ADDRESS:
        return HttpResponseRedirect(response.url.partition("?")[0])
    return response


class OnceAdmin(admin.ModelAdmin):
    """For models without a version; those with one have it from VersionedAdmin."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        act = partial(super().changeform_view, request, object_id, form_url, extra_context)
        return act_once(request, act)
