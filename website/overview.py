"""How far the measures are, per Handlungsfeld: numbers for tables and geometry for the bars."""

from dataclasses import dataclass

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
#: The pattern of each value beside its colour, as an SVG path in a square of 8; without an entry the piece is plain.
PATTERNS = {
    ImplementationStatus.PERMANENT: "M0 4h8",
    ImplementationStatus.IN_PROGRESS: "M-2 10 10-2M-2 2 2-2M6 10l4-4",
    ImplementationStatus.PLANNING: "M3 4h2",
    ImplementationStatus.POSTPONED: "M4 0v8",
    ImplementationStatus.DROPPED: "M0 0l8 8M8 0 0 8",
    NOT_ASKED: "M-2-2 10 10M-2 6l4 4M6-2l4 4",
}
#: A narrower piece of a bar, in per cent of the drawing, has no room for its number.
ROOM_FOR_NUMBER = 4


@dataclass(frozen=True)
class Share:
    """How many measures have one Umsetzungsstand, and where the piece of the bar lies, in per cent."""

    code: str
    label: str
    number: int
    x: float = 0
    width: float = 0

    @property
    def anchor(self) -> str:
        return anchor("umsetzungsstand", self.code)

    @property
    def pattern(self) -> str:
        return PATTERNS.get(self.code, "")

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def has_room(self) -> bool:
        return self.width >= ROOM_FOR_NUMBER


@dataclass(frozen=True)
class FieldOverview:
    field: FieldOfAction
    total: int
    delayed: int
    shares: list[Share]

    @property
    def occurring(self) -> list[Share]:
        return [share for share in self.shares if share.number]


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
    def occurring(self) -> list[Share]:
        return [share for share in self.shares if share.number]


def _shares(counts: list[StatusCount], longest: int) -> list[Share]:
    shares, x = [], 0.0
    for status in CHART_ORDER:
        number = sum(count.number for count in counts if count.status == status)
        width = round(100 * number / longest, 2) if longest else 0
        label = status.label if status else NOT_ASKED_LABEL
        shares.append(Share(status.value if status else NOT_ASKED, str(label), number, round(x, 2), width))
        x += width
    return shares


def _total(counts: list[StatusCount], *, delayed_only: bool = False) -> int:
    return sum(c.number for c in counts if not delayed_only or c.course == Course.DELAYED)


def status_overview() -> Overview:
    """Two statements, however many measures there are; the longest bar fills the drawing."""
    fields = list(FieldOfAction.objects.in_force().order_by("number"))
    counts = Measure.objects.published().status_counts()
    per_field = [(field, [c for c in counts if c.field_of_action == field.pk]) for field in fields]
    longest = max((_total(own) for _field, own in per_field), default=0)
    return Overview(
        fields=[
            FieldOverview(field, _total(own), _total(own, delayed_only=True), _shares(own, longest))
            for field, own in per_field
        ],
        shares=_shares(counts, _total(counts)),
        total=_total(counts),
        delayed=_total(counts, delayed_only=True),
    )
