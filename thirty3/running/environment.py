"""Makes .venv and installs the locked requirements, once for each change of lock or interpreter."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from thirty3.running.processes import Failure, run, say, start, stop

ROOT = Path(__file__).resolve().parents[2]
TO_RUN = "requirements.txt"
# Holds all of requirements.txt at the same versions.
TO_TEST = "requirements-dev.txt"
LINES_OF_A_FAILURE = 30


def environment(requirements: str, *, root: Path = ROOT) -> Path:
    """The Python of an environment in which `requirements` are installed; makes or mends it first."""
    venv = root / ".venv"
    python = venv / "bin" / "python"
    stamp = venv / "installed"
    with _alone(root):
        identity = _identity(root)
        installed = stamp.read_text() if stamp.exists() else ""
        if installed in (f"{requirements} {identity}", f"{TO_TEST} {identity}") and python.exists():
            return python
        # Without the stamp an installation is unfinished: the next run begins again.
        stamp.unlink(missing_ok=True)
        if not installed.endswith(identity) or not python.exists():
            _make(venv)
        _install(python, root / requirements)
        stamp.write_text(f"{requirements} {identity}")
    return python


def _identity(root: Path) -> str:
    """What an environment depends on: both locks and the interpreter."""
    locks = hashlib.sha256(b"".join((root / name).read_bytes() for name in (TO_RUN, TO_TEST)))
    return f"{locks.hexdigest()} {Path(sys.executable).resolve()} {sys.version.split()[0]}"


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one command at a time touch .venv: bin/run and bin/test may start together."""
    directory = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(directory, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another command is preparing .venv. Waiting for it.")
            fcntl.flock(directory, fcntl.LOCK_EX)
        yield
    finally:
        os.close(directory)


def _make(venv: Path) -> None:
    say(f"Making .venv with Python {sys.version.split()[0]}")
    # Resolved, because the Python that runs this may be that of the .venv to be cleared.
    base = Path(sys.executable).resolve()
    if venv.is_symlink():
        # Clearing would go through the link, and empty an environment that is another checkout's.
        venv.unlink()
    if run([base, "-m", "venv", "--clear", venv], env=os.environ):
        raise Failure(f"{base} could not make an environment in {venv}. Is the disk full or read-only?")


def _install(python: Path, requirements: Path) -> None:
    """Install by hash with pip, telling how far it is."""
    total = sum("==" in line for line in requirements.read_text().splitlines())
    say(f"Installing {total} packages from {requirements.name}")
    command: list[str | Path] = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--require-hashes", "-r", requirements]
    pip = start(command, env=os.environ, output=subprocess.PIPE)
    lines: list[str] = []
    fetched = 0
    try:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith("Collecting "):
                fetched += 1
                if fetched % 10 == 0:
                    say(f"  {fetched} of {total} fetched")
            elif line.startswith("Installing collected packages"):
                say("  unpacking")
        failed = pip.wait() != 0
    finally:
        if pip.returncode is None:
            stop([pip])
    if failed:
        tail = "".join(lines[-LINES_OF_A_FAILURE:])
        raise Failure(f"{tail}\nThe packages could not be installed. Can this machine reach a package index?")
