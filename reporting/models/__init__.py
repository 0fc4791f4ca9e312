"""The annual status query and everything that follows from it, a module per notion."""

from .answers import IndicatorAnswer, StepAnswer
from .committee import Committee, CommitteeReport
from .jobs import Job, JobKind, JobState
from .outbox import MailState, OutboxMail
from .query import QueryKind, QueryState, StatusQuery
from .report import UNFINISHED, ProgressReport, ReportState
from .request import ANSWERED, OWED, QueryRequest, RequestState
from .snapshot import FileKind, ReportFile, Snapshot, SnapshotEntry

__all__ = [
    "ANSWERED",
    "OWED",
    "UNFINISHED",
    "Committee",
    "CommitteeReport",
    "FileKind",
    "IndicatorAnswer",
    "Job",
    "JobKind",
    "JobState",
    "MailState",
    "OutboxMail",
    "ProgressReport",
    "QueryKind",
    "QueryRequest",
    "QueryState",
    "ReportFile",
    "ReportState",
    "RequestState",
    "Snapshot",
    "SnapshotEntry",
    "StatusQuery",
    "StepAnswer",
]
