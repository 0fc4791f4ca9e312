"""A person as the mails know it: by a keyed hash of the address, so that no address stands where it need not."""

from safety.seals import seal, seals

PURPOSE = "reporting.person"


def person_key(email: str) -> str:
    return seal(PURPOSE, email.strip().lower())


def person_keys(email: str) -> set[str]:
    """Today's key and those of earlier secrets, under which the person may still be noted."""
    return {*seals(PURPOSE, email.strip().lower())}
