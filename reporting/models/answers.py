"""What a report says of single indicators and steps; part of its aggregate."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from measures.models import Attainment, Indicator, Step

from .participation import Participation
from .question import Question
from .report import ProgressReport


class IndicatorAnswer(models.Model):
    """What the report says of one indicator; becomes an IndicatorValue on approval."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="indicator_answers")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="answers")
    attainment = models.CharField(_("Zielerreichung"), max_length=20, choices=Attainment, blank=True)
    value = models.DecimalField(_("Wert"), max_digits=14, decimal_places=2, null=True, blank=True)
    note = models.TextField(_("Erläuterung"), blank=True)

    class Meta:
        verbose_name = _("Antwort zu einem Teilziel")
        verbose_name_plural = _("Antworten zu Teilzielen")
        ordering = ["indicator__number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "indicator"], name="indicator_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.get_attainment_display()}"


class StepAnswer(models.Model):
    """Whether the report says that a step is done."""

    report = models.ForeignKey(ProgressReport, on_delete=models.CASCADE, related_name="step_answers")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="answers")
    is_done = models.BooleanField(_("erledigt"), default=False)

    class Meta:
        verbose_name = _("Antwort zu einem Schritt")
        verbose_name_plural = _("Antworten zu Schritten")
        ordering = ["step__number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "step"], name="step_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.is_done}"


class QuestionAnswer(models.Model):
    """The answer to a query's own question, in the aggregate of a report or of an organisation's participation.

    Texts, chosen options and „yes“ or „no“ stand in `text`, numbers in `number`; an empty answer has no row.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    report = models.ForeignKey(
        ProgressReport, on_delete=models.CASCADE, null=True, blank=True, related_name="question_answers"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, null=True, blank=True, related_name="question_answers"
    )
    text = models.TextField(_("Antwort"), blank=True)
    number = models.DecimalField(_("Zahl"), max_digits=14, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("Antwort zu einer eigenen Frage")
        verbose_name_plural = _("Antworten zu eigenen Fragen")
        ordering = ["question__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(report__isnull=True, participation__isnull=False)
                | Q(report__isnull=False, participation__isnull=True),
                name="question_answer_of_one",
            ),
            models.UniqueConstraint(fields=["report", "question"], name="question_answer_once_per_report"),
            models.UniqueConstraint(
                fields=["participation", "question"], name="question_answer_once_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.text or self.number}"
