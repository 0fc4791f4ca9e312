"""People of the KI as they are logged in, for the tests of pages in this folder."""

import pytest
from django.test import Client

from partners.models import User
from tests.builders import make_commissioner


@pytest.fixture
def commissioner(client: Client) -> User:
    user = make_commissioner()
    client.force_login(user)
    return user
