"""How far long work has come, as whoever does it tells."""

from collections.abc import Callable

#: Takes how much is done, and of about how much.
Progress = Callable[[int, int], None]
