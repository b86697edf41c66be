"""The product's own source files, and what kind of thing each is: read by the tests of its rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# The lowest first: a layer may use those before it.
LAYERS = ("thirty3", "boroughs", "suppliers", "toolkit", "contracts")
# Templates are found by folder; what belongs to no app is the site's own layout.
TEMPLATES_ELSEWHERE = {"admin/imports": "contracts"}


def python_files() -> list[Path]:
    """Every module of the product, as paths from the root; what Django generates is not ours to style."""
    found = (path.relative_to(ROOT) for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
    return sorted(path for path in found if "migrations" not in path.parts)


def template_files() -> list[Path]:
    return sorted(
        path.relative_to(ROOT)
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and path.suffix in (".html", ".txt")
    )


def layer_of(path: Path) -> str:
    """The layer that a module or a template belongs to."""
    if path.parts[0] != "templates":
        return path.parts[0]
    inside = path.relative_to("templates").as_posix()
    for folder, layer in TEMPLATES_ELSEWHERE.items():
        if inside.startswith(f"{folder}/"):
            return layer
    first = inside.partition("/")[0]
    return first if first in LAYERS else "thirty3"


def above(layer: str) -> tuple[str, ...]:
    """The layers that this one may not know of."""
    return LAYERS[LAYERS.index(layer) + 1 :]


def is_above(one: str, other: str) -> bool:
    return LAYERS.index(one) > LAYERS.index(other)


def text_constants(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts of a module that do something: all but docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node
