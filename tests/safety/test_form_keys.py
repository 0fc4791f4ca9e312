"""A changing form that is posted twice makes one row and shows one result."""

import threading
import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from partners.models import Organisation, User
from safety.formkeys import FIELD_NAME, form_key_required, issue, once
from safety.models import FormKey
from tests.builders import make_organisation, make_user

PURPOSE = "tests.create"


def make_post(user: User | AnonymousUser, key: str, **said: str) -> HttpRequest:
    request = RequestFactory().post("/formular/", {FIELD_NAME: key, **said})
    request.user = user
    return request


def make_key(user: User | AnonymousUser, purpose: str = PURPOSE) -> str:
    return issue(make_post(user, ""), purpose)


def create_and_redirect() -> HttpResponse:
    organisation = make_organisation()
    return HttpResponseRedirect(f"/akteure/{organisation.slug}/")


def create_and_refuse() -> HttpResponse:
    make_organisation()
    return HttpResponse("Bitte prüfen Sie Ihre Angaben.", status=422)


@pytest.mark.django_db
def test_second_post_leads_to_the_first_result() -> None:
    user = make_user()
    key = make_key(user)
    first, second = (once(make_post(user, key), PURPOSE, create_and_redirect) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Organisation.objects.count() == 1


@pytest.mark.django_db
def test_something_else_posted_with_the_key_is_no_second_post() -> None:
    """Whoever goes back and writes on must not be told that it is saved while it is dropped."""
    user = make_user()
    key = make_key(user)
    answers = [
        once(make_post(user, key, text=text), PURPOSE, create_and_redirect) for text in ("a", "b", "a")
    ]
    assert answers[0]["Location"] == answers[2]["Location"] != answers[1]["Location"]
    assert Organisation.objects.count() == 2


@pytest.mark.django_db
def test_two_showings_of_a_form_are_two_occasions() -> None:
    user = make_user()
    for _ in range(2):
        once(make_post(user, make_key(user)), PURPOSE, create_and_redirect)
    assert Organisation.objects.count() == 2


@pytest.mark.django_db
def test_refused_form_writes_nothing_and_leaves_the_key_free() -> None:
    user = make_user()
    key = make_key(user)
    assert once(make_post(user, key), PURPOSE, create_and_refuse).status_code == 422
    assert (Organisation.objects.count(), FormKey.objects.count()) == (0, 0)
    assert once(make_post(user, key), PURPOSE, create_and_redirect).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forge",
    [
        lambda user: "",
        lambda user: make_key(user) + "x",
        lambda user: make_key(user, "tests.delete"),
        lambda user: make_key(make_user()),
        lambda user: make_key(AnonymousUser()),
    ],
    ids=["missing", "changed", "other purpose", "other person", "nobody"],
)
def test_wrong_key_is_refused(forge: Callable[[User], str]) -> None:
    user = make_user()
    response = once(make_post(user, forge(user)), PURPOSE, create_and_redirect)
    assert response.status_code == 400
    assert "nicht gespeichert" in response.text
    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_decorated_view_acts_once_and_answers_get() -> None:
    @form_key_required(PURPOSE)
    def view(request: HttpRequest) -> HttpResponse:
        return create_and_redirect() if request.method == "POST" else HttpResponse("Formular")

    user = make_user()
    key = make_key(user)
    assert view(RequestFactory().get("/formular/")).status_code == 200
    assert {view(make_post(user, key))["Location"] for _ in range(3)} == {
        Organisation.objects.get().get_absolute_url()
    }


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_make_one_row() -> None:
    user = make_user()
    key = make_key(user)
    barrier = threading.Barrier(2)
    results: list[str] = []

    def act_slowly() -> HttpResponse:
        response = create_and_redirect()
        time.sleep(0.3)
        return response

    def post() -> None:
        barrier.wait()
        results.append(once(make_post(user, key), PURPOSE, act_slowly)["Location"])
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(results)) == 1
    assert len(results) == 2
    assert Organisation.objects.count() == 1
