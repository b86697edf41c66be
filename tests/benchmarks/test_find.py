"""What find.py measures against: the design's bounds, and the same rows in Datasette's table."""

import sqlite3
from pathlib import Path

import pytest

from tests.benchmarks.datasette import address, fill
from tests.benchmarks.find import Question, bound

BROAD = Question("a broad word", [{}], [{}], 1 / 5)
RARE = Question("a rare word", [{}], [{}])


@pytest.mark.parametrize(
    ("question", "theirs", "contracts", "vendor", "allowed"),
    [
        (BROAD, 300.0, 100_000, "sqlite", 60),
        (BROAD, 79.0, 100_000, "sqlite", 40),
        (RARE, 300.0, 100_000, "sqlite", None),
        (BROAD, None, 100_000, "sqlite", None),
        (BROAD, None, 100_000, "postgresql", 120),
        (RARE, 10.0, 1_000_000, "postgresql", 800),
    ],
)
def test_the_bound_is_the_designs(question, theirs, contracts, vendor, allowed):
    assert bound(question, theirs, contracts, vendor) == allowed


def test_datasette_gets_what_the_public_sees_with_an_index_that_it_knows(tmp_path: Path) -> None:
    data = {
        "lead": {"slug": "camden", "name": "Camden"},
        "facts": {
            "title": {"is": "Repairs"},
            "kind": {"is": "contract"},
            "functions": {"entries": [{"name": "Housing management", "area_name": "Housing"}]},
            "supplier": {"entries": [{"name": "Ash"}, {"name": "Birch"}]},
        },
    }
    fill(tmp_path / "made.db", [(7, data)])
    database = sqlite3.connect(tmp_path / "made.db")
    row = database.execute("SELECT id, borough, function, supplier, suppliers, kind FROM contracts")
    assert row.fetchall() == [(7, "Camden", "Housing management", "Ash", "Ash, Birch", "contract")]
    found = database.execute("SELECT rowid FROM contracts_fts WHERE contracts_fts MATCH 'birch repair'")
    assert found.fetchall() == [(7,)]
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'contracts_fts'").fetchone()
    assert 'content="contracts"' in sql
    database.close()
    assert address(tmp_path / "made.db", {"_search": "a b"}).endswith("_facet=kind&_search=a+b")
