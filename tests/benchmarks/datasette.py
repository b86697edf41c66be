"""Datasette beside us: the rows that the public sees in one table, with a text index on the same texts.

Which release, and how it is started, is part of the bound (docs/benchmarks.md).
"""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from itertools import batched
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

from tests.benchmarks.serving import running, spare_port

RELEASE: Final = "datasette==0.65.*"
SETTINGS: Final = {
    "suggest_facets": "off",
    "sql_time_limit_ms": "100000",
    "facet_time_limit_ms": "100000",
}
FACETS: Final = ("borough", "function", "supplier", "route", "kind")
TEXTS: Final = (
    *("title", "reference", "description", "department", "borough", "participants"),
    *("suppliers", "products", "makers", "functions", "areas"),
)
COLUMNS: Final = (*dict.fromkeys((*TEXTS, *FACETS)), "starts", "ends", "value")
PER_PAGE: Final = 25
# Rows put in at a time.
CHUNK: Final = 5000


def installed(folder: Path) -> Path:
    """The program, in an environment of its own that is made once: it is no dependency of ours."""
    program = folder / "datasette" / "bin" / "datasette"
    if not program.exists():
        home = program.parents[1]
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", RELEASE], check=True)
    return program


def fill(path: Path, rows: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
    """A table of these rows (id, and what the public may see), made anew, and its index."""
    path.unlink(missing_ok=True)
    columns, marks = ", ".join(COLUMNS), ", ".join("?" * (len(COLUMNS) + 1))
    texts = ", ".join(TEXTS)
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(f"CREATE TABLE contracts (id INTEGER PRIMARY KEY, {columns})")
        for chunk in batched(rows, CHUNK, strict=False):
            found = [(pk, *map(_columns(data).get, COLUMNS)) for pk, data in chunk]
            database.executemany(f"INSERT INTO contracts VALUES ({marks})", found)  # noqa: S608
        database.execute(
            # By just these quotes Datasette knows whose index it is.
            f'CREATE VIRTUAL TABLE contracts_fts USING fts5({texts}, content="contracts", '
            "content_rowid='id', tokenize='porter unicode61')"
        )
        database.execute("INSERT INTO contracts_fts (contracts_fts) VALUES ('rebuild')")
        for facet in FACETS:
            database.execute(f"CREATE INDEX contracts_{facet} ON contracts ({facet})")
        database.execute("ANALYZE")
        database.commit()


def _columns(data: Mapping[str, Any]) -> dict[str, Any]:
    """One value a facet, though ours count several functions and suppliers of a contract: that costs more."""
    facts = data["facts"]

    def entries(fact: str) -> list[Mapping[str, Any]]:
        return list(facts.get(fact, {}).get("entries", ()))

    def names(items: Iterable[Mapping[str, Any]], name: str = "name") -> str:
        return ", ".join(dict.fromkeys(str(item[name]) for item in items if name in item))

    said = {
        fact: facts.get(fact, {}).get("is") for fact in ("title", "reference", "description", "department")
    }
    functions, suppliers, products = entries("functions"), entries("supplier"), entries("products")
    return said | {
        "borough": data["lead"]["name"],
        "participants": names(entries("participants")),
        "suppliers": names(suppliers),
        "products": names(products),
        "makers": names(product["maker"] for product in products if "maker" in product),
        "functions": names(functions),
        "areas": names(functions, "area_name"),
        "function": functions[0]["name"] if functions else None,
        "supplier": suppliers[0]["name"] if suppliers else None,
        "route": facts.get("route", {}).get("is"),
        "kind": facts["kind"]["is"],
        "starts": facts.get("start", {}).get("date"),
        "ends": facts.get("end", {}).get("date"),
        "value": facts.get("value", {}).get("is"),
    }


@contextlib.contextmanager
def beside(program: Path, path: Path) -> Iterator[int]:
    """Datasette serving that table."""
    port = spare_port()
    command = [str(program), "serve", str(path), "--port", str(port)]
    for name, value in SETTINGS.items():
        command += ["--setting", name, value]
    with running(command, os.environ, port, "/-/versions.json", subprocess.DEVNULL):
        yield port


def address(path: Path, asked: Mapping[str, Any], form: str = "") -> str:
    """The page of the table that answers a question, with all facets."""
    fixed = [("_size", PER_PAGE), *(("_facet", facet) for facet in FACETS)]
    return f"/{path.stem}/contracts{form}?{urlencode([*fixed, *asked.items()])}"


def found(port: int, path: Path, asked: Mapping[str, Any]) -> int:
    """How many rows it finds: a search that it does not understand finds them all."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{address(path, asked, '.json')}") as answer:
        return int(json.load(answer)["filtered_table_rows_count"])
