"""A second process beside an import: it edits a record every 100 ms, and sees how much memory is in use.

It answers each line on its standard input by what it saw since the line before, as JSON.
"""

import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
EVERY: Final = 0.1
LOOK_EVERY: Final = 0.02


class Seen:
    """The longest wait of an edit, and the most memory of a process, of its children, and of all."""

    def __init__(self) -> None:
        self.wait = 0.0
        self.edits = self.parent = self.children = self.together = 0

    def look(self, pid: int) -> None:
        parent, children = megabytes(pid), sum(map(megabytes, descendants(pid)))
        self.parent, self.children = max(self.parent, parent), max(self.children, children)
        self.together = max(self.together, parent + children)


def descendants(pid: int) -> list[int]:
    """Those that the process started, and those that these started; but not this one."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    found = [int(child) for child in children if int(child) != os.getpid()]
    return found + [further for child in found for further in descendants(child)]


def megabytes(pid: int) -> int:
    """The memory of a process, with its part of what it shares with others."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    import django

    django.setup()
    seen = Seen()
    lock = threading.Lock()

    def keep_looking() -> None:
        while True:
            with lock:
                seen.look(os.getppid())
            time.sleep(LOOK_EVERY)

    def keep_editing() -> None:
        while True:
            began = time.monotonic()
            edit()
            with lock:
                seen.wait, seen.edits = max(seen.wait, time.monotonic() - began), seen.edits + 1
            time.sleep(EVERY)

    for work in (keep_looking, keep_editing):
        threading.Thread(target=work, daemon=True).start()
    for _ in sys.stdin:
        with lock:
            told: dict[str, Any] = vars(seen).copy()
            seen.__init__()  # type: ignore[misc]
        print(json.dumps(told), flush=True)


def edit() -> None:
    """One edit of a contract, its log and list row included, as an officer makes it."""
    from contracts.models import Contract
    from thirty3.history.services import recording

    contract = Contract.objects.get(reference="EDITED-BESIDE")
    with recording(contract, why="Edited beside an import"):
        contract.department = "Housing" if contract.department != "Housing" else "Finance"
        contract.save()


if __name__ == "__main__":
    main()
