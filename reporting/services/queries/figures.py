"""The figures of a report, counted from the frozen parts alone, so that they always fit what stands below them."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from measures.models import DelayReason, ImplementationStatus
from reporting.results.reading import is_delayed, status_of

from .reported import Part


def all_figures(parts: Iterable[Part]) -> Part:
    """For all measures together and for each Handlungsfeld."""
    shown = list(parts)
    fields = {part["measure"]["field"]["number"]: part["measure"]["field"] for part in shown}
    return {
        "total": _count(shown),
        "fields": [
            {
                **fields[number],
                **_count([part for part in shown if part["measure"]["field"]["number"] == number]),
            }
            for number in sorted(fields)
        ],
        "changes": [_change(part) for part in shown if _has_moved(part)],
        "delays": _delays(shown),
    }


def _count(parts: list[Part]) -> Part:
    states = Counter(status_of(part) for part in parts)
    answers = Counter(answer["state"] for part in parts for answer in part["answers"])
    asked = answers.total() - answers["not_required"]
    return {
        "measures": len(parts),
        "statuses": [
            *(
                {"value": s.value, "label": str(s.label), "count": states[s.value]}
                for s in ImplementationStatus
            ),
            {"value": "", "label": _("noch nicht abgefragt"), "count": states[""]},
        ],
        "delayed": sum(is_delayed(part) for part in parts),
        "asked": asked,
        "answered": asked - answers["missing"],
        "approved": answers["approved"],
        "missing": answers["missing"],
        "late": sum(answer["late"] for part in parts for answer in part["answers"]),
    }


def _delays(parts: list[Part]) -> list[Part]:
    """How often each reason was given; reasons that nobody gave are left out."""
    reasons = Counter(part["status"]["delay_reason"]["value"] for part in parts if is_delayed(part))
    return [
        {"value": r.value, "label": str(r.label), "count": reasons[r.value]}
        for r in DelayReason
        if reasons[r.value]
    ]


def _has_moved(part: Part) -> bool:
    """Only where both queries know a status; the first one is no change."""
    before = part["previous"]
    return bool(before and part["status"]) and before["status"] != part["status"]["status"]


def _change(part: Part) -> Part:
    return {
        "code": part["measure"]["code"],
        "title": part["measure"]["title"],
        "slug": part["measure"]["slug"],
        "before": part["previous"]["status"]["label"],
        "after": part["status"]["status"]["label"],
    }
