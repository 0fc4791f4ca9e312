"""Where the writing of invitations stood."""

from reporting.services.mails import write_invitations

__all__ = ["write_invitations"]
