"""The reminder plan of a running query, carried out by a timer."""

from .sending import remind

__all__ = ["remind"]
