"""Fixing a Vorlage, after which its text is locked, and taking it up again as the next edition."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import CommitteeReport, PaperState
from safety import audit

from .checking import check_paper
from .queueing import are_being_made, queue_files
from .refusals import PaperError, WarningsChangedError, claim


@transaction.atomic
def finalise_paper(
    *, paper: CommitteeReport, accepted: Collection[str], version: int, user: User | None, now: dt.datetime
) -> CommitteeReport:
    """Lock the text, and have the files of this edition made; `accepted` are the doubts that were ticked."""
    refusal = _("Diese Vorlage ist schon festgelegt.")
    final = claim(paper, expected=PaperState.DRAFT, version=version, refusal=refusal)
    found = check_paper(final)
    if found.obstacles:
        raise PaperError(" ".join(found.obstacles))
    if not {doubt.code for doubt in found.doubts} <= set(accepted):
        raise WarningsChangedError
    final.state, final.edition, final.finalised_at = PaperState.FINAL, final.edition + 1, now
    final.save()
    queue_files(final, now=now)
    _record("paper.finalised", final, user=user, now=now, accepted=sorted(accepted))
    return final


@transaction.atomic
def reopen_paper(
    *, paper: CommitteeReport, reason: str, version: int, user: User | None, now: dt.datetime
) -> CommitteeReport:
    """Make a final paper a draft again; the files of its editions stay, and staff can still read them."""
    if not reason.strip():
        raise PaperError(_("Bitte nennen Sie den Grund. Er steht im Protokoll."))
    refusal = _("Nur eine festgelegte Vorlage lässt sich als neue Fassung bearbeiten.")
    draft = claim(paper, expected=PaperState.FINAL, version=version, refusal=refusal)
    if are_being_made(draft):
        raise PaperError(
            _(
                "Die Dateien dieser Fassung werden gerade gemacht. Bitte versuchen Sie es in einer Minute noch einmal."
            )
        )
    draft.state, draft.finalised_at = PaperState.DRAFT, None
    draft.save()
    _record("paper.reopened", draft, user=user, now=now, reason=reason.strip())
    return draft


def _record(
    action: str,
    paper: CommitteeReport,
    *,
    user: User | None,
    now: dt.datetime,
    reason: str = "",
    **details: object,
) -> None:
    audit.record(
        action=action,
        subject=f"paper:{paper.uuid}",
        user_id=user.pk if user else None,
        now=now,
        reason=reason,
        edition=paper.edition,
        **details,
    )
