"""What a query asks beside the fixed core: rows, so that the next year's questions need no new column."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from .query import StatusQuery


class QuestionScope(models.TextChoices):
    MEASURE = "measure", _("zu jeder Maßnahme")
    ORGANISATION = "organisation", _("einmal je Organisation")


class QuestionKind(models.TextChoices):
    TEXT = "text", _("Text")
    NUMBER = "number", _("Zahl")
    CHOICE = "choice", _("Auswahl")
    YES_NO = "yes_no", _("ja oder nein")


class QuestionSet(models.QuerySet["Question"]):
    def per_measure(self) -> Self:
        return self.filter(scope=QuestionScope.MEASURE)

    def per_organisation(self) -> Self:
        return self.filter(scope=QuestionScope.ORGANISATION)

    def unanswerable(self) -> Self:
        """Nobody could submit: an answer has to be chosen, and there is none."""
        return self.filter(kind=QuestionKind.CHOICE, is_required=True, options=[])


class Question(models.Model):
    """One question of a query; part of the query's aggregate."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    query = models.ForeignKey(
        StatusQuery, on_delete=models.CASCADE, related_name="questions", verbose_name=_("Abfrage")
    )
    number = models.PositiveSmallIntegerField(_("Reihenfolge"))
    scope = models.CharField(
        _("Gefragt wird"), max_length=20, choices=QuestionScope, default=QuestionScope.MEASURE
    )
    kind = models.CharField(
        _("Art der Antwort"), max_length=20, choices=QuestionKind, default=QuestionKind.TEXT
    )
    text = models.CharField(_("Frage"), max_length=300)
    help_text = models.CharField(_("Hinweis zur Frage"), max_length=300, blank=True)
    unit = models.CharField(_("Einheit"), max_length=40, blank=True)
    #: The answers to choose from, as a list of texts; empty unless `kind` is a choice.
    options = models.JSONField(_("Antworten zur Auswahl"), default=list, blank=True)
    is_required = models.BooleanField(_("Pflichtfrage"), default=False)
    is_public = models.BooleanField(
        _("Antwort wird veröffentlicht"),
        default=False,
        help_text=_("Ohne Haken liest die Antwort nur das Kommunale Integrationszentrum."),
    )

    objects = QuestionSet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Eigene Frage")
        verbose_name_plural = _("Eigene Fragen")
        ordering = ["query", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["query", "number"],
                name="question_number_once",
                violation_error_message=_("Diesen Platz hat schon eine andere Frage der Abfrage."),
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(kind="number"),
                name="question_unit_of_number",
                violation_error_message=_("Eine Einheit gibt es nur bei Zahlen."),
            ),
            models.CheckConstraint(
                condition=Q(kind="choice") | Q(options=[]),
                name="question_options_of_choice",
                violation_error_message=_("Antworten zur Auswahl gibt es nur bei der Art „Auswahl“."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
