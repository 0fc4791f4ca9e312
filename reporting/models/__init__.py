"""The annual status query and everything that follows from it, a module per notion."""

from .committee import Committee, CommitteeReport
from .jobs import Job, JobKind, JobState
from .outbox import MailState, OutboxMail
from .query import OWED, QueryKind, QueryRequest, QueryState, RequestState, StatusQuery
from .report import UNFINISHED, IndicatorAnswer, ProgressReport, ReportState, StepAnswer
from .snapshot import FileKind, ReportFile, Snapshot, SnapshotEntry

__all__ = [
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
