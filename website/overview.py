"""How far the measures are, per Handlungsfeld: numbers and their chart."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from documents.charts import Chart, Key, StackRow, small_bar, stacked_bars
from fields.models import FieldOfAction
from measures.definitions import NOT_ASKED, NOT_ASKED_LABEL, anchor
from measures.models import Course, ImplementationStatus, Measure
from measures.models.querysets import StatusCount

#: From done to not yet asked, as the bars and tables show them.
CHART_ORDER: list[ImplementationStatus | None] = [
    ImplementationStatus.COMPLETED,
    ImplementationStatus.PERMANENT,
    ImplementationStatus.IN_PROGRESS,
    ImplementationStatus.PLANNING,
    ImplementationStatus.NOT_STARTED,
    ImplementationStatus.POSTPONED,
    ImplementationStatus.DROPPED,
    None,
]
CHART_NAME = "umsetzungsstand"


@dataclass(frozen=True)
class Share:
    """How many measures have one Umsetzungsstand."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class FieldOverview:
    field: FieldOfAction
    total: int
    delayed: int
    shares: list[Share]
    longest: int

    @property
    def occurring(self) -> list[Share]:
        return [share for share in self.shares if share.number]

    @property
    def bar(self) -> SafeString:
        """Beside the words of a card; the field with the most measures fills the width."""
        pieces = [(share.code, share.number) for share in self.occurring]
        return small_bar(f"balken-{self.field.number}", pieces, length=self.total / self.longest)


@dataclass(frozen=True)
class Overview:
    fields: list[FieldOverview]
    shares: list[Share]
    total: int
    delayed: int

    @property
    def asked(self) -> int:
        """Measures with a confirmed Umsetzungsstand."""
        return self.total - sum(share.number for share in self.shares if share.code == NOT_ASKED)

    @property
    def chart(self) -> Chart:
        """The state of every Handlungsfeld, with links to its measures and to what the words mean."""
        return stacked_bars(
            name=CHART_NAME,
            title=_("Maßnahmen je Handlungsfeld nach Umsetzungsstand"),
            keys=[Key(share.code, share.label, _definition(share)) for share in self.shares],
            rows=[_row(item) for item in self.fields],
            row_heading=_("Handlungsfeld"),
            extra_headings=[_("davon verzögert")],
        )


def _definition(share: Share) -> str:
    return f"{reverse('website:definitions')}#{anchor('umsetzungsstand', share.code)}"


def _row(item: FieldOverview) -> StackRow:
    return StackRow(
        f"{item.field.number}. {item.field.short_title}",
        {share.code: share.number for share in item.shares},
        href=f"{reverse('measures:list')}?handlungsfeld={item.field.slug}",
        extra=[item.delayed],
    )


def _shares(counts: list[StatusCount]) -> list[Share]:
    return [
        Share(
            status.value if status else NOT_ASKED,
            str(status.label if status else NOT_ASKED_LABEL),
            sum(count.number for count in counts if count.status == status),
        )
        for status in CHART_ORDER
    ]


def _total(counts: list[StatusCount], *, delayed_only: bool = False) -> int:
    return sum(c.number for c in counts if not delayed_only or c.course == Course.DELAYED)


def status_overview() -> Overview:
    """Two statements, however many measures there are."""
    fields = list(FieldOfAction.objects.in_force().order_by("number"))
    counts = Measure.objects.published().status_counts()
    per_field = [(field, [c for c in counts if c.field_of_action == field.pk]) for field in fields]
    longest = max((_total(own) for _field, own in per_field), default=0) or 1
    return Overview(
        fields=[
            FieldOverview(field, _total(own), _total(own, delayed_only=True), _shares(own), longest)
            for field, own in per_field
        ],
        shares=_shares(counts),
        total=_total(counts),
        delayed=_total(counts, delayed_only=True),
    )
