"""Mails are German, whatever language the person reads who pressed the button."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.utils.translation import override

P = ParamSpec("P")
R = TypeVar("R")


def in_german(write: Callable[P, R]) -> Callable[P, R]:
    @wraps(write)
    def written(*args: P.args, **kwargs: P.kwargs) -> R:
        with override(settings.LANGUAGE_CODE):
            return write(*args, **kwargs)

    return written
