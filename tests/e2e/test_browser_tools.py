"""The tools of the browser tests themselves: they see what they are there to find."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

GOOD_PAGE = '<html lang="de"><title>Titel</title><body><main><h1>Überschrift</h1></main></body></html>'
BAD_PAGE = '<html><title></title><body><main><h1>Überschrift</h1><img src="data:,"></main></body></html>'


def test_axe_passes_a_good_page(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.set_content(GOOD_PAGE)
    assert_accessible(page)


def test_axe_finds_what_is_wrong(page: Page, assert_accessible: Callable[[Page], None]) -> None:
    page.set_content(BAD_PAGE)
    with pytest.raises(AssertionError, match="html-has-lang"):
        assert_accessible(page)


def test_axe_finds_colours_that_are_wrong_in_the_dark_only(
    page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    style = "<style>@media (prefers-color-scheme: dark) { h1 { color: #333; background: #222 } }</style>"
    page.set_content(GOOD_PAGE.replace("<body>", f"{style}<body>"))
    with pytest.raises(AssertionError, match=r"(?s)dark.*color-contrast"):
        assert_accessible(page)


def test_design_system_and_its_font_arrive(page: Page, live_server: LiveServer) -> None:
    sheets = [f"{live_server.url}/static/vendor/{name}" for name in ("fonts/fonts.css", "kern/kern.min.css")]
    page.goto(sheets[0])
    links = "".join(f'<link rel="stylesheet" href="{sheet}">' for sheet in sheets)
    page.set_content(
        f'<html lang="de"><head>{links}</head><body><p class="kern-body">Maßnahme</p></body></html>'
    )
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.weight)"
    )
    assert loaded == ["400"]


def test_a_request_to_another_host_is_seen(page: Page, page_faults: list[str]) -> None:
    page.set_content(f'{GOOD_PAGE}<img src="http://other.invalid/picture.png" alt="">')
    assert page_faults == ["asked another host: http://other.invalid/picture.png"]
    page_faults.clear()


def test_a_broken_security_policy_is_seen(page: Page, page_faults: list[str]) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="style-src \'none\'">'
    page.set_content(
        f'<html lang="de"><head>{policy}</head><body><p style="color: red">Text</p></body></html>'
    )
    assert len(page_faults) == 1
    page_faults.clear()
