"""What does the work of each kind, as the apps say in their `background.py`.

Only who does the work loads those modules: a web worker, which only queues it, is to be spared what they need.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.module_loading import autodiscover_modules

from documents.progress import Progress
from reporting.models import JobKind

Handler = Callable[[Mapping[str, Any], dt.datetime, Progress], None]

#: A handler may run twice and then leaves the same result. It opens transactions of its own, short ones: what takes
#: minutes must not keep others from writing.
HANDLERS: dict[str, Handler] = {}
#: What is looked after in every round, such as files that have become outdated; quick where there is nothing to do.
ROUTINES: list[Callable[[dt.datetime], None]] = []


def load_handlers() -> None:
    """Before the first job is done."""
    autodiscover_modules("background")


def register_handler(kind: JobKind, handler: Handler) -> None:
    HANDLERS[kind] = handler


def register_routine(routine: Callable[[dt.datetime], None]) -> None:
    ROUTINES.append(routine)
