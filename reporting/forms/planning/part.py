"""What the pages of a plan have in common."""

from typing import Any, Self

from crispy_forms.helper import FormHelper
from django.http import QueryDict

from reporting.forms.query import StepForm
from reporting.models import StatusQuery
from reporting.services.queries.planning import Plan


class PartForm(StepForm):
    """One page of the plan of `query`; shows the stored `plan` until something is posted."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        plan: Plan,
        query: StatusQuery | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        shown = {**self.shown_of(plan), "version": query.version if query else 0}
        super().__init__(data, initial={**shown, **(initial or {})})
        self.query, self.known = query, plan
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def shown_of(self, plan: Plan) -> dict[str, Any]:
        """The values of the plan under the names of the form's fields."""
        raise NotImplementedError

    def changes(self) -> dict[str, Any]:
        """What the plan becomes, under the names of its own fields."""
        raise NotImplementedError

    def redrawn(self, data: QueryDict) -> Self | None:
        """The form as a button that saves nothing leaves it, with all that was typed; None for „save“."""
        return None

    def stored_values(self, current: Plan) -> dict[str, Any]:
        """What somebody else has saved in the meantime, for the page that shows both versions."""
        stored = self.shown_of(current)
        return {name: stored.get(name, field.initial) for name, field in self.fields.items()}
