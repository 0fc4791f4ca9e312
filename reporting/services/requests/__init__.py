"""What the KI does with what one organisation is asked, a module per step."""

from .extending import extend
from .granting import revoke_link
from .handing_over import hand_over, is_written_to, tell_who_answers
from .inviting import invite_again
from .noting import note
from .reassigning import reassign
from .withdrawing import reinstate, withdraw

__all__ = [
    "extend",
    "hand_over",
    "invite_again",
    "is_written_to",
    "note",
    "reassign",
    "reinstate",
    "revoke_link",
    "tell_who_answers",
    "withdraw",
]
