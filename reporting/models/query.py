"""The yearly status query."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from fields.models import Concept
from measures.models import Measure
from partners.models import Organisation
from safety.models import VersionedModel


class QueryKind(models.TextChoices):
    YEARLY = "yearly", _("jährliche Abfrage")
    EVALUATION = "evaluation", _("Abschlussevaluation")
    INTERIM = "interim", _("Zwischenabfrage")


class QueryState(models.TextChoices):
    PLANNED = "planned", _("in Planung")
    OPEN = "open", _("läuft")
    CLOSED = "closed", _("geschlossen")
    PUBLISHED = "published", _("veröffentlicht")


class StatusQuerySet(models.QuerySet["StatusQuery"]):
    def published(self) -> Self:
        return self.filter(state=QueryState.PUBLISHED)

    def open(self) -> Self:
        return self.filter(state=QueryState.OPEN)

    def planned(self) -> Self:
        return self.filter(state=QueryState.PLANNED)

    def begun(self) -> Self:
        """Everything that organisations were asked, whether or not it has ended."""
        return self.exclude(state=QueryState.PLANNED)

    def frozen(self) -> Self:
        return self.filter(state__in=[QueryState.CLOSED, QueryState.PUBLISHED])

    def before(self, query: "StatusQuery") -> Self:
        """Of the same concept with an earlier Stichtag, the latest first."""
        return self.filter(concept=query.concept_id, as_of__lt=query.as_of).order_by("-as_of", "-pk")

    def beside(self, query: "StatusQuery") -> Self:
        """Other planned or running queries over the same measures while `query` runs.

        With the number of `shared_measures`: whoever answers for them is asked twice.
        """
        found = self.filter(state__in=[QueryState.PLANNED, QueryState.OPEN]).exclude(pk=query.pk)
        found = found.annotate(
            begins=Coalesce("opens_on", "as_of"), ends=Coalesce("grace_until", "due_on")
        ).filter(begins__lte=query.last_day, ends__gte=query.opens_on or query.as_of)
        theirs = query.measures.order_by().values("pk")
        shared = Count("measures", filter=Q(measures__in=theirs), distinct=True)
        return found.annotate(shared_measures=shared).filter(shared_measures__gt=0)

    def for_list(self) -> Self:
        """With the number of requests and of answers."""
        answered = Q(requests__state__in=["submitted", "approved"])
        return self.annotate(
            asked=Count("requests", filter=~Q(requests__state="not_required")),
            answered=Count("requests", filter=answered),
        ).order_by("-year", "-as_of", "-pk")


class StatusQuery(VersionedModel):
    """A campaign: asks the responsible organisations how far their measures are (concept, chapter 7.1)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="queries", verbose_name=_("Konzept")
    )
    title = models.CharField(_("Titel"), max_length=200)
    slug = models.SlugField(_("Adresse"), max_length=60, unique=True)
    kind = models.CharField(_("Art"), max_length=20, choices=QueryKind, default=QueryKind.YEARLY)
    year = models.PositiveSmallIntegerField(_("Jahr"))
    as_of = models.DateField(_("Stichtag"), help_text=_("Der Tag, dessen Stand die Organisationen melden."))
    due_on = models.DateField(_("Frist"), help_text=_("Letzter Tag für die Antwort; er zählt ganz mit."))
    state = models.CharField(
        _("Stand"), max_length=20, choices=QueryState, default=QueryState.PLANNED, editable=False
    )
    measures = models.ManyToManyField(
        Measure, related_name="queries", verbose_name=_("Maßnahmen"), blank=True
    )
    covered_from = models.DateField(_("Berichtszeitraum von"), null=True, blank=True)
    covered_to = models.DateField(_("Berichtszeitraum bis"), null=True, blank=True)
    opens_on = models.DateField(
        _("Beginn"),
        null=True,
        blank=True,
        help_text=_("Der Tag, an dem die Einladungen hinausgehen sollen."),
    )
    grace_until = models.DateField(
        _("Nachfrist"),
        null=True,
        blank=True,
        help_text=_("Letzter Tag, an dem verspätete Antworten noch in den Bericht kommen."),
    )
    organisations = models.ManyToManyField(
        Organisation,
        related_name="queries",
        verbose_name=_("Nur diese Organisationen"),
        blank=True,
        help_text=_("Ohne Auswahl werden alle zuständigen Organisationen gefragt."),
    )
    reply_to = models.EmailField(_("Antworten auf E-Mails gehen an"), blank=True)
    reminder_distance = models.PositiveSmallIntegerField(
        _("Mindestabstand zwischen zwei E-Mails in Tagen"),
        default=3,
        help_text=_("Vorher bekommt niemand eine weitere Erinnerung."),
    )
    opened_at = models.DateTimeField(_("geöffnet am"), null=True, editable=False)
    closed_at = models.DateTimeField(_("geschlossen am"), null=True, editable=False)
    published_at = models.DateTimeField(_("veröffentlicht am"), null=True, editable=False)
    is_demo = models.BooleanField(_("Beispieldaten"), default=False, editable=False)

    objects = StatusQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Statusabfrage")
        verbose_name_plural = _("Statusabfragen")
        ordering = ["-year", "-as_of"]
        permissions = [
            ("conduct_statusquery", _("Kann Statusabfragen planen, öffnen, schließen und veröffentlichen"))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("as_of")),
                name="query_due_after_reference_date",
                violation_error_message=_("Die Frist liegt vor dem Stichtag."),
            ),
            models.CheckConstraint(
                condition=Q(covered_from__isnull=True)
                | Q(covered_to__isnull=True)
                | Q(covered_to__gte=F("covered_from")),
                name="query_covered_in_order",
                violation_error_message=_("Der Berichtszeitraum endet vor seinem Anfang."),
            ),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(opens_on__lte=F("due_on")),
                name="query_opens_before_due",
                violation_error_message=_("Der Beginn liegt nach der Frist."),
            ),
            models.CheckConstraint(
                condition=Q(grace_until__isnull=True) | Q(grace_until__gte=F("due_on")),
                name="query_grace_after_due",
                violation_error_message=_("Die Nachfrist liegt vor der Frist."),
            ),
            models.UniqueConstraint(
                fields=["concept", "year"],
                condition=Q(kind="yearly"),
                name="query_one_yearly_per_year",
                violation_error_message=_("Für dieses Jahr gibt es schon eine jährliche Abfrage."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reporting:published_report", args=[self.slug])

    @property
    def last_day(self) -> dt.date:
        """The last day on which an answer is expected: the Nachfrist where there is one, else the Frist."""
        return self.grace_until or self.due_on

    @property
    def is_frozen(self) -> bool:
        return self.state in {QueryState.CLOSED, QueryState.PUBLISHED}

    @property
    def lock_reason(self) -> str:
        """Why an answer cannot be changed any more, and who still takes something in; empty while it can."""
        if not self.is_frozen or self.closed_at is None:
            return ""
        where = ", ".join(part for part in (settings.PORTAL_OFFICE, self.late_reports_to) if part)
        reason = _(
            "Die Antwort ist gesperrt, weil die Abfrage „%(query)s“ am %(day)s geschlossen wurde. "
            "Einen Nachtrag nimmt entgegen: %(where)s."
        )
        day = date_format(timezone.localdate(self.closed_at), "j. F Y")
        return str(reason % {"query": self.title, "day": day, "where": where})

    @property
    def late_reports_to(self) -> str:
        """The address that takes in what is said after the closing."""
        return self.reply_to or settings.PORTAL_CONTACT_EMAIL
