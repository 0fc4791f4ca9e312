"""The concept: its editions, chapters, Handlungsfelder and Leitziele, a module per notion."""

from .chapter import Chapter
from .concept import Concept, ConceptState
from .field import FieldOfAction
from .goal import Goal, GoalState

__all__ = ["Chapter", "Concept", "ConceptState", "FieldOfAction", "Goal", "GoalState"]
