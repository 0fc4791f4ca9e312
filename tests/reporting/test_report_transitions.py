"""The table of arrows, walked through: every state with every action."""

import pytest

from reporting.errors import WrongStateError
from reporting.models import ReportState
from reporting.transitions import Action, move
from tests.builders import make_report
from tests.reporting.reports import LATER, World

ALLOWED = {
    ("draft", "SAVE"),
    ("returned", "SAVE"),
    ("draft", "SUBMIT"),
    ("returned", "SUBMIT"),
    ("submitted", "RETURN"),
    ("submitted", "APPROVE"),
}


@pytest.mark.parametrize("state", ReportState.values)
@pytest.mark.parametrize("action", Action)
def test_only_the_arrows_of_the_table(world: World, state: str, action: Action) -> None:
    report = make_report(world.measure, world.organisation, state=state, approved_at=LATER)
    if (state, action.name) in ALLOWED:
        move(report, action)
        assert report.state in ReportState.values
    else:
        with pytest.raises(WrongStateError):
            move(report, action)
