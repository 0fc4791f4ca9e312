"""Which settings production demands, tried in processes of their own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMPLETE = {
    "SECRET_KEY": "x" * 50,
    "ALLOWED_HOSTS": "portal.example.org",
    "SITE_URL": "https://portal.example.org",
}


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Python in a fresh process that knows only these settings, and a database of its own."""
    env = {"PATH": os.environ["PATH"], "DATABASE_URL": "sqlite://:memory:", **settings}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def test_a_command_that_needs_no_secret_works_with_the_database_alone() -> None:
    assert run("manage.py", "migrate", "--plan").returncode == 0


def test_the_web_server_refuses_to_start_without_a_secret() -> None:
    started = run("-c", "import krefeld_integration.wsgi")
    assert "SECRET_KEY setting must not be empty" in started.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SECRET_KEY": "short"}, "at least 50 random characters"),
        ({"SECRET_KEY": "x" * 50, "SITE_URL": "https://portal.example.org"}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "portal.example.org"}, "SITE_URL"),
    ],
)
def test_half_a_configuration_is_refused(given: dict[str, str], said: str) -> None:
    started = run("manage.py", "check", **given)
    assert started.returncode != 0
    assert said in started.stderr


def test_a_whole_configuration_serves() -> None:
    assert run("-c", "import krefeld_integration.wsgi", **COMPLETE).returncode == 0
