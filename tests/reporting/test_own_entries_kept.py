"""A refusal to confirm unchanged is no message of a loss."""

from reporting.errors import OwnEntriesError


def test_refusal_frightens_nobody_about_what_they_wrote() -> None:
    said = str(OwnEntriesError())
    assert "verloren" not in said
    assert "würde sie überschreiben" in said
