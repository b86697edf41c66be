"""bin/run: prepares everything that a demonstration needs, then serves it until it is stopped."""

import argparse
import contextlib
import fcntl
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from thirty3.running.address import Address, free_address
from thirty3.running.environment import ROOT, TO_RUN, environment
from thirty3.running.processes import STOPPED_BY_SIGNAL, Failure, run, say, stop_on_signals
from thirty3.running.supervisor import supervise

LOCK = "run.lock"
KEY = "secret-key"
# By any of these a directory is known as ours, so that --fresh moves nothing else.
OURS = (LOCK, KEY, "thirty3.sqlite3")
# These would turn the demonstration into something else.
NOT_OURS = ("DATABASE_URL", "THIRTY3_TESTING", "DEBUG")

HELP = """
Serves Thirty3 with demonstration data until Ctrl-C. The first run prepares everything,
which takes some minutes; later runs start in seconds and lose nothing.

From the environment: HOST (localhost), PORT (8000), DATA_DIR (var), PYTHON (found by itself).
"""


def main(arguments: list[str]) -> int:
    """Run, and turn what goes wrong into a sentence and an exit code."""
    parser = argparse.ArgumentParser(
        prog="bin/run", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fresh", action="store_true", help="move the old DATA_DIR aside and start over")
    options = parser.parse_args(arguments)
    stop_on_signals()
    try:
        serve(Path(os.environ["DATA_DIR"]), fresh=options.fresh)
    except KeyboardInterrupt:
        say("\nStopped. Run bin/run again to go on; nothing is lost.")
        return STOPPED_BY_SIGNAL
    except Failure as failure:
        print(failure, file=sys.stderr, flush=True)
    return 1


def serve(data: Path, *, fresh: bool) -> None:
    """Every step from a bare clone to a served site; each does nothing when it was done before."""
    address = free_address(os.environ)
    if os.environ.get("DATABASE_URL"):
        say("DATABASE_URL is left aside: the demonstration keeps to SQLite in DATA_DIR. See docs/deploy.md.")
    if fresh:
        move_aside(data)
    with only_one(data):
        python = environment(TO_RUN)
        env = demonstration_environment(data, address)
        if run([python, "manage.py", "prepare"], env=env):
            raise Failure("Thirty3 could not be prepared; the reason is above. Run bin/run again to go on.")
        supervise(
            web=web_command(python, address),
            worker=[python, "manage.py", "db_worker", "--queue-name", "*"],
            env=env,
            address=address,
            announce=lambda: announce(python, env, address),
        )


def announce(python: Path, env: dict[str, str], address: Address) -> None:
    """The last words of a start: the accounts, and where to go."""
    run([python, "manage.py", "demonstration_accounts"], env=env)
    say(f"\nThirty3 is at {address.url} (Ctrl-C stops it)")


def web_command(python: Path, address: Address) -> list[str | Path]:
    """Gunicorn with threads, on every address that the host's name stands for."""
    command: list[str | Path] = [python, "-m", "gunicorn", "thirty3.wsgi", "--worker-class", "gthread"]
    command += ["--workers", "2", "--threads", "4", "--graceful-timeout", "3"]
    command += ["--no-control-socket", "--log-level", "warning"]
    for bind in address.binds:
        command += ["--bind", bind]
    return command


def demonstration_environment(data: Path, address: Address) -> dict[str, str]:
    """The settings of a demonstration: its own key, its own SQLite files, no debugging."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    return kept | {
        "THIRTY3_DEMO": "1",
        "DATA_DIR": str(data),
        "HOST": address.host,
        "PORT": str(address.port),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(data),
        # Progress is shown as it is made, in a pipe too.
        "PYTHONUNBUFFERED": "1",
    }


def secret_key(data: Path) -> str:
    """The key of this data directory, made once; only its owner can read it."""
    path = data / KEY
    if not path.exists():
        # Written beside and renamed, so that an interruption leaves no half a key.
        draft = data / f"{KEY}.new"
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
        draft.replace(path)
    return path.read_text()


@contextlib.contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data directory, so that no second bin/run loads into it or moves it away."""
    if ROOT.is_relative_to(data.resolve()):
        raise Failure(f"DATA_DIR is {data}, which holds the program itself. Choose another directory.")
    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = (data / LOCK).open("w")
    except OSError as error:
        raise Failure(f"DATA_DIR is {data}, where nothing can be written: {error.strerror}.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(
                f"Another bin/run is using {data}. Stop it, or set DATA_DIR to another directory."
            ) from None
        yield


def move_aside(data: Path) -> None:
    """Keep what is there under another name. Refuses a directory that holds something else."""
    if not data.exists():
        say(f"There is nothing at {data} to move aside.")
        return
    if not any((data / name).exists() for name in OURS):
        raise Failure(f"DATA_DIR is {data}, which holds no data of Thirty3. Nothing was moved.")
    aside = data.with_name(f"{data.name}-{time.strftime('%Y%m%d-%H%M%S')}")
    with only_one(data):
        try:
            data.rename(aside)
        except OSError as error:
            raise Failure(f"{data} could not be moved to {aside}: {error.strerror}.") from None
    say(f"The old data is now in {aside}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
