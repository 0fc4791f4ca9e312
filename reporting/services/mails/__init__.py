"""What the portal writes to people: wordings with placeholders, and a letter per person and occasion."""

from reporting.services.opting_out import email_of, has_opted_out, opt_in, opt_out, opt_out_token
from reporting.services.persons import person_key, person_keys

from .invitations import write_invitations
from .inviting_again import invite_again
from .office import tell_somebody_else
from .participations import tell_answers_approved, tell_answers_returned, tell_answers_submitted
from .placeholders import PLACEHOLDERS, check_placeholders
from .previews import preview_letter
from .reports import tell_approved, tell_returned, tell_submitted
from .thanks import thank_if_complete
from .together import tell_approved_together, tell_submitted_together
from .wordings import StandardWording, standard_wording

__all__ = [
    "PLACEHOLDERS",
    "StandardWording",
    "check_placeholders",
    "email_of",
    "has_opted_out",
    "invite_again",
    "opt_in",
    "opt_out",
    "opt_out_token",
    "person_key",
    "person_keys",
    "preview_letter",
    "standard_wording",
    "tell_answers_approved",
    "tell_answers_returned",
    "tell_answers_submitted",
    "tell_approved",
    "tell_approved_together",
    "tell_returned",
    "tell_somebody_else",
    "tell_submitted",
    "tell_submitted_together",
    "thank_if_complete",
    "write_invitations",
]
