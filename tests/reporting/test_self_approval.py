"""Whoever handed in does not approve unseen, however she came: by account, by her link, or by one without a tie."""

import pytest

from partners.models import Contact
from reporting.errors import SelfApprovalError
from reporting.models import ProgressReport
from reporting.services.reports import approve, is_own_report
from reporting.services.reports.approving_several import propose
from tests.builders import make_contact, make_editor, make_measure, make_organisation, make_report
from tests.reporting.reports import LATER, NOW

pytestmark = pytest.mark.django_db


def handed_in_by(contact: Contact) -> ProgressReport:
    return make_report(
        make_measure(), contact.organisation, state="submitted", submitted_at=NOW, submitted_contact=contact
    )


@pytest.mark.parametrize(
    ("email", "account", "is_own"),
    [
        ("Ada@Example.org", "ada@example.org", True),
        ("eva@example.org", "ada@example.org", False),
        ("", "", False),
    ],
)
def test_the_same_mail_address_is_the_same_person(email: str, account: str, is_own: bool) -> None:
    editor = make_editor(email=account)
    report = handed_in_by(make_contact(make_organisation(), email=email))
    assert is_own_report(report, editor) is is_own


def test_her_own_report_is_refused_alone_and_among_several() -> None:
    editor = make_editor(email="ada@example.org")
    report = handed_in_by(make_contact(make_organisation(), email="ada@example.org"))
    with pytest.raises(SelfApprovalError):
        approve(report=report, expected_version=report.version, decision=None, user=editor, now=LATER)
    (proposal,) = propose({report.uuid: report.version}, user=editor)
    assert "selbst abgesendet" in proposal.refusal
