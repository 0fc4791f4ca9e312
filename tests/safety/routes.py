"""Who may do what at which address: one row per route, and one list of all routes from the URL resolver."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import URLPattern, URLResolver, get_resolver

from tests.safety.world import World

ROLES = ("anonymous", "own", "foreign", "editor", "commissioner", "administrator")
Arguments = Callable[[World], dict[str, object]]

#: What may come back. „ok“ is a page or what an allowed action answers to an empty form; „login“ leads to the log-in.
ANSWERS: dict[str, set[int]] = {
    "ok": {200, 302, 400, 409, 422},
    "login": {302},
    "403": {403},
    "404": {404},
    "405": {405},
    "503": {503},
}


def nothing(world: World) -> dict[str, object]:
    return {}


@dataclass(frozen=True)
class Row:
    """Expected answers in the order of ROLES."""

    name: str
    get: tuple[str, ...]
    post: tuple[str, ...]
    arguments: Arguments = field(default=nothing)
    #: Purpose of the form key with which the post is made.
    purpose: str = ""


def public(name: str, arguments: Arguments = nothing, *, post: str = "405") -> Row:
    """Open to everyone, to be read only."""
    return Row(name, ("ok",) * 6, (post,) * 6, arguments)


def account(name: str, arguments: Arguments = nothing, *, open_to_all: bool = False) -> Row:
    """Pages of the own account; nobody but the session's own person is concerned."""
    first = "ok" if open_to_all else "login"
    return Row(name, (first, *("ok",) * 5), (first, *("ok",) * 5), arguments)


def private(name: str, get: str, post: str, arguments: Arguments = nothing, *, purpose: str = "") -> Row:
    """For people who are logged in; `get` and `post` give the answers to all but the anonymous."""
    return Row(name, ("login", *get.split()), ("login", *post.split()), arguments, purpose)


def reading(name: str, get: str, arguments: Arguments = nothing) -> Row:
    """Private, and without any change: whoever may read gets 405 on a post, before or after the refusal."""
    return private(name, get, "405 405 405 405 405", arguments)


def all_routes(
    resolver: URLResolver | None = None, namespace: str = "", path: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Full name, or path where there is none, of every address but the admin's."""
    for part in (resolver or get_resolver()).url_patterns:
        here = path + str(part.pattern)
        if isinstance(part, URLPattern):
            yield (namespace + part.name if part.name else here), part
        elif part.namespace != "admin":
            inner = f"{namespace}{part.namespace}:" if part.namespace else namespace
            yield from all_routes(part, inner, here)


def is_public(pattern: URLPattern) -> bool:
    return not getattr(pattern.callback, "login_required", True)
