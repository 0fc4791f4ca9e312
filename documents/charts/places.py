"""Finding room for texts in a drawing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Line = tuple[Point, Point]


@dataclass(frozen=True)
class Box:
    """The room that a text or a shape takes."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> "Box":
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def meets_any(self, others: Iterable["Box"]) -> bool:
        return any(self.meets(other) for other in others)

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def is_crossed(self, start: Point, end: Point) -> bool:
        """By a straight line: the part of it that is within the box sideways is looked at for its height."""
        (x1, y1), (x2, y2) = sorted((start, end))
        left, right = max(self.left, x1), min(self.right, x2)
        if left > right:
            return False
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
        heights = [y1 + slope * (left - x1), y1 + slope * (right - x1)] if x2 > x1 else [y1, y2]
        return min(heights) < self.bottom and max(heights) > self.top


def first_free(
    candidates: Sequence[Box], *, within: Box, taken: Sequence[Box], lines: Sequence[Line] = ()
) -> Box | None:
    """The first place that meets nothing, if possible also none of the lines."""
    free = [box for box in candidates if within.holds(box) and not box.meets_any(taken)]
    clear = (box for box in free if not any(box.is_crossed(*line) for line in lines))
    return next(clear, free[0] if free else None)
