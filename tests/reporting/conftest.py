"""Fixtures of this folder."""

from tests.reporting.reports import world

__all__ = ["world"]
