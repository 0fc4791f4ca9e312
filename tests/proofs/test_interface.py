"""The interface keeps to its description, with many requests per address, allowed and forbidden ones."""

import pytest

from tests.safety.world import make_world
from tests.website.test_api_description import keep_connection, try_out_all

__all__ = ["keep_connection"]

EXAMPLES = 25


@pytest.mark.proof
@pytest.mark.django_db
@pytest.mark.usefixtures("kept_connection")
def test_many_requests_find_no_contradiction() -> None:
    make_world()
    try_out_all(EXAMPLES)
