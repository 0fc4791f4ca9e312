"""Packages speak to our users in our words: formal and plain."""

from django.utils.translation import gettext


def test_packages_address_people_formally() -> None:
    assert (
        gettext("You must type the same password each time.")
        == "Bitte geben Sie zweimal dasselbe Passwort ein."
    )
    assert gettext("Authenticator code") == "Code aus der App"
