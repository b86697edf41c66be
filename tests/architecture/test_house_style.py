"""What no file of the product may hold."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, python_files, template_files

# What runs before anything is installed talks to the terminal; commands write to their own output.
TALKS_TO_THE_TERMINAL = Path("thirty3/running")
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX|lorem ipsum|coming soon)\b", re.IGNORECASE)
HOSTS_OF_PACKAGES = re.compile(r"pypi\.|pythonhosted|index-url|artifactory|/simple/", re.IGNORECASE)
SILENCED_WHOLE = re.compile(r"#\s*noqa(?!: [A-Z]+\d)|#\s*type:\s*ignore(?!\[)|#\s*ruff:\s*noqa(?!: [A-Z])")
INLINE = re.compile(
    r"<style|\sstyle\s*=|<[^>]*\son[a-z]+\s*=|<script(?![^>]*\ssrc\s*=)|javascript:", re.IGNORECASE
)
SKIPPED = re.compile(r"\b(?:pytest\.skip|mark\.skip|skipif|xfail|importorskip|unittest\.skip)")
EVERYWHERE = ("thirty3", "boroughs", "suppliers", "contracts", "templates", "bin", ".ci", "docs", "static")


def product_files() -> list[Path]:
    """Every text that we wrote ourselves, as paths from the root."""
    found = [path for folder in EVERYWHERE for path in (ROOT / folder).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.suffix in (".md", ".toml", ".txt", ".py")]
    ours = (path.relative_to(ROOT) for path in found)
    return sorted(
        path
        for path in ours
        if not {"vendor", "__pycache__"} & set(path.parts)
        and path.suffix in ("", ".py", ".html", ".txt", ".md", ".toml", ".css", ".js", ".sh", ".svg")
    )


def found_in(paths: list[Path], pattern: re.Pattern[str]) -> dict[str, list[str]]:
    lines = {str(path): pattern.findall((ROOT / path).read_text(encoding="utf-8")) for path in paths}
    return {path: matches for path, matches in lines.items() if matches}


def test_nothing_is_left_for_later() -> None:
    assert found_in(product_files(), LEFT_OVER) == {}


def test_nothing_says_where_packages_come_from() -> None:
    assert found_in(product_files(), HOSTS_OF_PACKAGES) == {}


def test_whatever_is_silenced_is_named() -> None:
    tests = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))
    own = Path(__file__).relative_to(ROOT)
    assert found_in([path for path in [*python_files(), *tests] if path != own], SILENCED_WHOLE) == {}


def test_no_template_holds_a_script_a_style_or_a_handler() -> None:
    assert found_in([path for path in template_files() if path.suffix == ".html"], INLINE) == {}


def test_no_test_is_skipped() -> None:
    tests = sorted(path.relative_to(ROOT) for path in (ROOT / "tests").rglob("*.py"))
    own = Path(__file__).relative_to(ROOT)
    assert found_in([path for path in tests if path != own], SKIPPED) == {}


def prints(source: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("print", "breakpoint", "pprint")
    ]


def test_nothing_prints_but_what_runs_in_a_terminal() -> None:
    found = {
        str(path): lines
        for path in python_files()
        if TALKS_TO_THE_TERMINAL not in path.parents and (lines := prints((ROOT / path).read_text()))
    }
    assert found == {}


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    silent = []
    for path in python_files():
        tree = ast.parse((ROOT / path).read_text())
        if tree.body and not (ast.get_docstring(tree) or "").partition("\n")[0].endswith((".", ":", "?")):
            silent.append(str(path))
    assert silent == []


def imports(source: str) -> set[str]:
    """The modules and names that a module imports, with dots between."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_no_signal_does_anything_behind_a_readers_back() -> None:
    # A test may answer requests within its own transaction, and has to stop what ends connections.
    ours = (path for path in python_files() if path.parts[0] != "tests")
    found = {str(path): imports((ROOT / path).read_text()) for path in ours}
    signals = {path: {name for name in names if ".signals" in name} for path, names in found.items()}
    assert {path: names for path, names in signals.items() if names} == {}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "helpers", "misc"}
    assert [str(path) for path in python_files() if path.stem in drawers] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (LEFT_OVER, "# TODO: later"),
        (HOSTS_OF_PACKAGES, "--index-url https://example.org/simple/"),
        (SILENCED_WHOLE, "x = 1  # noqa"),
        (SILENCED_WHOLE, "x = 1  # type: ignore"),
        (SILENCED_WHOLE, "# ruff: noqa"),
        (INLINE, '<p style="color: red">'),
        (INLINE, "<style>p {}</style>"),
        (INLINE, "<script>alert(1)</script>"),
        (INLINE, '<button class="a" onclick="go()">'),
        (INLINE, '<a href="javascript:go()">'),
        (SKIPPED, "@pytest.mark.skipif(True, reason='x')"),
    ],
)
def test_what_is_not_allowed_is_noticed(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (SILENCED_WHOLE, "x = 1  # noqa: S608 - names of our own"),
        (SILENCED_WHOLE, "x = 1  # type: ignore[misc]"),
        (INLINE, '<script type="module" src="/static/js/a.js"></script>'),
        (INLINE, '<p class="one" data-on="x">style and on = words</p>'),
        (INLINE, '<link rel="stylesheet" href="a.css">'),
    ],
)
def test_what_is_allowed_is_left_alone(pattern: re.Pattern[str], text: str) -> None:
    assert not pattern.search(text)


def test_printing_and_signals_are_noticed() -> None:
    assert prints("def f():\n    print(1)") == [2]
    assert prints("self.stdout.write('x')") == []
    assert imports("from django.db.models.signals import post_save") == {"django.db.models.signals.post_save"}
