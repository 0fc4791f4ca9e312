"""Two texts side by side in the admin, with every row of the inlines; nothing that was entered is lost.

The page carries the whole form along. Where both texts differ, the form's own field stands there twice, once with
each value, and the person chooses; so the answer is an ordinary save, with the version that is current now.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from .diff import word_diff
from .values import CHECKED, posted_value, readable_value

NOT_CARRIED = {"csrfmiddlewaretoken", "version"}


@dataclass(frozen=True)
class Link:
    """One goal or group that only one of both versions has; a check mark decides."""

    value: str
    label: str
    is_mine: bool


@dataclass(frozen=True)
class Difference:
    """One field, or one whole row, in which the posted version and the stored one differ."""

    label: str
    name: str
    mine: str
    current: str
    mine_value: str = ""
    current_value: str = ""
    links: tuple[Link, ...] = ()

    @property
    def diff(self) -> SafeString:
        return word_diff(self.current, self.mine)


@dataclass
class Comparison:
    differences: list[Difference] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    added_meanwhile: list[str] = field(default_factory=list)
    added_by_me: list[str] = field(default_factory=list)


def conflict_context(
    form: forms.ModelForm, formsets: Iterable[forms.BaseInlineFormSet], data: QueryDict
) -> dict[str, Any]:
    """Compare what was posted with what is stored now."""
    found = Comparison()
    found.differences += field_differences(form)
    prefixes = tuple(f"{formset.prefix}-" for formset in formsets)
    found.kept += [
        (name, value)
        for name, values in data.lists()
        if name not in NOT_CARRIED and not name.startswith(prefixes)
        for value in values
    ]
    for formset in formsets:
        _compare_rows(formset, data, found)
    chosen = {difference.name for difference in found.differences if not difference.links}
    linked = {(difference.name, link.value) for difference in found.differences for link in difference.links}
    kept = [pair for pair in found.kept if pair[0] not in chosen and pair not in linked]
    return {"comparison": found, "kept": kept}


def field_differences(form: forms.ModelForm, *, prefix: str = "", row: str = "") -> list[Difference]:
    """Differences of one form; `prefix` is the one under which the row will be posted."""
    stored = {model_field.name for model_field in form._meta.model._meta.get_fields()}
    differences = []
    for name in form.changed_data:
        bound = form[name]
        if bound.is_hidden or name not in stored:
            continue
        differences.append(_difference(bound, f"{prefix}-{name}" if prefix else bound.html_name, row))
    return differences


def _difference(bound: BoundField, name: str, row: str) -> Difference:
    label = f"{row} – {bound.label}" if row else str(bound.label)
    mine, current = bound.data, bound.initial
    links: tuple[Link, ...] = ()
    if isinstance(bound.field, forms.ModelMultipleChoiceField):
        links = _links(bound.field, mine, bound.field.prepare_value(current) or [])
    return Difference(
        label=label,
        name=name,
        mine=readable_value(bound.field, mine),
        current=readable_value(bound.field, bound.field.prepare_value(current)),
        mine_value=posted_value(bound.field, mine),
        current_value=posted_value(bound.field, current),
        links=links,
    )


def _links(multiple: Any, mine: Iterable[Any], current: Iterable[Any]) -> tuple[Link, ...]:
    mine, current = set(map(str, mine)), set(map(str, current))
    objects = {str(obj.pk): str(obj) for obj in multiple.queryset.filter(pk__in=mine ^ current)}
    return tuple(Link(pk, label, pk in mine) for pk, label in objects.items())


def _compare_rows(formset: Any, data: QueryDict, found: Comparison) -> None:
    """Rows that another person deleted meanwhile come back as new ones, if the editor wants them."""
    stored = {str(row.pk): row for row in formset.get_queryset()}
    key = formset.model._meta.pk.name
    posted = [(data.get(form.add_prefix(key), ""), form) for form in formset.forms]
    live = [(pk, form) for pk, form in posted if pk in stored]
    gone = [form for pk, form in posted if pk and pk not in stored]
    new = [form for pk, form in posted if not pk and form.has_changed()]
    for index, form in enumerate([*(form for _pk, form in live), *gone, *new]):
        found.kept += _carry(form, f"{formset.prefix}-{index}", data, without=key if form in gone else "")
    found.kept += [
        (f"{formset.prefix}-TOTAL_FORMS", str(len(live) + len(gone) + len(new))),
        (f"{formset.prefix}-INITIAL_FORMS", str(len(live))),
        (f"{formset.prefix}-MIN_NUM_FORMS", "0"),
        (f"{formset.prefix}-MAX_NUM_FORMS", "1000"),
    ]
    kind = str(formset.model._meta.verbose_name)
    for index, (pk, form) in enumerate(live):
        found.differences += _row_differences(
            form, f"{formset.prefix}-{index}", f"{kind} „{Truncator(str(stored[pk])).chars(60)}“", data
        )
    for index, form in enumerate(gone, start=len(live)):
        found.differences.append(_gone_difference(form, f"{formset.prefix}-{index}", kind))
    seen = {pk for pk, _form in posted}
    found.added_meanwhile += [f"{kind}: {row}" for pk, row in stored.items() if pk not in seen]
    found.added_by_me += [f"{kind}: {_summary(form)}" for form in new]


def _carry(form: Any, prefix: str, data: QueryDict, *, without: str) -> list[tuple[str, str]]:
    start = f"{form.prefix}-"
    return [
        (f"{prefix}-{name.removeprefix(start)}", value)
        for name, values in data.lists()
        if name.startswith(start) and name.removeprefix(start) != without
        for value in values
    ]


def _row_differences(form: Any, prefix: str, row: str, data: QueryDict) -> list[Difference]:
    if data.get(form.add_prefix("DELETE")):
        return [
            Difference(
                label=row,
                name=f"{prefix}-DELETE",
                mine=_("Diese Zeile löschen."),
                current=str(form.instance),
                mine_value=CHECKED,
            )
        ]
    return field_differences(form, prefix=prefix, row=row)


def _gone_difference(form: Any, prefix: str, kind: str) -> Difference:
    return Difference(
        label=kind,
        name=f"{prefix}-DELETE",
        mine=_summary(form),
        current=_("Diese Zeile wurde inzwischen gelöscht."),
        current_value=CHECKED,
    )


def _summary(form: Any) -> str:
    lines = [
        f"{bound.label}: {readable_value(bound.field, bound.data)}"
        for bound in form.visible_fields()
        if bound.data and bound.name != "DELETE"
    ]
    return "\n".join(lines)
