"""The same answers by file: a workbook to download, to fill in, to upload, to look at, and to take over."""

from .comparing import Entry, Kind, Preview
from .limits import LARGEST_FILE
from .refusals import StalePreviewError, UploadGoneError, WorkbookError
from .taking_over import preview_upload, take_over
from .uploading import discard_upload, store_upload
from .writing import write_workbook

__all__ = [
    "LARGEST_FILE",
    "Entry",
    "Kind",
    "Preview",
    "StalePreviewError",
    "UploadGoneError",
    "WorkbookError",
    "discard_upload",
    "preview_upload",
    "store_upload",
    "take_over",
    "write_workbook",
]
