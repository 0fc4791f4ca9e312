"""What everybody goes on reading of a public Vorlage while its next edition is being written."""

import datetime as dt
from typing import TypedDict, cast

from reporting.models import CommitteeReport, Consultation


class KeptStation(TypedDict):
    name: str
    meeting_on: str | None
    role: str
    link: str
    result: str


class Kept(TypedDict):
    """As it stands in the column."""

    number: str
    dated_on: str | None
    subject: str
    link: str
    stations: list[KeptStation]


def meanwhile_of(paper: CommitteeReport) -> Kept:
    """Of a final paper; one statement."""
    stations = paper.consultations.select_related("committee").order_by("number")
    return {
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


def show_as_kept(paper: CommitteeReport) -> list[Consultation]:
    """Let the paper, which must not be saved, say again what was public; its stations as they were."""
    kept = cast(Kept, paper.shown_meanwhile)
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
