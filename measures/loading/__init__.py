"""Loading a city's concept from a file that people can read and review."""

from .errors import ConceptFileError
from .load import LoadResult, load_concept

__all__ = ["ConceptFileError", "LoadResult", "load_concept"]
