"""Imports go downwards only, and stand at the head of a file (DESIGN.md 3)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: What each app may import of ours, from the bottom upwards.
ALLOWED: dict[str, set[str]] = {
    "safety": set(),
    "documents": set(),
    "fields": {"safety", "documents"},
    "partners": {"safety", "documents"},
    "measures": {"safety", "documents", "fields", "partners"},
    "reporting": {"safety", "documents", "fields", "partners", "measures"},
    "website": {"safety", "documents", "fields", "partners", "measures", "reporting"},
    "krefeld_integration": set(),
}
OURS = set(ALLOWED)
FILES = sorted(path for app in ALLOWED for path in (ROOT / app).rglob("*.py"))


def imported_apps(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and app of every absolute import of ours, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module or ""]
        else:
            continue
        for name in names:
            if (app := name.partition(".")[0]) in OURS:
                yield node.lineno, app


def hidden_imports(tree: ast.AST) -> Iterator[int]:
    """Lines of imports inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = (part for part in ast.walk(node) if isinstance(part, ast.Import | ast.ImportFrom))
            yield from (part.lineno for part in inner)


def faults(app: str, source: str) -> list[str]:
    tree = ast.parse(source)
    upward = [
        f"line {line}: {app} imports {other}"
        for line, other in imported_apps(tree)
        if other != app and other not in ALLOWED[app]
    ]
    return upward + [f"line {line}: import inside a function" for line in hidden_imports(tree)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_downwards(path: Path) -> None:
    app = path.relative_to(ROOT).parts[0]
    assert faults(app, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("app", "source"),
    [
        ("measures", "from reporting.models import ProgressReport"),
        ("fields", "import partners.models"),
        ("safety", "from partners.models import User"),
        ("website", "from krefeld_integration import settings"),
        ("website", "def view():\n    from reporting.models import ProgressReport"),
        ("measures", "if True:\n    from website import views"),
    ],
)
def test_a_wrong_arrow_is_found(app: str, source: str) -> None:
    assert faults(app, source) != []


def test_relative_imports_stay_in_their_app() -> None:
    """`from ..x` of an app's own folder would climb into another app unseen."""
    climbing = []
    for path in FILES:
        depth = len(path.relative_to(ROOT).parts) - 1
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level > depth:
                climbing.append(f"{path}:{node.lineno}")
    assert climbing == []
