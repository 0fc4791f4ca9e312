"""The annual status query and everything that follows from it, a module per notion."""

from .access import AccessGrant
from .addendum import Addendum
from .answers import IndicatorAnswer, QuestionAnswer, StepAnswer
from .assignment import Assignment
from .committee import Committee, CommitteeReport, Consultation, ConsultationRole, PaperState
from .jobs import Job, JobKind, JobState
from .mail_text import MailText
from .outbox import MailKind, MailState, OutboxMail
from .paper_file import PaperFile, PaperFileKind
from .participation import Participation
from .query import QueryKind, QueryState, StatusQuery
from .question import Question, QuestionKind, QuestionScope
from .reminder import ReminderAnchor, ReminderAudience, ReminderOptOut, ReminderSent, ReminderStep
from .report import ProgressReport
from .report_set import UNFINISHED, ReportState
from .report_text import ReportText
from .request import INVITED_AGAIN, QueryRequest
from .request_set import ANSWERED, OWED, RequestState
from .snapshot import FileKind, ReportFile, Snapshot, SnapshotEntry
from .upload import WorkbookUpload

__all__ = [
    "ANSWERED",
    "INVITED_AGAIN",
    "OWED",
    "UNFINISHED",
    "AccessGrant",
    "Addendum",
    "Assignment",
    "Committee",
    "CommitteeReport",
    "Consultation",
    "ConsultationRole",
    "FileKind",
    "IndicatorAnswer",
    "Job",
    "JobKind",
    "JobState",
    "MailKind",
    "MailState",
    "MailText",
    "OutboxMail",
    "PaperFile",
    "PaperFileKind",
    "PaperState",
    "Participation",
    "ProgressReport",
    "QueryKind",
    "QueryRequest",
    "QueryState",
    "Question",
    "QuestionAnswer",
    "QuestionKind",
    "QuestionScope",
    "ReminderAnchor",
    "ReminderAudience",
    "ReminderOptOut",
    "ReminderSent",
    "ReminderStep",
    "ReportFile",
    "ReportState",
    "ReportText",
    "RequestState",
    "Snapshot",
    "SnapshotEntry",
    "StatusQuery",
    "StepAnswer",
    "WorkbookUpload",
]
