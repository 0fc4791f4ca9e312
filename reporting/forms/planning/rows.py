"""Rows of a plan that are added and removed on one page, without JavaScript."""

import re
from typing import Any, Self

from django import forms
from django.http import QueryDict

from reporting.services.queries.planning import Plan

from .part import PartForm

#: The button that shows one more empty row and saves nothing.
ONE_MORE = "one_more"
MAX_ROWS = 60


class RowsForm(PartForm):
    """Row by row the same fields, named „kind_1“, „kind_2“ and so on; an empty row is no row."""

    def __init__(
        self, data: QueryDict | None = None, *, plan: Plan, rows: int | None = None, **kwargs: Any
    ) -> None:
        self.numbers = range(1, min(rows or self._count(data, plan), MAX_ROWS) + 1)
        super().__init__(data, plan=plan, **kwargs)
        for number in self.numbers:
            for name, field in self.row_fields(number).items():
                self.fields[f"{name}_{number}"] = field

    def stored_rows(self, plan: Plan) -> list[dict[str, Any]]:
        """The rows of the plan, with the names of a row's fields."""
        raise NotImplementedError

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        raise NotImplementedError

    def shown_of(self, plan: Plan) -> dict[str, Any]:
        rows = enumerate(self.stored_rows(plan), start=1)
        return {f"{name}_{number}": value for number, row in rows for name, value in row.items()}

    def redrawn(self, data: QueryDict) -> Self | None:
        if ONE_MORE not in data:
            return None
        typed = {name: data.get(name, "") for name in self.fields}
        rows = len(self.numbers) + 1
        return type(self)(plan=self.known, query=self.query, initial=typed, rows=rows)

    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """For the template: each row with its number and its fields."""
        parts = list(self.row_fields(0))
        return [(number, [self[f"{part}_{number}"] for part in parts]) for number in self.numbers]

    def row(self, number: int) -> dict[str, Any]:
        """What was entered in a row, under the names of its fields."""
        return {name: self.cleaned_data.get(f"{name}_{number}") for name in self.row_fields(0)}

    def _count(self, data: QueryDict | None, plan: Plan) -> int:
        """As many as were posted, and where another person has saved more in the meantime, those too."""
        stored = len(self.stored_rows(plan))
        if data is None:
            return stored + 1
        posted = [int(found[1]) for name in data if (found := re.fullmatch(r"[a-z]+_([1-9]\d?)", name))]
        return max([stored, *posted])
