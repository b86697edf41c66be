"""The child is bounded, knows no secrets and never outlives its reader; its end is put into words."""

import json
import resource
import subprocess
import tracemalloc
from typing import Any

import pytest

from thirty3.spreadsheets import limits, reading
from thirty3.spreadsheets.problems import UnreadableSpreadsheet
from thirty3.spreadsheets.reading import Row, SheetStart, read_sheets

# A child of the test's own making: `say` sends one event.
PRELUDE = f"""
import json, os, resource, signal, struct, sys
sys.path.insert(0, {str(reading._PROJECT)!r})
def say(event):
    frame = json.dumps(event).encode()
    sys.stdout.buffer.write(struct.pack("<I", len(frame)) + frame)
    sys.stdout.buffer.flush()
"""


@pytest.fixture
def children(monkeypatch) -> list[subprocess.Popen[bytes]]:
    started: list[subprocess.Popen[bytes]] = []

    class Remembered(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            started.append(self)

    monkeypatch.setattr(reading.subprocess, "Popen", Remembered)
    return started


@pytest.fixture
def table(save):
    return save(b"Reference,Value\n" + b"C1,12\n" * 50_000)


def told_by(monkeypatch, table, code: str) -> Any:
    """What a child that runs this code says, as the name of a sheet."""
    answer = "say(['sheet', 0, json.dumps(told), False]); say(['done'])"
    monkeypatch.setattr(reading, "_CHILD", f"{PRELUDE}\n{code}\n{answer}")
    [start] = read_sheets(table)
    assert isinstance(start, SheetStart)
    return json.loads(start.name)


def test_the_child_is_gone_when_the_last_row_is_read(table, children):
    list(read_sheets(table))

    [child] = children
    assert child.returncode is not None


def test_closing_the_reader_early_kills_the_child(table, children):
    events = read_sheets(table)
    next(events)
    [child] = children
    assert child.returncode is None

    events.close()  # type: ignore[attr-defined]

    assert child.returncode is not None


def test_an_error_of_the_caller_kills_the_child(table, children):
    def stumble() -> None:
        for _ in read_sheets(table):
            raise LookupError("the caller's own")

    with pytest.raises(LookupError):
        stumble()

    [child] = children
    assert child.returncode is not None


def test_waiting_has_an_end(monkeypatch, table, children):
    monkeypatch.setattr(reading, "_CHILD", "import time; time.sleep(600)")

    with pytest.raises(UnreadableSpreadsheet) as caught:
        list(read_sheets(table, wait_seconds=0.05))

    assert caught.value.code == "took-too-long"
    assert children[0].returncode is not None


def test_the_child_has_bounds_on_memory_time_files_and_writing(monkeypatch, table):
    told = told_by(
        monkeypatch,
        table,
        "from thirty3.spreadsheets.child import main; main._bound()\n"
        "told = [resource.getrlimit(getattr(resource, f'RLIMIT_{name}'))[0]"
        " for name in ('AS', 'CPU', 'NOFILE', 'FSIZE', 'CORE')]",
    )

    assert told == [limits.CHILD_MEMORY_BYTES, limits.CHILD_CPU_SECONDS, limits.CHILD_OPEN_FILES, 0, 0]
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0


def test_the_child_knows_no_secrets_and_loads_no_framework(monkeypatch, table):
    monkeypatch.setenv("SECRET_KEY", "not for the child")

    told = told_by(
        monkeypatch,
        table,
        "import thirty3.spreadsheets.child.main\ntold = [list(os.environ), 'django' in sys.modules]",
    )

    assert "SECRET_KEY" not in told[0]
    assert told[1] is False


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("os.kill(os.getpid(), signal.SIGABRT)", "too-much-memory"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "too-much-memory"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "took-too-long"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "damaged"),
        ("sys.exit(3)", "not-available"),
        ("import no_such_module", "not-available"),
        ("say({'not': 'an event'})", "damaged"),
        ("say(['rows', [[1, ['day', 'never']]]])", "damaged"),
        ("say(['rows', [[1, ['no such kind', '']]]])", "damaged"),
        ("say(['rows', 7])", "damaged"),
        ("os.write(1, b'\\xff\\xff\\xff\\xff')", "damaged"),
        ("os.write(1, struct.pack('<I', 5) + b'nojso')", "damaged"),
        ("os.write(1, struct.pack('<I', 9) + b'cut')", "not-available"),
        ("say(['sheet', 0, 'A', False]); os.kill(os.getpid(), signal.SIGABRT)", "too-much-memory"),
    ],
)
def test_every_end_of_a_child_is_put_into_words(monkeypatch, table, children, end, code):
    core = "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))"
    monkeypatch.setattr(reading, "_CHILD", f"{PRELUDE}\n{core}\n{end}")

    with pytest.raises(UnreadableSpreadsheet) as caught:
        list(read_sheets(table))

    assert caught.value.code == code
    assert children[0].returncode is not None


def test_a_child_that_cannot_be_started_is_put_into_words(monkeypatch, table):
    monkeypatch.setattr(reading.sys, "executable", "/no/such/python")

    with pytest.raises(UnreadableSpreadsheet, match="Try again in a few minutes"):
        list(read_sheets(table))


def test_a_large_table_passes_through_in_little_memory(table):
    tracemalloc.start()
    try:
        rows = sum(isinstance(event, Row) for event in read_sheets(table))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert rows == 50_001
    assert peak < 4 * 2**20
