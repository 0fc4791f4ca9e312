"""„unverändert bestätigen“: the last approved answers once more, unless new ones would be lost."""

import pytest

from reporting.errors import NothingToConfirmError, OwnEntriesError
from reporting.models import ProgressReport
from reporting.services.reports import Answers, confirm_unchanged, submit
from tests.reporting.reports import LATER, World


def confirm(world: World, report: ProgressReport) -> ProgressReport:
    return confirm_unchanged(report=report, expected_version=report.version, user=world.owner, now=LATER)


def test_takes_over_what_was_approved_and_says_so(world: World) -> None:
    world.approve(world.submit())
    report = confirm(world, world.start(LATER))
    assert (report.is_unchanged, report.text, report.status) == (True, "Es geht voran.", "in_progress")
    handed_in = submit(report=report, expected_version=report.version, user=world.owner, now=LATER)
    assert (handed_in.is_unchanged, handed_in.state) == (True, "submitted")


def test_saving_anew_takes_the_mark_away(world: World) -> None:
    world.approve(world.submit())
    report = confirm(world, world.start(LATER))
    assert not world.save(report).is_unchanged


def test_nothing_to_confirm_without_an_approved_report(world: World) -> None:
    with pytest.raises(NothingToConfirmError):
        confirm(world, world.start())


def test_does_not_overwrite_new_entries(world: World) -> None:
    world.approve(world.submit())
    report = world.save(world.start(LATER), Answers(text="Ganz anders."))
    with pytest.raises(OwnEntriesError):
        confirm(world, report)
    report.refresh_from_db()
    assert report.text == "Ganz anders."
