"""Measures the import of a large register: reading, applying, reading again, undoing.

    DATA_DIR=/tmp/bench .venv/bin/python tests/benchmarks/imports.py --rows 50000

On PostgreSQL where DATABASE_URL names one, otherwise on SQLite. The database must be empty, or one of an
earlier run. Meanwhile a second process edits a contract every 100 ms (tests/benchmarks/beside.py).
Prints figures; asserts nothing, since they depend on the machine.
"""

import argparse
import json
import os
import resource
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
HEAD = """
| step | seconds | rows a second | CPU seconds | MB: process, children, both | transaction | wait |
| --- | --: | --: | --: | --: | --: | --: |"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--files", default="csv,xlsx", help="kinds of file")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thirty3-benchmark-") as scratch:
        os.environ |= {
            "DATA_DIR": os.environ.get("DATA_DIR") or scratch,
            "DJANGO_SETTINGS_MODULE": "thirty3.settings",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "localhost",
        }
        prepare()
        measure(options.rows, options.files.split(","), Path(scratch))


def prepare() -> None:
    """The database at the code's state, with the reference data and the contract that is edited beside."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from boroughs.models import Borough
    from contracts.models import Contract
    from thirty3.history.services import recording

    call_command("migrate", verbosity=0, interactive=False)
    if not Borough.objects.exists():
        call_command("load_reference", verbosity=0)
    if not Contract.objects.filter(reference="EDITED-BESIDE").exists():
        lead = Borough.objects.get(slug="ealing")
        contract = Contract(title="Edited beside an import", reference="EDITED-BESIDE", lead_buyer=lead)
        with recording(contract):
            contract.save()
    print(f"{connection.display_name}, {Contract.objects.count():,} contracts before")


def measure(rows: int, files: list[str], folder: Path) -> None:
    """One register in each kind of file, in and out again."""
    from django.utils import timezone

    from boroughs.models import Borough, Function
    from contracts.imports.receiving import apply, read, receive_path
    from contracts.imports.undoing import undo_batch
    from tests.benchmarks import registers

    functions = list(Function.objects.order_by("slug").values_list("name", flat=True))
    borough = Borough.objects.get(slug="camden")
    writers = {"csv": registers.write_csv, "xlsx": registers.write_xlsx}
    stopwatch = Stopwatch(rows)
    print(HEAD)
    for kind in files:
        made = registers.register(rows, functions, timezone.localdate())
        path = writers[kind](folder / f"register.{kind}", made)
        batch = receive_path(path, borough=borough)
        stopwatch.time(f"{kind}: read", partial(read, batch=batch))
        print(f"  {batch.status} {batch.error} {batch.counts}", file=sys.stderr)
        stopwatch.time(f"{kind}: apply", partial(apply, batch=batch))
        again = receive_path(path, borough=borough)
        stopwatch.time(f"{kind}: read again", partial(read, batch=again))
        print(f"  {again.status} {again.error} {again.counts}", file=sys.stderr)
        stopwatch.time(f"{kind}: undo", partial(undo_batch, batch=batch))


class Stopwatch:
    """Times steps of this process, with what a second process saw of it meanwhile."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.beside = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/benchmarks/beside.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.longest = 0.0
        self._watch_transactions()
        self._seen()

    def time(self, name: str, step: Callable[[], Any]) -> None:
        self._seen()
        self.longest, began, used = 0.0, time.monotonic(), cpu_seconds()
        step()
        seconds, used = time.monotonic() - began, cpu_seconds() - used
        seen = self._seen()
        memory = f"{seen['parent']}, {seen['children']}, {seen['together']}"
        print(
            f"| {name} | {seconds:.1f} | {self.rows / seconds:,.0f} | {used:.1f} | {memory} "
            f"| {self.longest:.2f} | {seen['wait']:.2f} |",
            flush=True,
        )

    def _seen(self) -> dict[str, Any]:
        assert self.beside.stdin is not None
        assert self.beside.stdout is not None
        self.beside.stdin.write("\n")
        self.beside.stdin.flush()
        return dict(json.loads(self.beside.stdout.readline()))

    def _watch_transactions(self) -> None:
        """Note the longest time between the beginning of a transaction and its end."""
        from django.db import connection

        switch, began = connection.set_autocommit, 0.0

        def watched(autocommit: bool, *args: Any, **kwargs: Any) -> None:
            nonlocal began
            if autocommit:
                # Before the switch, which also does what waited for the commit, in transactions of its own.
                self.longest = max(self.longest, time.monotonic() - began)
            switch(autocommit, *args, **kwargs)
            if not autocommit:
                began = time.monotonic()

        connection.set_autocommit = watched  # type: ignore[method-assign]


def cpu_seconds() -> float:
    """What this process used, and those that it started and waited for."""
    spent = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


if __name__ == "__main__":
    main()
