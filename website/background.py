"""What this app does outside web requests, loaded only where jobs are done."""

from reporting.models import JobKind
from reporting.services.jobs import register_handler, register_routine

from .concept_pdf import build_concept_pdf, queue_outdated_concept
from .open_data.keeping import build_open_data, queue_outdated_files

register_handler(JobKind.OPEN_DATA, build_open_data)
register_routine(queue_outdated_files)
register_handler(JobKind.CONCEPT_PDF, build_concept_pdf)
register_routine(queue_outdated_concept)
