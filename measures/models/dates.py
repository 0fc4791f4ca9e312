"""Loose dates of the concept: a day together with how exactly it is meant."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DatePrecision(models.TextChoices):
    """How exactly the concept gives a date.

    The day stored beside it is the first one of the span for a beginning and the last one for an end or a review.
    """

    DAY = "day", _("Tag")
    MONTH = "month", _("Monat")
    MONTHS = "months", _("mehrere Monate")
    MID_YEAR = "mid_year", _("Mitte des Jahres")
    END_OF_YEAR = "end_of_year", _("Ende des Jahres")
    YEAR = "year", _("Jahr")


class Recurrence(models.TextChoices):
    YEARLY = "yearly", _("jährlich")
    HALF_YEARLY = "half_yearly", _("halbjährlich")
    QUARTERLY = "quarterly", _("vierteljährlich")
