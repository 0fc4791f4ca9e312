"""What everybody goes on reading of a public Vorlage until its next edition is fixed and has its files."""

import datetime as dt
from collections.abc import Sequence
from typing import NotRequired, TypedDict, cast

from reporting.models import CommitteeReport, Consultation, PaperFileKind


class KeptStation(TypedDict):
    name: str
    meeting_on: str | None
    role: str
    link: str
    result: str


class Kept(TypedDict):
    """As it stands in the column; the release before did not write down the `edition`."""

    edition: NotRequired[int]
    number: str
    dated_on: str | None
    subject: str
    link: str
    stations: list[KeptStation]


def meanwhile_of(paper: CommitteeReport) -> Kept:
    """Of a final paper; one statement."""
    stations = paper.consultations.select_related("committee").order_by("number")
    return {
        "edition": paper.edition,
        "number": paper.number,
        "dated_on": _day(paper.dated_on),
        "subject": paper.subject,
        "link": paper.link,
        "stations": [
            {
                "name": str(station),
                "meeting_on": _day(station.meeting_on),
                "role": station.role,
                "link": station.link,
                "result": station.result,
            }
            for station in stations
        ],
    }


def kept_edition(paper: CommitteeReport) -> int | None:
    """The one that stays public while another is written and its files are made; none where nothing was public."""
    if paper.shown_meanwhile is None:
        return None
    return cast(Kept, paper.shown_meanwhile).get("edition", paper.edition)


def public_edition(paper: CommitteeReport, editions: Sequence[int]) -> int:
    """Which edition everybody reads; `editions` names, for each file of the last and of the kept one, its edition.

    A new edition replaces the kept one together with its files, so that there is always something to download.
    """
    kept = kept_edition(paper)
    if kept is None:
        return paper.edition
    has_all_files = editions.count(paper.edition) == len(PaperFileKind)
    is_next_shown = paper.is_final and (has_all_files or kept not in editions)
    return paper.edition if is_next_shown else kept


def show_as_kept(paper: CommitteeReport) -> list[Consultation]:
    """Let the paper, which must not be saved, say again what was public; its stations as they were."""
    kept = cast(Kept, paper.shown_meanwhile)
    paper.edition = kept.get("edition", paper.edition)
    paper.number, paper.dated_on = kept["number"], _read(kept["dated_on"])
    paper.subject, paper.link = kept["subject"], kept["link"]
    return [
        Consultation(
            number=number,
            fixed_name=station["name"],
            meeting_on=_read(station["meeting_on"]),
            role=station["role"],
            link=station["link"],
            result=station["result"],
        )
        for number, station in enumerate(kept["stations"], start=1)
    ]


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _read(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
