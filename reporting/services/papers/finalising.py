"""Fixing a Vorlage, after which its text is locked, and taking it up again as the next edition."""

import datetime as dt
from collections.abc import Collection
from typing import cast

from django.db import transaction
from django.utils.translation import gettext as _

from partners.models import User
from reporting.models import CommitteeReport, PaperState, QueryState
from reporting.papers import public_edition_of
from reporting.papers.meanwhile import Kept, meanwhile_of
from safety import audit
from safety.models import StaleVersionError

from .checking import check_paper
from .queueing import are_being_made, queue_files
from .refusals import PaperError, WarningsChangedError, claim


@transaction.atomic
def finalise_paper(
    *,
    paper: CommitteeReport,
    accepted: Collection[str],
    version: int,
    user: User | None,
    now: dt.datetime,
    seen_texts: str | None = None,
) -> CommitteeReport:
    """Lock the text, and have the files of this edition made; `accepted` are the doubts that were ticked.

    `seen_texts` is the stand of the report's texts that a person has agreed to. Raises StaleVersionError for another.
    """
    refusal = _("Diese Vorlage ist schon festgelegt.")
    final = claim(paper, expected=PaperState.DRAFT, version=version, refusal=refusal)
    found = check_paper(final)
    if found.obstacles:
        raise PaperError(" ".join(found.obstacles))
    if not {doubt.code for doubt in found.doubts} <= set(accepted):
        raise WarningsChangedError
    if seen_texts is not None and seen_texts != final.query.report_texts.stand():
        raise StaleVersionError(final)
    final.state, final.edition, final.finalised_at = PaperState.FINAL, final.edition + 1, now
    if final.query.state != QueryState.PUBLISHED:
        final.shown_meanwhile = None
    final.save()
    _name_committees(final)
    queue_files(final, now=now)
    _record("paper.finalised", final, user=user, now=now, accepted=sorted(accepted))
    return final


@transaction.atomic
def reopen_paper(
    *, paper: CommitteeReport, reason: str, version: int, user: User | None, now: dt.datetime
) -> CommitteeReport:
    """Make a final paper a draft again; the files of its editions stay, and staff can still read them.

    What is public goes on being public as it was, until the next edition is fixed and has its files.
    """
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
    # Before it is a draft and the names of its committees go.
    draft.shown_meanwhile = _public_meanwhile(draft)
    draft.state, draft.finalised_at = PaperState.DRAFT, None
    draft.save()
    _forget_names(draft)
    _record("paper.reopened", draft, user=user, now=now, reason=reason.strip())
    return draft


def _public_meanwhile(paper: CommitteeReport) -> Kept | None:
    """This edition, or the one before where that is what everybody still reads."""
    if paper.query.state != QueryState.PUBLISHED:
        return None
    if public_edition_of(paper) != paper.edition:
        return cast(Kept, paper.shown_meanwhile)
    return meanwhile_of(paper)


def _name_committees(paper: CommitteeReport) -> None:
    """A committee that is renamed later keeps its name in this paper."""
    for station in paper.consultations.select_related("committee").order_by("number"):
        station.fixed_name = station.committee.name
        station.save()


def _forget_names(paper: CommitteeReport) -> None:
    for station in paper.consultations.order_by("number"):
        station.fixed_name = ""
        station.save()


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
