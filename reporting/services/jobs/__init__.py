"""Long work outside the web request: queued with the change that needs it, done by `run_jobs` (DESIGN.md 9)."""

from .handlers import HANDLERS, ROUTINES, Handler, load_handlers, register_handler, register_routine
from .queueing import queue_daily, queue_job
from .running import LEASE, MAX_ATTEMPTS, run_due, run_routines

__all__ = [
    "HANDLERS",
    "LEASE",
    "MAX_ATTEMPTS",
    "ROUTINES",
    "Handler",
    "load_handlers",
    "queue_daily",
    "queue_job",
    "register_handler",
    "register_routine",
    "run_due",
    "run_routines",
]
