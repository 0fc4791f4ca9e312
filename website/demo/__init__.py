"""Invented data for the demonstration, marked on every page (DESIGN.md 4.7)."""

from .load import load_demo
from .source import DemoError

__all__ = ["DemoError", "load_demo"]
