"""The file of invented rounds: who said what, and what is invented beside the answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


class DemoError(Exception):
    """The demonstration data cannot be loaded here; nothing was changed."""


@dataclass(frozen=True)
class Answer:
    """What one organisation says to one measure in one round, as written in the file."""

    measure: str
    organisation: str
    said: Mapping[str, Any]


@dataclass(frozen=True)
class RoundContent:
    """One round of the file: what was asked and answered, and what the KI wrote afterwards."""

    answers: list[Answer]
    left_out: list[str]
    introduction: str
    #: By the slug of the Handlungsfeld.
    assessments: Mapping[str, str]
    paper: Mapping[str, Any] | None


@dataclass(frozen=True)
class Source:
    """The rounds from the oldest to the running one, and what is invented on the sheets of measures."""

    rounds: list[RoundContent]
    means: list[Mapping[str, Any]]
    goals: Mapping[str, list[str]]


def read_source(path: Path) -> Source:
    """Only the answers are needed; all have as many rounds as the first."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    entries = content["answers"]
    number = len(entries[0]["rounds"])
    special = content.get("rounds") or [{}] * number
    return Source(
        rounds=[_round(special[index], _answers(entries, index)) for index in range(number)],
        means=content.get("means", []),
        goals=content.get("goals", {}),
    )


def _round(special: Mapping[str, Any], answers: list[Answer]) -> RoundContent:
    return RoundContent(
        answers=answers,
        left_out=special.get("left_out", []),
        introduction=special.get("introduction", ""),
        assessments=special.get("assessments", {}),
        paper=special.get("paper"),
    )


def _answers(entries: list[dict[str, Any]], index: int) -> list[Answer]:
    """A round in which neither a text nor a confirmation stands was not answered."""
    return [
        Answer(entry["measure"], entry["organisation"], said)
        for entry in entries
        if (said := entry["rounds"][index]).keys() & {"text", "unchanged"}
    ]
