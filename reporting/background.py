"""What this app does outside web requests, loaded only where jobs are done."""

from reporting.models import JobKind
from reporting.services.cleaning import delete_expired
from reporting.services.jobs import register_handler
from reporting.services.paper_files import build_paper_files
from reporting.services.report_files import build_report_files

register_handler(JobKind.REPORT_FILES, build_report_files)
register_handler(JobKind.PAPER_FILES, build_paper_files)
register_handler(JobKind.CLEANING, delete_expired)
