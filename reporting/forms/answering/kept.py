"""What was posted too late, in the words of the page on which it was written."""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from reporting.forms.report import ReportForm
from reporting.models import AccessGrant, Participation
from reporting.services.workbooks.contents import Content, Line, gather, lines_gone
from safety.resend import PostedText

from .page import key_of, own_form, section_form

_OF_A_REQUEST = re.compile(r"^m(\d{1,9})-")


def in_words(posted: PostedText, grant: AccessGrant) -> PostedText:
    """With the names of measures and questions, and without what is stored already."""
    part = Participation.objects.with_names().filter(query=grant.query_id, organisation=grant.organisation_id)
    participation = part.first()
    if participation is None:
        return posted
    content, data = gather(participation), _data(posted)
    known, named = set[str](), list[tuple[str, str]]()
    for title, form in _forms(content, posted, data):
        known |= {form.add_prefix(name) for name in form.fields}
        named += [(f"{title}: {label}", value) for label, value in _written(form)]
    named += [(name, value) for name, value in posted.texts if name not in known]
    return replace(posted, named=named)


def _data(posted: PostedText) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in posted.fields:
        data.appendlist(name, value)
    return data


def _forms(content: Content, posted: PostedText, data: QueryDict) -> Iterator[tuple[str, forms.BaseForm]]:
    found = (_OF_A_REQUEST.match(name) for name in data)
    keys = {int(match[1]) for match in found if match}
    if not keys:
        alone = _line_of_address(content, posted.address)
        if alone is not None:
            yield alone.title, section_form(alone, prefix="", data=data)
    else:
        gone = [line for line in lines_gone(content, keys) if _is_own(line, content)]
        for line in [*content.lines, *gone]:
            if line.request.pk in keys:
                yield line.title, section_form(line, prefix=key_of(line.request), data=data)
    yield _("Fragen an Ihre Organisation"), own_form(content, data)


def _is_own(line: Line, content: Content) -> bool:
    return line.request.organisation_id == content.participation.organisation_id


def _line_of_address(content: Content, address: str) -> Line | None:
    """The page of one measure has no prefix; its address names the report."""
    try:
        report_id = resolve(urlsplit(address).path).kwargs.get("report_id")
    except Resolver404:
        return None
    return next((line for line in content.lines if line.report and line.report.uuid == report_id), None)


def _written(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    changed, about = set(form.changed_data), _indicators(form)
    for shown in form.visible_fields():
        value = _value_in_words(shown)
        if shown.name in changed and value:
            yield f"{about.get(shown.name, '')}{shown.label}", value


def _indicators(form: forms.BaseForm) -> dict[str, str]:
    """By field, the Teilziel that it belongs to."""
    rows = form.indicator_rows() if isinstance(form, ReportForm) else []
    return {shown.name: f"{indicator}: " for indicator, fields in rows for shown in fields}


def _value_in_words(shown: forms.BoundField) -> str:
    value = shown.value()
    values = value if isinstance(value, list | tuple) else [value]
    names = {str(key): str(name) for key, name in getattr(shown.field, "choices", [])}
    said = [str(single).strip() for single in values if single is not None]
    return ", ".join(names.get(single, single) for single in said if single)
