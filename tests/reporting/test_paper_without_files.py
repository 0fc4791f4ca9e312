"""A public Vorlage whose files are missing says whether it is worth waiting for them."""

import pytest
from django.test import Client

from reporting.models import Job, JobState
from tests.reporting.papers import make_final
from tests.reporting.rounds import make_published

pytestmark = pytest.mark.django_db

WAIT, MISSING = "werden gerade vorbereitet", "Die Dateien der Vorlage fehlen noch."


@pytest.mark.parametrize(
    ("state", "said", "unsaid"),
    [
        (JobState.QUEUED, WAIT, MISSING),
        (JobState.RUNNING, WAIT, MISSING),
        (JobState.FAILED, MISSING, WAIT),
    ],
)
def test_whether_somebody_is_at_it(client: Client, state: str, said: str, unsaid: str) -> None:
    query = make_published()
    make_final(query)
    Job.objects.filter(subject__startswith="paper:").update(state=state)
    for page in ("/berichte/", query.get_absolute_url()):
        papers = client.get(page).text.split('id="vorlage-')[1]
        assert said in papers
        assert unsaid not in papers
