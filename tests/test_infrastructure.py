"""The promises of the installation itself: locked, without download addresses, with static files that hold together."""

import json
import re
import stat
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^(?P<name>[\w.\[\]-]+)==(?P<version>[^ \\]+)", re.MULTILINE)
FUNDING = re.compile(r'"funding": \{\s*"url": "[^"]*"\s*\}')
ADDRESS = re.compile(r"https?://|--(extra-)?index-url|--find-links|registry=")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_requirements_are_pinned_with_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
    pinned = [entry for entry in entries if PINNED.match(entry)]
    assert pinned
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(
    "lock", [*LOCKS, ROOT / "package-lock.json", ROOT / ".npmrc"], ids=lambda lock: lock.name
)
def test_locks_name_no_address(lock: Path) -> None:
    # Where npm's authors ask for money is no address from which anything is loaded.
    text = FUNDING.sub("", lock.read_text(encoding="utf-8"))
    assert ADDRESS.findall(text) == []


def test_shared_requirements_have_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for match in PINNED.finditer(lock.read_text(encoding="utf-8")):
            versions.setdefault(match["name"], set()).add(match["version"])
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_npm_packages_carry_integrity() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {name: entry for name, entry in packages.items() if name}
    assert locked
    assert [name for name, entry in locked.items() if "integrity" not in entry or "resolved" in entry] == []


def test_static_files_hold_together(tmp_path: Path) -> None:
    """Every file that a style sheet names is there, or the manifest storage refuses."""
    # Without packing, which takes long and which the set-up does anyway.
    manifest = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES=manifest):
        call_command("collectstatic", interactive=False, verbosity=0)
        address = staticfiles_storage.url("vendor/fonts/fonts.css")
    style_sheet = (tmp_path / address.removeprefix("/static/")).read_text(encoding="utf-8")
    assert re.findall(r'url\("fira-sans-400-latin\.[0-9a-f]{12}\.woff2"\)', style_sheet)


def test_a_script_of_latin_fits_on_a_page() -> None:
    fonts = ROOT / "build" / "static" / "vendor" / "fonts"
    sizes = {file.name: file.stat().st_size for file in fonts.glob("*.woff2")}
    assert len(sizes) == 9
    assert {name: size for name, size in sizes.items() if size > 22_000} == {}


def test_ci_script_is_executable() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & stat.S_IXUSR


@pytest.mark.django_db
def test_sqlite_runs_as_in_operation() -> None:
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"
        return
    with connection.cursor() as cursor:
        modes = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert modes == ["wal", 2]
