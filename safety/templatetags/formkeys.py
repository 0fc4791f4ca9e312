"""`{% form_key "purpose" %}`: the hidden key of a changing form; see safety/formkeys.py."""

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safety import formkeys

register = template.Library()


@register.simple_tag(takes_context=True)
def form_key(context: RequestContext, purpose: str) -> SafeString:
    """Hidden field with a new key for this showing of the form."""
    value = formkeys.issue(context["request"], purpose)
    return format_html('<input type="hidden" name="{}" value="{}">', formkeys.FIELD_NAME, value)
