"""Migrations: they say what the models say, and lead both ways on either database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import ROOT

OURS = ("contracts", "suppliers", "boroughs", "search", "history", "accounts")
# In a process and a database of its own: the other tests need their tables.
THERE_AND_BACK = f"""
import django
django.setup()
from django.core.management import call_command
from django.db import connection

def ours():
    return {{name for name in connection.introspection.table_names() if name.startswith({OURS!r})}}

outside = connection.settings_dict["NAME"]
connection.creation.create_test_db(verbosity=0, autoclobber=True)
try:
    there = ours()
    assert len(there) > 30, there
    for app in ("accounts", "search"):  # all others stand on people
        call_command("migrate", app, "zero", verbosity=0)
    assert not ours(), ours()
    call_command("migrate", verbosity=0)
    assert ours() == there, ours() ^ there
finally:
    connection.creation.destroy_test_db(outside, verbosity=0)
print("there and back")
"""


@pytest.mark.django_db(databases="__all__")
def test_no_model_has_changed_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_app_has_one_line_of_named_migrations() -> None:
    loader = MigrationLoader(None)
    for app in OURS:
        assert len(loader.graph.leaf_nodes(app)) == 1
        names = sorted(name for label, name in loader.disk_migrations if label == app)
        assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
        assert not [name for name in names if "_auto_" in name]


def test_every_operation_can_be_reversed() -> None:
    loader = MigrationLoader(None)
    operations = {
        f"{label}.{name}: {operation.describe()}": operation.reversible
        for (label, name), migration in loader.disk_migrations.items()
        if label in OURS
        for operation in migration.operations
    }
    assert len(operations) > 20
    assert [what for what, reversible in operations.items() if not reversible] == []


def test_the_migrations_lead_there_and_back_and_there_again(tmp_path: Path) -> None:
    # On PostgreSQL the name of the database is all that keeps it apart.
    apart = f"connection.settings_dict['TEST']['NAME'] = 'migrations_{os.getpid()}'\n"
    name = apart if connection.vendor == "postgresql" else ""
    script = THERE_AND_BACK.replace("outside =", f"{name}outside =")
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "thirty3.settings",
            "DATA_DIR": str(tmp_path / "data"),
        },
        capture_output=True,
        text=True,
    )
    assert done.stdout == "there and back\n", done.stderr
