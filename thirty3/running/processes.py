"""Child processes that never outlive this one: start, wait, stop."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import FrameType

STOPPED_BY_SIGNAL = 130
PR_SET_PDEATHSIG = 1


class Failure(Exception):
    """What went wrong, as a sentence for the person at the terminal."""


def say(text: str) -> None:
    """Show progress at once, in a pipe too; a reader who went away is no reason to stop."""
    with contextlib.suppress(BrokenPipeError):
        print(text, flush=True)


def stop_on_signals() -> None:
    """Turn every request to stop into KeyboardInterrupt, so that `finally` puts things in order."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def _end_with_parent() -> None:
    """Ask Linux to end this child when its parent is killed outright and cannot stop it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: Sequence[str | Path], *, env: Mapping[str, str], output: int | None = None
) -> subprocess.Popen[str]:
    """Start a child in a process group of its own: Ctrl-C reaches only us, and we stop it in order."""
    return subprocess.Popen(  # noqa: S603 (every command is ours)
        command,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        text=True,
        process_group=0,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,
    )


def stop(children: Iterable[subprocess.Popen[str]], *, patience: float = 5) -> None:
    """End children and all that they started: politely, then not. A second Ctrl-C does not interrupt this."""
    children = list(children)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + patience
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    stop_on_signals()


def run(command: Sequence[str | Path], *, env: Mapping[str, str]) -> int:
    """Run a child to its end and return its exit code; when we are stopped, so is it."""
    child = start(command, env=env)
    try:
        return child.wait()
    finally:
        if child.returncode is None:
            stop([child])
