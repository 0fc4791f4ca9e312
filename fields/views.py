"""Public pages of the concept's text."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safety.redirects import moved

from .models import Chapter, Concept, FieldOfAction


@login_not_required
@require_safe
def concept(request: HttpRequest) -> HttpResponse:
    """Title and table of contents of the edition in force."""
    edition = Concept.objects.in_force().first()
    contents = Chapter.objects.in_force().as_tree()
    return render(
        request,
        "fields/concept.html",
        {"edition": edition, "current_concept": edition, "contents": contents},
    )


@login_not_required
@require_safe
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    shown = Chapter.objects.in_force().with_field()
    found = shown.filter(slug=slug).first()
    if found is None:
        return moved(shown, slug)
    before, after = found.neighbours()
    field = found.field_of_action
    return render(
        request,
        "fields/chapter.html",
        {
            "chapter": found,
            "field": field,
            "measures": field.measures.published().in_document_order() if field else [],
            "sections": [] if field else found.children.order_by("order"),
            "current_concept": found.concept,
            "before": before,
            "after": after,
        },
    )


@login_not_required
@require_safe
def field(request: HttpRequest, slug: str) -> HttpResponse:
    shown = FieldOfAction.objects.in_force().with_goals()
    found = shown.filter(slug=slug).first()
    if found is None:
        return moved(shown, slug)
    measures = found.measures.published().for_table().for_timeline().in_document_order()
    return render(
        request,
        "fields/field.html",
        {
            "field": found,
            "current_concept": found.concept,
            "measures": measures,
            "today": timezone.localdate(),
        },
    )
